//! Samples applications by number, holds the laws against them on all cores, and prints a table.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use kaibo::Outcome;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::applications::{Question, question};
use crate::laws;
use crate::tally::{Law, Tally};

/// Which applications: numbers from the first on, each with the seed.
#[derive(Debug, Clone, Copy)]
struct Range {
    count: u64,
    seed: u64,
    first: u64,
}

/// Disagreements of more questions than these are counted, and not shrunk and shown.
const MOST_SHOWN: usize = 5;

/// Runs what the command line asks for; fails if anything disagreed.
pub(crate) fn run() -> ExitCode {
    let mut numbers = std::env::args()
        .skip(1)
        .map(|it| it.replace(['_', ','], "").parse::<u64>());
    let mut number = |unsaid| numbers.next().unwrap_or(Ok(unsaid));
    let (Ok(count), Ok(seed), Ok(first)) = (number(1_000), number(20_230_914), number(0)) else {
        eprintln!("laws COUNT [SEED [FIRST]], all numbers");
        return ExitCode::FAILURE;
    };
    let range = Range { count, seed, first };
    println!("{count} applications from number {first} on, seed {seed}");
    let start = Instant::now();
    let whole = all(range);
    whole.print(start.elapsed().as_secs_f64());
    if whole.tally.disagreements() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What all threads did.
#[derive(Default)]
struct Whole {
    tally: Tally,
    /// How many of each programme and outcome today.
    asked: BTreeMap<(&'static str, &'static str), u64>,
    /// What disagreed, shrunk.
    shown: Vec<String>,
    disagreed: u64,
}

fn all(range: Range) -> Whole {
    let next = AtomicU64::new(range.first);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| some(range, &next)))
            .collect();
        let mut whole = Whole::default();
        for thread in running {
            let part = thread
                .join()
                .unwrap_or_else(|_| panic!("a thread panicked"));
            whole.tally.add(&part.tally);
            whole.disagreed += part.disagreed;
            whole.shown.extend(part.shown);
            for (key, count) in part.asked {
                *whole.asked.entry(key).or_default() += count;
            }
        }
        whole
    })
}

/// What one thread does: numbers until there are no more.
fn some(range: Range, next: &AtomicU64) -> Whole {
    let mut whole = Whole::default();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number - range.first >= range.count {
            return whole;
        }
        if number > range.first && (number - range.first).is_multiple_of(10_000) {
            eprintln!("{} applications…", number - range.first);
        }
        let mut tree = sample(range.seed, number);
        let question = tree.current();
        let tally = hold(&question);
        *whole
            .asked
            .entry((question.programme, outcome(&question)))
            .or_default() += 1;
        whole.tally.add(&tally);
        if !tally.messages.is_empty() {
            whole.disagreed += 1;
            if whole.shown.len() < MOST_SHOWN {
                whole.shown.push(format!(
                    "number {number}, shrunk: {}",
                    shrunk(&mut tree, tally)
                ));
            }
        }
    }
}

/// The question of a number.
fn sample(seed: u64, number: u64) -> impl ValueTree<Value = Question> {
    let mut bytes = [0; 32];
    for (own, byte) in bytes
        .iter_mut()
        .zip(seed.to_le_bytes().into_iter().chain(number.to_le_bytes()))
    {
        *own = byte;
    }
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    question()
        .new_tree(&mut runner)
        .unwrap_or_else(|reason| panic!("{reason}"))
}

fn hold(question: &Question) -> Tally {
    let mut tally = Tally::default();
    laws::outlook(question, &mut tally);
    laws::remedies(question, &mut tally);
    tally
}

/// What disagrees about the smallest question proptest shrinks it to.
fn shrunk(tree: &mut impl ValueTree<Value = Question>, mut tally: Tally) -> String {
    let mut moved = tree.simplify();
    while moved {
        let tried = hold(&tree.current());
        moved = if tried.messages.is_empty() {
            tree.complicate()
        } else {
            tally = tried;
            tree.simplify()
        };
    }
    tally.messages.join("\n")
}

fn outcome(question: &Question) -> &'static str {
    match laws::outcome_on(question, &question.application, question.as_of) {
        Ok(Outcome::Eligible) => "eligible",
        Ok(Outcome::Ineligible) => "ineligible",
        Ok(Outcome::Undetermined) => "undetermined",
        Err(faults) => panic!("{faults}\n{question}"),
    }
}

impl Tally {
    /// Adds another's counts; messages stay apart.
    fn add(&mut self, other: &Self) {
        for (own, more) in self.tried.iter_mut().zip(other.tried) {
            *own += more;
        }
        for (own, more) in self.disagreed.iter_mut().zip(other.disagreed) {
            *own += more;
        }
    }

    /// Each law with how often it was tried and how often it did not hold.
    fn rows(&self) -> impl Iterator<Item = (&'static str, u64, u64)> {
        let counts = self.tried.into_iter().zip(self.disagreed);
        let laws = Law::ALL.into_iter().map(|(_, says)| says);
        laws.zip(counts)
            .map(|(says, (tried, disagreed))| (says, tried, disagreed))
    }
}

impl Whole {
    fn print(&self, seconds: f64) {
        println!(
            "\n{:>12}  programme, outcome on the day of assessment",
            "applications"
        );
        for ((programme, outcome), count) in &self.asked {
            println!("{count:>12}  {programme}, {outcome}");
        }
        println!("\n{:>12} {:>10}  law", "tried", "disagreed");
        for (law, tried, disagreed) in self.tally.rows() {
            println!("{tried:>12} {disagreed:>10}  {law}");
        }
        println!(
            "\n{} applications disagreed; {seconds:.0} s",
            self.disagreed
        );
        for shown in &self.shown {
            println!("\n{shown}");
        }
    }
}
