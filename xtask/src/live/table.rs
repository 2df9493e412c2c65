//! What came out, as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::deviations::Deviations;
use super::run::Run;
use super::suite::Suite;
use farrier::report::Outcome;

/// What is wrong, one row per program, and the totals.
pub(super) fn outcome(suite: &Suite, runs: &[Run], deviations: &Deviations, server: &str) -> Outcome {
    let mut text = String::new();
    let mut table =
        format!("{:<16} {:>4} {:>7} {:>5} {:>8}  result\n", "program", "same", "differs", "known", "seconds");
    let mut failed = 0;
    for run in runs {
        let known: Vec<_> = run.different.iter().filter_map(|(what, _)| reason(run, what, deviations)).collect();
        let problems = problems(run, deviations);
        failed += usize::from(!problems.is_empty());
        for problem in &problems {
            let _ = writeln!(text, "{}: {problem}", run.name);
        }
        let _ = writeln!(
            table,
            "{:<16} {:>4} {:>7} {:>5} {:>8.1}  {}",
            run.name,
            run.same.len(),
            run.different.len() - known.len(),
            known.len(),
            run.time.as_secs_f64(),
            if problems.is_empty() { "passed" } else { "failed" }
        );
        for reason in BTreeSet::from_iter(known) {
            let _ = writeln!(table, "  {server}: {reason}");
        }
    }
    text += &table;
    for (name, file) in &suite.without_model {
        let _ = writeln!(text, "{name}: not run, {} has no {}", suite.models, file.file_name().unwrap_or_default());
    }
    for (name, reason) in &suite.without_fake {
        let _ = writeln!(text, "{name}: not run, no fake: {reason}");
    }
    let skipped = suite.without_model.len() + suite.without_fake.len();
    let _ = writeln!(text, "{} passed, {failed} failed, {skipped} skipped", runs.len() - failed);
    Outcome { text, success: failed == 0 && !runs.is_empty() }
}

/// Why a value differs, if that is known.
fn reason<'d>(run: &Run, what: &str, deviations: &'d Deviations) -> Option<&'d str> {
    deviations.get(&(run.name.clone(), what.to_owned())).map(String::as_str)
}

/// What nobody expected of a program.
fn problems(run: &Run, deviations: &Deviations) -> Vec<String> {
    let mut problems: Vec<String> = run.failure.iter().cloned().collect();
    let unknown = run.different.iter().filter(|(what, _)| reason(run, what, deviations).is_none());
    problems.extend(unknown.map(|(what, values)| format!("{what}: {values}")));
    let outdated = run.same.iter().filter(|what| reason(run, what, deviations).is_some());
    problems
        .extend(outdated.map(|what| format!("{what}: is the same, tests/live/deviations.toml says that it differs")));
    if run.same.is_empty() && problems.is_empty() {
        problems.push("nothing was compared".to_owned());
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn run(same: &[&str], different: &[&str]) -> Run {
        Run {
            name: "moon".to_owned(),
            same: same.iter().map(|what| (*what).to_owned()).collect(),
            different: different.iter().map(|what| ((*what).to_owned(), "1 and 2".to_owned())).collect(),
            failure: None,
            time: Duration::ZERO,
        }
    }

    #[test]
    fn what_is_wrong_with_a_program() {
        let key = ("moon".to_owned(), "the phase".to_owned());
        let deviations = Deviations::from([(key, "its moon is always full".to_owned())]);
        let none: [&str; 0] = [];
        assert_eq!(problems(&run(&["the name"], &["the phase"]), &deviations), none);
        assert_eq!(problems(&run(&["the name"], &["the size"]), &deviations), ["the size: 1 and 2"]);
        assert_eq!(problems(&run(&[], &[]), &deviations), ["nothing was compared"]);
        assert!(problems(&run(&["the phase"], &[]), &deviations)[0].starts_with("the phase: is the same"));
        let failed = Run { failure: Some("no moon".to_owned()), ..run(&[], &[]) };
        assert_eq!(problems(&failed, &deviations), ["no moon"]);
    }
}
