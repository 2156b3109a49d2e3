//! Broadcasts of many accounts, column by column, as columns to screen by: each account's ledger says what an assessment
//! of that account would take from it, and nothing is said where that is not one exact value.

use super::column::exactly;
use super::unsaid;
use crate::assess::Request;
use crate::facts::{Horizon, narrow};
use crate::fault::{Collector, ErrorCode, Fault, Faults, join, listed, nth};
use crate::ledger::{
    Broadcast, Ledger, MOST_BROADCASTS, Reach, Sharing, View, Wrong, at_odds, average_of,
    length_of, not_negative, viewers_of,
};
use crate::order;
use crate::policy::document::ValueType;
use crate::policy::{Policy, Range, Version};
use crate::time::{Day, When};

/// Broadcasts of many accounts: a row for each, its members in columns. A column that is empty is not given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ledgers<'input> {
    /// How many accounts there are.
    pub accounts: usize,
    /// The account of each broadcast: its place, below `accounts`.
    pub account: &'input [u32],
    /// When each started.
    pub started_at: Starts<'input>,
    /// How long each lasted, in minutes.
    pub minutes: &'input [f64],
    /// GMV paid, in fen; `NaN` is unknown, here and in the columns that follow.
    pub gmv: &'input [f64],
    /// What of it was refunded, in fen.
    pub refunded_gmv: &'input [f64],
    /// The most viewers each had at one time.
    pub viewers: &'input [f64],
    /// Its average viewers.
    pub average_viewers: &'input [f64],
    /// From which day on the lists are complete.
    pub since: Reached<'input>,
    /// Until which day they are.
    pub through: Reached<'input>,
    /// How faults name the rows, for some out of more; empty: by their places.
    pub rows: &'input [u32],
    /// How faults name the first account.
    pub first_account: usize,
}

/// When broadcasts started.
#[derive(Debug, Clone, Copy)]
pub enum Starts<'input> {
    /// Whole milliseconds since 1970-01-01T00:00:00Z.
    Moments(&'input [f64]),
    /// Days since 1970-01-01 in the policy's zone, where the time of day is not known.
    Days(&'input [i32]),
}

impl Default for Starts<'_> {
    fn default() -> Self {
        Self::Moments(&[])
    }
}

/// The first or the last day between which lists are complete.
#[derive(Debug, Clone, Copy)]
pub enum Reached<'input> {
    /// One for all accounts; none: it is not said. `Day::MIN` is the beginning.
    All(Option<Day>),
    /// One for each account, in days since 1970-01-01; −2³¹ where it is not said.
    Each(&'input [i32]),
}

impl Default for Reached<'_> {
    fn default() -> Self {
        Self::All(None)
    }
}

/// A column to screen by: a value for each account.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerColumn {
    /// The id of the metric or the fact.
    pub id: String,
    /// Its values, by the account's place.
    pub values: ColumnValues,
}

/// The values of a column; what is not one exact value is unknown.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnValues {
    /// Days since 1970-01-01 in the policy's zone; −2³¹ is unknown, −2³¹+1 never.
    Days(Vec<i32>),
    /// Money in fen, durations in minutes, other numbers as they are; `NaN` is unknown, −∞ none.
    Numbers(Vec<f64>),
}

const UNKNOWN_DAY: i32 = i32::MIN;
const NEVER: i32 = i32::MIN + 1;

impl Policy {
    /// What the broadcasts of many accounts say: a column for each fact that comes from the ledger, and for each metric,
    /// or for those in `metrics`, to screen by. An account counts as in an assessment of its broadcasts alone.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the broadcasts, account by account, each with its column and row; with the days
    /// between which lists are complete, the ids of metrics or the moment.
    ///
    /// ```
    /// use kaibo::{BUILT_IN, ColumnValues, Ledgers, Policy, Request, Starts};
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let ledgers = Ledgers {
    ///     accounts: 2,
    ///     account: &[1, 1],
    ///     started_at: Starts::Days(&[19_600, 19_601]),
    ///     minutes: &[120.0, 60.0],
    ///     ..Ledgers::default()
    /// };
    /// let columns = policy.ledger_columns(&ledgers, Some(&["longestMinutes"]), &Request::on("2023-09-14")?)?;
    /// // Nobody said that the lists are complete: a longer one may be missing, an earlier one too.
    /// assert!(matches!(&columns[0].values, ColumnValues::Days(days) if days == &[i32::MIN, i32::MIN]));
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn ledger_columns(
        &self,
        ledgers: &Ledgers<'_>,
        metrics: Option<&[&str]>,
        request: &Request,
    ) -> Result<Vec<LedgerColumn>, Faults> {
        let (version, _) = self.at(request);
        let mut faults = Collector::default();
        let metrics = metric_places(version, metrics, &mut faults);
        ledgers.check(&mut faults);
        let horizon = request.horizon(version);
        let base = horizon.and_then(|horizon| Ok((unsaid(version, None, &horizon)?, horizon)));
        let (base, horizon) = match base {
            Ok(found) => found,
            Err(more) => {
                more.errors.into_iter().for_each(|fault| faults.add(fault));
                return faults.finish(None);
            }
        };
        ledgers.check_reach(horizon.known_day(), &mut faults);
        if !faults.is_empty() {
            return faults.finish(None);
        }
        let mut counting = Counting {
            version,
            horizon,
            ledgers,
            base,
            columns: Columns::of(version, &metrics, ledgers.accounts),
            faults,
        };
        counting.count();
        counting
            .faults
            .finish(Some(counting.columns.named(version)))
    }
}

/// The places of the metrics that are asked for; all of them where none are named.
fn metric_places(
    version: &Version,
    metrics: Option<&[&str]>,
    faults: &mut Collector,
) -> Vec<usize> {
    let compiled = &version.compiled;
    let slots = compiled.slots.iter().skip(compiled.first_metric());
    let ids = slots.map(|slot| slot.id.as_str());
    let Some(asked) = metrics else {
        return (0..compiled.metrics.len()).collect();
    };
    let mut places = Vec::new();
    for (place, id) in asked.iter().enumerate() {
        match ids.clone().position(|own| own == *id) {
            Some(found) if places.contains(&found) => {}
            Some(found) => places.push(found),
            None => {
                let expected = format!("one of {}", listed(ids.clone()));
                let path = nth("", "metrics", place);
                let fault = Fault::new(ErrorCode::UnknownReference, path, expected);
                faults.add(fault.suggesting(id, ids.clone()));
            }
        }
    }
    places
}

impl Ledgers<'_> {
    /// Whether every column has as many rows as the first, and every account its days.
    fn check(&self, faults: &mut Collector) {
        let rows = self.account.len();
        let started = match self.started_at {
            Starts::Moments(moments) => moments.len(),
            Starts::Days(days) => days.len(),
        };
        let needed = [("startedAt", started), ("minutes", self.minutes.len())];
        let others = [
            ("gmv", self.gmv.len()),
            ("refundedGmv", self.refunded_gmv.len()),
            ("viewers", self.viewers.len()),
            ("averageViewers", self.average_viewers.len()),
        ];
        let given = others.into_iter().filter(|(_, length)| *length > 0);
        for (key, length) in needed.into_iter().chain(given) {
            if length != rows {
                let expected = format!("{rows} rows, as many as account has");
                faults.report(ErrorCode::OutOfRange, join("/broadcasts", key), expected);
            }
        }
        for (path, reached) in [
            ("/broadcastsSince", self.since),
            ("/broadcastsThrough", self.through),
        ] {
            if matches!(reached, Reached::Each(days) if days.len() != self.accounts) {
                let expected = format!("{} days, one for each account", self.accounts);
                faults.report(ErrorCode::OutOfRange, path, expected);
            }
        }
    }

    /// What is wrong with days that hold for all accounts.
    fn check_reach(&self, known: Day, faults: &mut Collector) {
        let all = |reached| match reached {
            Reached::All(day) => day,
            Reached::Each(_) => None,
        };
        let through = all(self.through);
        let since = all(self.since);
        check_order(since, through, "/broadcastsThrough", faults);
        if through.is_some_and(|through| through > known) {
            let expected = format!("a day no later than the moment of assessment ({known})");
            faults.report(ErrorCode::EventAfterMoment, "/broadcastsThrough", expected);
        }
    }

    /// Between which days the list of an account is complete.
    fn reach(&self, account: usize, faults: &mut Collector) -> Reach {
        let mut day = |reached, path| match reached {
            Reached::All(day) => day,
            Reached::Each(days) => {
                let days: &[i32] = days;
                let day = *days.get(account)?;
                let known = Day::from_epoch_days(day.into());
                if known.is_none() && day != UNKNOWN_DAY {
                    let expected = "days since 1970-01-01, -2147483648 where it is not said";
                    faults.report(
                        ErrorCode::OutOfRange,
                        self.of_account(path, account),
                        expected,
                    );
                }
                known
            }
        };
        let since = day(self.since, "/broadcastsSince");
        let through = day(self.through, "/broadcastsThrough");
        check_order(since, through, &self.reach_path(account), faults);
        Reach { since, through }
    }

    /// Where the last day of an account's list stands, or, if that is the same for all, the first.
    fn reach_path(&self, account: usize) -> String {
        let path = match (self.since, self.through) {
            (Reached::Each(_), Reached::All(_)) => "/broadcastsSince",
            _ => "/broadcastsThrough",
        };
        self.of_account(path, account)
    }

    fn of_account(&self, path: &str, account: usize) -> String {
        join(path, &(self.first_account + account).to_string())
    }

    /// The rows of each account one after another, in their order, and where those of each end. Rows of no account are
    /// reported.
    ///
    /// Rows are copied whole: accounts jump about in the columns, and each jump waits for memory.
    fn grouped(&self, faults: &mut Collector) -> (Vec<Row>, Vec<usize>) {
        let mut ends = vec![0_usize; self.accounts];
        for (row, account) in self.account.iter().enumerate() {
            match ends.get_mut(index(*account)) {
                Some(count) => *count += 1,
                None => {
                    let number = self.rows.get(row).map_or(row, |number| index(*number));
                    let expected = "the place of an account, from 0, below accounts";
                    let path = nth("/broadcasts", "account", number);
                    faults.report(ErrorCode::OutOfRange, path, expected);
                }
            }
        }
        let mut total = 0;
        for count in &mut ends {
            (*count, total) = (total, total + *count);
        }
        // Each moves from where the account's rows begin to where they end.
        let mut rows = vec![Row::default(); total];
        for (row, account) in self.account.iter().enumerate() {
            if let Some(next) = ends.get_mut(index(*account)) {
                if let Some(own) = rows.get_mut(*next) {
                    *own = self.row(row);
                }
                *next += 1;
            }
        }
        (rows, ends)
    }

    fn row(&self, row: usize) -> Row {
        let cell = |column: &[f64]| column.get(row).copied().unwrap_or(f64::NAN);
        Row {
            number: self.rows.get(row).copied().or(u32::try_from(row).ok()),
            start: match self.started_at {
                Starts::Moments(moments) => cell(moments),
                Starts::Days(days) => days.get(row).copied().map_or(f64::NAN, f64::from),
            },
            minutes: cell(self.minutes),
            gmv: cell(self.gmv),
            refunded_gmv: cell(self.refunded_gmv),
            viewers: cell(self.viewers),
            average_viewers: cell(self.average_viewers),
        }
    }
}

/// A broadcast as its columns have it; what has no column is `NaN`.
#[derive(Clone, Copy, Default)]
struct Row {
    /// How faults name it.
    number: Option<u32>,
    start: f64,
    minutes: f64,
    gmv: f64,
    refunded_gmv: f64,
    viewers: f64,
    average_viewers: f64,
}

impl Row {
    fn number(&self) -> usize {
        self.number.map_or(usize::MAX, index)
    }

    /// The broadcast, unless something is wrong with it.
    fn broadcast(&self, is_day: bool, faults: &mut Collector) -> Option<Broadcast> {
        let mut cells = Cells {
            number: self.number(),
            faults,
        };
        let start = cells.start(self.start, is_day);
        let millis = cells.figure("minutes", self.minutes, length_of);
        let gmv = cells.known("gmv", self.gmv, fen);
        let refunded = cells.known("refundedGmv", self.refunded_gmv, fen);
        let viewers = cells.known("viewers", self.viewers, viewers_of);
        let average = cells.known("averageViewers", self.average_viewers, average_of);
        for (key, wrong) in at_odds([gmv, refunded, viewers, average]) {
            cells.wrong::<()>(key, wrong);
        }
        Some(Broadcast {
            start: start?,
            millis: millis?,
            gmv: gmv?,
            refunded: refunded?,
            viewers: viewers?,
            average: average?,
            place: self.number(),
        })
    }
}

fn check_order(since: Option<Day>, through: Option<Day>, path: &str, faults: &mut Collector) {
    if let (Some(since), Some(through)) = (since, through)
        && since > through
    {
        let expected =
            "a list complete from broadcastsSince, and no later than that until broadcastsThrough";
        faults.report(ErrorCode::OutOfRange, path, expected);
    }
}

fn fen(number: f64) -> Result<i64, Wrong> {
    let expected = "a whole number of fen, at least 0, NaN where it is unknown";
    not_negative(ValueType::Integer.encode(number), expected)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Reads the cells of a row, and notes what is wrong with them.
struct Cells<'faults> {
    number: usize,
    faults: &'faults mut Collector,
}

impl Cells<'_> {
    fn wrong<T>(&mut self, key: &str, (code, expected): Wrong) -> Option<T> {
        let path = nth("/broadcasts", key, self.number);
        self.faults.report(code, path, expected);
        None
    }

    fn start(&mut self, start: f64, is_day: bool) -> Option<When> {
        let whole = ValueType::Integer.encode(start);
        let code = whole.err().unwrap_or(ErrorCode::OutOfRange);
        let (when, expected) = match (whole.ok(), is_day) {
            (Some(day), true) => (
                Day::from_epoch_days(day).map(When::Day),
                "days since 1970-01-01",
            ),
            (millis, _) => (
                millis.and_then(When::from_millis),
                "whole milliseconds since 1970-01-01T00:00:00Z, within the years 2 to 9998",
            ),
        };
        when.or_else(|| self.wrong("startedAt", (code, expected)))
    }

    fn figure(&mut self, key: &str, number: f64, of: fn(f64) -> Result<i64, Wrong>) -> Option<i64> {
        match of(number) {
            Ok(figure) => Some(figure),
            Err((_, expected)) if !number.is_finite() => {
                self.wrong(key, (ErrorCode::NotFinite, expected))
            }
            Err(wrong) => self.wrong(key, wrong),
        }
    }

    /// A number that may be unknown.
    #[allow(
        clippy::option_option,
        reason = "what is wrong, and what is unknown, are two things"
    )]
    fn known(
        &mut self,
        key: &str,
        number: f64,
        of: fn(f64) -> Result<i64, Wrong>,
    ) -> Option<Option<i64>> {
        if number.is_nan() {
            return Some(None);
        }
        self.figure(key, number, of).map(Some)
    }
}

/// The columns as they are filled.
struct Columns {
    /// The slots of the facts that come from the ledger, and their days.
    days: Vec<(usize, Vec<i32>)>,
    /// The metrics.
    sharing: Sharing,
    /// Their values, in the same order.
    numbers: Vec<Vec<f64>>,
}

impl Columns {
    fn of(version: &Version, metrics: &[usize], accounts: usize) -> Self {
        let compiled = &version.compiled;
        let slots = compiled.broadcasts.into_iter().flatten();
        let numbers = metrics.iter().map(|_| Vec::with_capacity(accounts));
        Self {
            days: slots
                .map(|slot| (slot, Vec::with_capacity(accounts)))
                .collect(),
            sharing: Sharing::of(compiled, metrics),
            numbers: numbers.collect(),
        }
    }

    fn named(self, version: &Version) -> Vec<LedgerColumn> {
        let compiled = &version.compiled;
        let named = |slot: usize, values| {
            let slot = compiled.slots.get(slot)?;
            Some(LedgerColumn {
                id: slot.id.clone(),
                values,
            })
        };
        let days = self.days.into_iter();
        let days = days.map(|(slot, days)| named(slot, ColumnValues::Days(days)));
        let metrics = self.sharing.metrics.into_iter().zip(self.numbers);
        let metrics = metrics.map(|((place, _), numbers)| {
            let slot = compiled.first_metric() + place;
            named(slot, ColumnValues::Numbers(numbers))
        });
        days.chain(metrics).flatten().collect()
    }
}

/// Counts ledgers, one account after another.
struct Counting<'input> {
    version: &'input Version,
    horizon: Horizon,
    ledgers: &'input Ledgers<'input>,
    /// What every slot can be where no ledger says anything.
    base: Vec<Range>,
    columns: Columns,
    faults: Collector,
}

impl Counting<'_> {
    fn count(&mut self) {
        let (rows, ends) = self.ledgers.grouped(&mut self.faults);
        let is_day = matches!(self.ledgers.started_at, Starts::Days(_));
        let mut broadcasts = Vec::new();
        let mut start = 0;
        for (account, end) in ends.into_iter().enumerate() {
            if self.faults.is_full() {
                return;
            }
            let own = rows.get(start..end).unwrap_or_default();
            start = end;
            if own.len() > MOST_BROADCASTS {
                self.too_many(account);
                continue;
            }
            let mut own = own.to_vec();
            // A ledger asks more to know which of two broadcasts is first: in order it asks once of each.
            order::sort_many(&mut own, |one, two| one.start < two.start);
            broadcasts.clear();
            let own = own.iter();
            broadcasts.extend(own.filter_map(|row| row.broadcast(is_day, &mut self.faults)));
            self.account(account, &broadcasts);
        }
    }

    fn too_many(&mut self, account: usize) {
        let account = self.ledgers.first_account + account;
        let expected = format!("at most {MOST_BROADCASTS} broadcasts of account {account}");
        self.faults
            .report(ErrorCode::TooLarge, "/broadcasts/account", expected);
    }

    fn account(&mut self, account: usize, broadcasts: &[Broadcast]) {
        let mut faults = Collector::default();
        let reach = self.ledgers.reach(account, &mut self.faults);
        let Horizon {
            known_at,
            utc_offset,
            ..
        } = self.horizon;
        let ledger = Ledger::of(broadcasts, reach, known_at, utc_offset, &mut faults);
        let ranges = self.ranges(&ledger, &mut faults);
        if let Err(found) = faults.finish(Some(())) {
            let found = found.errors.into_iter();
            found.for_each(|fault| self.faults.add(self.in_columns(fault, account)));
        }
        // Where anything is wrong there is no answer: faults are all that is still looked for.
        if self.faults.is_empty() {
            self.fill(&ledger, &ranges);
        }
    }

    /// What every slot can be by a ledger.
    fn ranges(&self, ledger: &Ledger, faults: &mut Collector) -> Vec<Range> {
        let compiled = &self.version.compiled;
        let known = self.horizon.known_day();
        let mut ranges = self.base.clone();
        let [first, last] = compiled.broadcasts;
        for (slot, said) in [(first, ledger.first(known)), (last, ledger.last(known))] {
            if let Some(range) = slot.and_then(|slot| ranges.get_mut(slot)) {
                *range = range.and(said);
            }
        }
        if faults.is_empty() && narrow(&mut ranges, &compiled.ties).is_err() {
            let expected = "broadcasts that the order of the policy's events allows";
            faults.report(ErrorCode::EventOrder, "/broadcasts", expected);
        }
        ranges
    }

    /// A fault of an account's own list, as its columns have it.
    fn in_columns(&self, mut fault: Fault, account: usize) -> Fault {
        if fault.path == "/broadcastsThrough" {
            fault.path = self.ledgers.of_account(&fault.path, account);
        }
        if let Some(place) = fault.path.strip_prefix("/broadcasts/") {
            let whole = match fault.code {
                ErrorCode::BroadcastConflict => "startedAt",
                _ => "minutes",
            };
            let (place, key) = place.split_once('/').unwrap_or((place, whole));
            fault.path = ["/broadcasts/", key, "/", place].concat();
        }
        fault
    }

    fn fill(&mut self, ledger: &Ledger, ranges: &[Range]) {
        let compiled = &self.version.compiled;
        let range = |slot: usize| ranges.get(slot).copied().unwrap_or(Range::OPEN);
        for (slot, days) in &mut self.columns.days {
            days.push(day(range(*slot)));
        }
        let sharing = &self.columns.sharing;
        let sums = sharing.sum(compiled, ledger);
        let view = View {
            compiled,
            ledger,
            ranges,
            known: self.horizon.known_day(),
        };
        for (metric, numbers) in sharing.metrics.iter().zip(&mut self.columns.numbers) {
            let range = sums.range(*metric, &view, self.horizon.day());
            let slot = compiled.slots.get(compiled.first_metric() + metric.0);
            numbers.push(slot.map_or(f64::NAN, |slot| exactly(slot.kind, range)));
        }
    }
}

/// A day as a column has it.
fn day(range: Range) -> i32 {
    match range.point() {
        Some(day) => i32::try_from(day).unwrap_or(UNKNOWN_DAY),
        None if range.is_settled() => NEVER,
        None => UNKNOWN_DAY,
    }
}
