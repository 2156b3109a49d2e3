//! The boundary to JavaScript, and nothing else: reads JavaScript values, asks the core, emits plain objects.
//!
//! What goes wrong is thrown as a plain object `{ errors: [{ code, path, expected, help }] }`; the npm package makes a
//! `KaiboError` of it. Only free functions and `&self` methods: nothing a call does can poison the next.

mod emit;
mod options;
mod read;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::fault::Faults;
use crate::policy::{self, Policy};

/// A policy, loaded and compiled.
#[wasm_bindgen(js_name = WasmPolicy)]
#[derive(Debug)]
pub struct WasmPolicy(Policy);

/// Loads a policy: JSON text, an object, or an array of versions of one policy.
///
/// # Errors
///
/// Everything that is wrong with the document.
#[wasm_bindgen(js_name = loadPolicy)]
pub fn load_policy(document: &JsValue) -> Result<WasmPolicy, JsValue> {
    let load = || -> Result<Policy, Faults> {
        if document.is_string() {
            return Policy::parse(&read::text(document, policy::LARGEST)?);
        }
        Policy::load(read::value(document)?)
    };
    load()
        .map(WasmPolicy)
        .map_err(|faults| emit::faults(&faults))
}

#[wasm_bindgen(js_class = WasmPolicy)]
impl WasmPolicy {
    /// The policy's id.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn id(&self) -> String {
        self.0.newest().document.id.clone()
    }

    /// The name of the version that comes into force last.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn version(&self) -> String {
        self.0.newest().document.version.clone()
    }

    /// That version's digest.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.newest().digest.clone()
    }

    /// That version's document, as JSON text.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn document(&self) -> String {
        self.0.newest().json.to_string()
    }

    /// The digests of all its versions, by the day from which each is in force: who has equal ones is the same.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn digests(&self) -> String {
        let versions = self.0.versions().iter();
        let digests: Vec<_> = versions.map(|version| version.digest.as_str()).collect();
        digests.join(" ")
    }

    /// All its versions, as JSON text that loads as the same policy.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn source(&self) -> String {
        let versions = self.0.versions().iter();
        let texts: Vec<_> = versions.map(|version| version.json.to_string()).collect();
        format!("[{}]", texts.join(","))
    }

    /// What is known of an account, held against the policy: see `Policy::assess`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application or the options.
    pub fn assess(&self, application: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let assess = || {
            let (application, asked) = options::read(application, options)?;
            self.0.assess(application, &asked.request)
        };
        assess()
            .map_err(|faults| emit::faults(&faults))
            .and_then(|assessment| emit::value(&assessment))
    }

    /// The outcomes of one programme over time: see `Policy::outlook`. Options: `asOf`, `knownAt`, `until`,
    /// `plannedBroadcasts`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application, the options or the programme's id.
    pub fn outlook(
        &self,
        programme: &JsValue,
        application: &JsValue,
        options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let outlook = || {
            let (application, asked) = options::read(application, options)?;
            let id = options::programme(programme)?;
            self.0
                .outlook(&id, application, &asked.request, &asked.outlook)
        };
        outlook()
            .map_err(|faults| emit::faults(&faults))
            .and_then(|outlook| emit::value(&outlook))
    }

    /// Every smallest set of changes that leads to eligible: see `Policy::remedies`. Options: `asOf`, `knownAt`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application, the options or the programme's id.
    pub fn remedies(
        &self,
        programme: &JsValue,
        application: &JsValue,
        options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let remedies = || {
            let (application, asked) = options::read(application, options)?;
            let id = options::programme(programme)?;
            self.0.remedies(&id, application, &asked.request)
        };
        remedies()
            .map_err(|faults| emit::faults(&faults))
            .and_then(|remedies| emit::value(&remedies))
    }

    /// Deadlines and the days of each step: see `Policy::schedule`. Options: `submitOn`, `startOn`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the options or the programme's id.
    pub fn schedule(&self, programme: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let schedule = || {
            let planned = options::schedule(options)?;
            self.0.schedule(&options::programme(programme)?, planned)
        };
        schedule()
            .map_err(|faults| emit::faults(&faults))
            .and_then(|schedule| emit::value(&schedule))
    }

    /// What to ask, for one programme or for all: see `Policy::questions`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application, the options or the programme's id.
    pub fn questions(
        &self,
        programme: &JsValue,
        application: &JsValue,
        options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let questions = || {
            let (application, asked) = options::read(application, options)?;
            let mut request = asked.request;
            if !programme.is_undefined() && !programme.is_null() {
                request.programmes = Some(vec![options::programme(programme)?]);
            }
            self.0.questions(application, &request)
        };
        questions()
            .map_err(|faults| emit::faults(&faults))
            .and_then(|questions| emit::value(&questions))
    }
}
