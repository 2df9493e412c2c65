//! `cargo xtask soak`: tests that take too long for every commit.

use clap::builder::PossibleValuesParser;
use std::env;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use farrier::report::{Outcome, Problem, Result};
use farrier_project::paths;

/// Run tests that take too long for every commit
///
/// Those that are ignored, and more cases of those that make them by a seed: runs of the
/// generator that are killed, mutants, names one by one, faults, streams and events by the
/// thousand. One after the other, with what cargo prints of each, and a table at the end.
/// All of them take hours.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask soak
  cargo xtask soak faults streams"
)]
pub(crate) struct Args {
    /// What to run; all of it if nothing is named
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(RUNS.map(|run| run.name)))]
    names: Vec<String>,
}

/// A run of `cargo test`.
struct Run {
    name: &'static str,
    arguments: &'static str,
    /// What is set for tests that make as many cases as it says.
    cases: Option<&'static str>,
}

const fn run_of(name: &'static str, arguments: &'static str) -> Run {
    Run { name, arguments, cases: None }
}

const fn cases_of(name: &'static str, cases: &'static str, arguments: &'static str) -> Run {
    Run { name, arguments, cases: Some(cases) }
}

const RUNS: [Run; 11] = [
    cases_of("crashes", "200", "-p xtask --test crashes"),
    run_of("names", "-p farrier-codegen --test names -- --ignored"),
    cases_of("mutants", "100", "-p farrier-codegen --test mutated"),
    run_of("compiled-mutants", "-p farrier-codegen --test mutated -- --ignored"),
    cases_of("endpoints", "1000", "-p farrier-codegen --lib endpoint -- --ignored"),
    cases_of("credentials", "1000", "-p farrier-credentials --lib mutated"),
    cases_of("errors", "1000", "-p farrier-tests --test wire mutated"),
    cases_of("answers", "1000", "-p farrier-tests --test faults mutated"),
    run_of("faults", "-p farrier-tests --test faults twenty_thousand -- --ignored"),
    run_of("streams", "-p farrier-tests --test streams -- --ignored"),
    run_of("events", "-p farrier-tests --test conversations -- --ignored"),
];

pub(crate) fn run(args: &Args) -> Result {
    let root = paths::checkout("which has the tests")?;
    let is_wanted = |run: &&Run| args.names.is_empty() || args.names.iter().any(|name| name == run.name);
    let (mut text, mut success) = (format!("{:<18}{:>8}  result\n", "tests", "seconds"), true);
    for run in RUNS.iter().filter(is_wanted) {
        let mut command = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
        command.arg("test").args(run.arguments.split(' ')).current_dir(&root);
        command.envs(run.cases.map(|cases| ("FARRIER_RUNS", cases)));
        let start = Instant::now();
        let status = command.status().map_err(|error| vec![Problem::new(format!("cannot run cargo: {error}"))])?;
        let result = if status.success() { "passed" } else { "failed" };
        let _ = writeln!(text, "{:<18}{:>8}  {result}", run.name, start.elapsed().as_secs());
        success &= status.success();
    }
    Ok(Outcome { text, success })
}
