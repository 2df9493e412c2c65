//! `cargo xtask soak`: tests that take too long for every commit.

use camino::{Utf8Path, Utf8PathBuf};
use clap::builder::PossibleValuesParser;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::{MODELS, checkout};
use farrier::report::{Outcome, Problem, Result};
use farrier::scratch;

/// Run tests that take too long for every commit
///
/// Those that are ignored, and more cases of those that make them by a seed: runs of the
/// generator that are killed, mutants, names one by one, faults, streams and events by the
/// thousand; and clients of all models of ../shared/models beside the checkout, where there
/// is such a folder, and values of all types of ten of those to formats of serde and back.
/// One after the other, with what cargo prints of each, and a table at the end. All of them
/// take hours. Those that compile crates - names, compiled-mutants - say how far they are,
/// and end after some minutes: the variable FARRIER_SKIP, with the number that they say, goes
/// on from there.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask soak
  cargo xtask soak faults streams
  cargo xtask soak names --minutes 120"
)]
pub(crate) struct Args {
    /// What to run; all of it if nothing is named
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(RUNS.map(|run| run.name)))]
    names: Vec<String>,
    /// How long crates are compiled of each run that compiles them
    #[arg(long, value_name = "N", default_value_t = 20)]
    minutes: u32,
}

struct Run {
    name: &'static str,
    work: Work,
}

/// What a run runs.
enum Work {
    /// `cargo test` with these arguments, and what is set for tests that make as many cases as it says.
    Tests(&'static str, Option<&'static str>),
    /// Clients of all models.
    Models,
    /// Values of all types of these models.
    Serde(&'static [&'static str]),
}

const fn run_of(name: &'static str, arguments: &'static str) -> Run {
    Run { name, work: Work::Tests(arguments, None) }
}

const fn cases_of(name: &'static str, cases: &'static str, arguments: &'static str) -> Run {
    Run { name, work: Work::Tests(arguments, Some(cases)) }
}

impl Work {
    /// The command; `None` where there is nothing to run it on.
    fn command(&self, root: &Utf8Path, minutes: u32) -> Option<Command> {
        let mut command = match self {
            Self::Tests(arguments, cases) => {
                let mut command = scratch::cargo(root);
                command.arg("test").args(arguments.split(' ')).envs(cases.map(|cases| ("FARRIER_RUNS", cases)));
                command.env("FARRIER_MINUTES", minutes.to_string());
                command
            }
            Self::Models => {
                let models = Some(root.join(MODELS)).filter(|models| models.is_dir())?;
                let mut command = Command::new(root.join(".ci/models"));
                command.arg(models);
                command
            }
            Self::Serde(names) => {
                let models = folder_of(root, names)?;
                let mut command = scratch::cargo(root);
                command.args(["xtask", "conformance", models.as_str(), "--serde"]);
                command
            }
        };
        command.current_dir(root);
        Some(command)
    }
}

/// The models of a run that are not there.
fn missing(root: &Utf8Path, work: &Work) -> Vec<&'static str> {
    let Work::Serde(names) = work else { return Vec::new() };
    names.iter().copied().filter(|name| !root.join(MODELS).join(name).is_file()).collect()
}

/// A folder with those of the models that are there, and no others; `None` if that is none.
fn folder_of(root: &Utf8Path, names: &[&str]) -> Option<Utf8PathBuf> {
    let (models, folder) = (root.join(MODELS), root.join("target/soak-models"));
    // One of an earlier run may have others.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).ok()?;
    let copied = names.iter().filter(|name| fs::copy(models.join(name), folder.join(name)).is_ok()).count();
    (copied > 0).then_some(folder)
}

/// Of all protocols, with documents, streams, unions and values that hold others of their kind.
const SERDE: [&str; 10] = [
    "bedrock-runtime-2023-09-30.json",
    "cloudwatch-2010-08-01.json",
    "dynamodb-2012-08-10.json",
    "kms-2014-11-01.json",
    "lambda-2015-03-31.json",
    "partnercentral-selling-2022-07-26.json",
    "s3-2006-03-01.json",
    "sfn-2016-11-23.json",
    "sns-2010-03-31.json",
    "sqs-2012-11-05.json",
];

const RUNS: [Run; 13] = [
    cases_of("crashes", "200", "-p xtask --test crashes"),
    run_of("names", "-p farrier-codegen --test names -- --ignored --nocapture"),
    cases_of("mutants", "100", "-p farrier-codegen --test mutated"),
    run_of("compiled-mutants", "-p farrier-codegen --test mutated -- --ignored --nocapture"),
    cases_of("endpoints", "1000", "-p farrier-codegen --lib endpoint::tests::compared -- --ignored"),
    cases_of("credentials", "1000", "-p farrier-credentials --lib mutated"),
    cases_of("errors", "1000", "-p farrier-tests --test wire mutated"),
    cases_of("answers", "1000", "-p farrier-tests --test faults mutated"),
    run_of("faults", "-p farrier-tests --test faults twenty_thousand -- --ignored"),
    cases_of("streams", "100000", "-p farrier-tests --test streams -- --ignored"),
    run_of("events", "-p farrier-tests --test conversations -- --ignored"),
    Run { name: "models", work: Work::Models },
    Run { name: "serde", work: Work::Serde(&SERDE) },
];

pub(crate) fn run(args: &Args) -> Result {
    let root = checkout("which has the tests")?;
    let is_wanted = |run: &&Run| args.names.is_empty() || args.names.iter().any(|name| name == run.name);
    let (mut text, mut success) = (format!("{:<18}{:>8}  result\n", "tests", "seconds"), true);
    for run in RUNS.iter().filter(is_wanted) {
        let Some(mut command) = run.work.command(&root, args.minutes) else {
            let _ = writeln!(text, "{:<18}{:>8}  no {MODELS}", run.name, 0);
            continue;
        };
        let start = Instant::now();
        let status =
            command.status().map_err(|error| vec![Problem::new(format!("cannot run {}: {error}", run.name))])?;
        let result = if status.success() { "passed" } else { "failed" };
        let _ = write!(text, "{:<18}{:>8}  {result}", run.name, start.elapsed().as_secs());
        let missing = missing(&root, &run.work).join(", ");
        text += &if missing.is_empty() { "\n".to_owned() } else { format!(", without {missing}\n") };
        success &= status.success();
    }
    Ok(Outcome { text, success })
}
