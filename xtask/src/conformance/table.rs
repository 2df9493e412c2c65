//! What came out, as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::cargo::Tests;
use super::cases::{Filter, Kind, protocol_name};
use super::subject::{Reason, Subject};
use crate::report::Outcome;

#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
    reasons: BTreeSet<String>,
}

/// The failures, a row a protocol and kind, and the totals.
pub(super) fn outcome(
    subjects: &[Subject],
    results: &BTreeMap<String, Tests>,
    filter: &Filter,
    lost: Vec<String>,
) -> Outcome {
    let mut rows = BTreeMap::new();
    let mut text = String::new();
    let none = Tests::default();
    for subject in subjects {
        let tests = results.get(&subject.package).unwrap_or(&none);
        if !tests.failures.is_empty() {
            let _ = writeln!(text, "# {}\n{}", subject.package, tests.failures.trim());
        }
        if let Some(Reason::Problem(problem)) = &subject.without_client {
            let _ = writeln!(text, "# {}: no client\n{problem}", subject.package);
        }
        for kind in Kind::ALL {
            text += &count(subject, kind, tests, filter, &mut rows);
        }
    }
    for line in &lost {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "{:<16} {:<9} {:>6} {:>6} {:>7}", "protocol", "kind", "passed", "failed", "skipped");
    for ((protocol, kind), Tally { passed, failed, skipped, reasons }) in &rows {
        let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
        let name = if protocol.is_empty() { "endpoint rules" } else { protocol_name(protocol) };
        let row = format!("{name:<16} {:<9} {passed:>6} {failed:>6} {skipped:>7}  {}", kind.name(), reasons.join("; "));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    let sum = |part: fn(&Tally) -> usize| rows.values().map(part).sum::<usize>();
    let failed = sum(|row| row.failed) + lost.len();
    let _ = writeln!(text, "{} passed, {failed} failed, {} skipped", sum(|row| row.passed), sum(|row| row.skipped));
    Outcome { text, success: failed == 0 }
}

/// Adds the cases of one kind to the rows. What should have been run and was not has failed, and is told.
fn count(
    subject: &Subject,
    kind: Kind,
    tests: &Tests,
    filter: &Filter,
    rows: &mut BTreeMap<(String, Kind), Tally>,
) -> String {
    let cases: Vec<_> = subject.cases.iter().filter(|case| case.kind == kind).collect();
    let Some(first) = cases.first() else { return String::new() };
    let row = rows.entry((first.protocol.clone(), kind)).or_default();
    match &subject.without_client {
        Some(Reason::Unsupported(reason)) if kind != Kind::Endpoint => {
            row.skipped += cases.len();
            row.reasons.insert(reason.clone());
            return String::new();
        }
        _ => {}
    }
    let ours = tests.results.iter().filter(|(path, _)| Kind::of_test(path) == Some(kind) && filter.wants_test(path));
    let results: Vec<bool> = ours.map(|(_, passed)| *passed).collect();
    let passed = results.iter().filter(|passed| **passed).count();
    row.passed += passed;
    row.failed += (results.len() - passed).max(cases.len() - passed.min(cases.len()));
    if results.len() == cases.len() {
        return String::new();
    }
    format!("{}: {} of {} {} tests were run\n", subject.package, results.len(), cases.len(), kind.name())
}
