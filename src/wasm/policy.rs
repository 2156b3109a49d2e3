//! A loaded policy and its questions.

use js_sys::Float64Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::fault::Faults;
use crate::json::canonical;
use crate::policy::{self, Policy};

use super::numbers::Numbers;
use super::{emit, options, read};

/// A policy, loaded and compiled.
#[wasm_bindgen(js_name = WasmPolicy)]
#[derive(Debug)]
pub struct WasmPolicy(Policy, Numbers);

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
        .map(|policy| {
            let numbers = Numbers::of(&policy);
            WasmPolicy(policy, numbers)
        })
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
        canonical(&self.0.newest().json)
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
        let texts: Vec<_> = versions.map(|version| canonical(&version.json)).collect();
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
            .map(|assessment| emit::value(&assessment))
            .map_err(|faults| emit::faults(&faults))
    }

    /// The outcome of one programme and what decides it: see `Policy::decide`. Options: `asOf`, `knownAt`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application, the options or the programme's id.
    pub fn decide(
        &self,
        programme: &JsValue,
        application: &JsValue,
        options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let decide = || {
            let (application, asked) = options::read(application, options)?;
            let id = options::programme(programme)?;
            self.0.decide(&id, application, &asked.request)
        };
        decide()
            .map(|decision| emit::value(&decision))
            .map_err(|faults| emit::faults(&faults))
    }

    /// The memory in which `decide_numbers` finds the newest version's facts in the document's order, and leaves the truths
    /// of the programme's criteria and bars: 0 is false, 1 unknown, 2 true. It is detached when the memory grows.
    #[must_use]
    pub fn numbers(&self) -> Float64Array {
        self.1.view()
    }

    /// The same as `decide` for the facts in `numbers`: the outcome, 0 ineligible, 1 undetermined, 2 eligible; 3 where
    /// `decide` is to be asked. `as_of` is days since 1970-01-01 in the policy's zone, or milliseconds.
    #[wasm_bindgen(js_name = decideNumbers)]
    #[must_use]
    pub fn decide_numbers(&self, programme: usize, as_of: f64, is_day: bool) -> u8 {
        self.1.decide(&self.0, programme, as_of, is_day)
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
            .map(|outlook| emit::value(&outlook))
            .map_err(|faults| emit::faults(&faults))
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
            .map(|remedies| emit::value(&remedies))
            .map_err(|faults| emit::faults(&faults))
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
            .map(|schedule| emit::value(&schedule))
            .map_err(|faults| emit::faults(&faults))
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
            .map(|questions| emit::value(&questions))
            .map_err(|faults| emit::faults(&faults))
    }
}
