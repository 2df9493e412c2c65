//! What came out, as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::cargo::Tests;
use super::cases::{Case, CaseKind, protocol_name};
use super::subject::Subject;
use super::{deviations, fakes};
use crate::report::Outcome;
use smithy_json_ast::visible;

#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
    /// Cases that are answered otherwise than they expect.
    deviating: usize,
    reasons: BTreeSet<String>,
}

/// By protocol and kind.
type Rows = BTreeMap<(String, CaseKind), Tally>;

/// The failures, one row per protocol and kind, and the totals.
pub(super) fn outcome(subjects: &[Subject], results: &BTreeMap<String, Tests>, lost: Vec<String>) -> Outcome {
    let mut rows = Rows::new();
    let mut text = String::new();
    let none = Tests::default();
    for subject in subjects {
        let tests = results.get(&subject.package).unwrap_or(&none);
        if !tests.failures.is_empty() {
            let _ = writeln!(text, "# {}\n{}", subject.package, tests.failures.trim());
        }
        if let Some(problem) = &subject.problem {
            let _ = writeln!(text, "# {}: no client\n{}", subject.package, problem.trim_end());
        }
        for kind in CaseKind::ALL {
            text += &count(subject, kind, tests, &mut rows);
        }
    }
    for line in &lost {
        let _ = writeln!(text, "{}", visible(line));
    }
    text += &table(&rows);
    let sum = |part: fn(&Tally) -> usize| rows.values().map(part).sum::<usize>();
    let failed = sum(|row| row.failed) + lost.len();
    let passed = sum(|row| row.passed);
    let deviating = sum(|row| row.deviating);
    let deviating = if deviating > 0 { format!(", {deviating} answered otherwise on purpose") } else { String::new() };
    let _ = writeln!(text, "{passed} passed, {failed} failed, {} skipped{deviating}", sum(|row| row.skipped));
    let clientless = subjects.iter().filter(|subject| subject.problem.is_some());
    let clientless: Vec<&str> = clientless.map(|subject| subject.package.as_str()).collect();
    if !clientless.is_empty() {
        let _ = writeln!(text, "no client could be generated: {}", clientless.join(", "));
    } else if passed + failed == 0 {
        text += "no case was run\n";
    }
    Outcome { text, success: failed == 0 && passed > 0 && clientless.is_empty() }
}

fn table(rows: &Rows) -> String {
    let mut text = format!("{:<16} {:<9} {:>6} {:>6} {:>7}\n", "protocol", "kind", "passed", "failed", "skipped");
    for ((protocol, kind), Tally { passed, failed, skipped, reasons, .. }) in rows {
        let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
        let name = if protocol.is_empty() { "endpoint rules" } else { protocol_name(protocol) };
        let row = format!("{name:<16} {:<9} {passed:>6} {failed:>6} {skipped:>7}  {}", kind.name(), reasons.join("; "));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

/// Adds the cases of one kind to the rows. What should have been run and was not has failed, and is told.
fn count(subject: &Subject, kind: CaseKind, tests: &Tests, rows: &mut Rows) -> String {
    let cases = subject.wanted().into_iter().filter(|case| case.kind == kind);
    let mut ours = Vec::new();
    for case in cases {
        match why_skipped(subject, case) {
            None => ours.push(case),
            Some(reason) => {
                let row = rows.entry((case.protocol.clone(), kind)).or_default();
                row.skipped += 1;
                row.reasons.insert(reason.to_owned());
            }
        }
    }
    let Some(case) = ours.first() else { return String::new() };
    let row = rows.entry((case.protocol.clone(), kind)).or_default();
    let results = tests.results.iter().filter(|(path, _)| CaseKind::of_test(path) == Some(kind));
    let (passed, failed): (Vec<_>, Vec<_>) = results.partition(|(_, passed)| *passed);
    let of_kind = |path: &str| CaseKind::of_test(path) == Some(kind);
    for (path, is_otherwise) in tests.deviations.iter().filter(|(path, _)| of_kind(path)) {
        let name = path.rsplit("::").next().unwrap_or_default();
        row.deviating += usize::from(*is_otherwise);
        row.failed += usize::from(!is_otherwise);
        let reason = deviations::why_test(path).unwrap_or_default();
        row.reasons.insert(match is_otherwise {
            true => format!("answered otherwise: {reason}"),
            false => format!("{name} is answered as it expects: take its row away"),
        });
    }
    let deviating = tests.deviations.iter().filter(|(path, _)| of_kind(path)).count();
    let run = passed.len() + failed.len() + deviating;
    row.passed += passed.len();
    row.failed += failed.len() + run.abs_diff(ours.len());
    if run == ours.len() {
        return String::new();
    }
    format!("{}: {run} of {} {} tests were run\n", subject.package, ours.len(), kind.name())
}

/// Why a case is not run, if it is not.
fn why_skipped<'a>(subject: &'a Subject, case: &Case) -> Option<&'a str> {
    match (case.kind, subject.protocol) {
        (CaseKind::Endpoint, _) => None,
        (CaseKind::Input, Some(_)) => subject.left_out(case),
        (CaseKind::Input, None) => Some("the service has no protocol, and so no client"),
        (_, None) => Some("the protocol is not supported yet"),
        (_, Some(protocol)) if protocol != case.protocol => Some("the service does not speak it, or no client can"),
        _ => subject.left_out(case).or_else(|| fakes::why_not(case.kind, &case.id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use smithy_json_ast::ShapeId;

    /// A model whose endpoint tests pass.
    fn outcome_of(problem: Option<&str>) -> Outcome {
        let shape = ShapeId::parse("moon#Moon").expect("an id");
        let case =
            Case { kind: CaseKind::Endpoint, protocol: String::new(), id: String::new(), shape, is_wanted: true };
        let subject = Subject {
            package: "model-moon".to_owned(),
            cases: vec![case],
            protocol: Some("aws.protocols#awsJson1_0"),
            plan: None,
            left_out: Vec::new(),
            problem: problem.map(str::to_owned),
        };
        let tests = Tests { results: vec![("endpoint::tests::case_001".to_owned(), true)], ..Tests::default() };
        outcome(&[subject], &BTreeMap::from([("model-moon".to_owned(), tests)]), Vec::new())
    }

    #[test]
    fn a_model_without_a_client_fails_though_its_endpoint_tests_pass() {
        assert!(outcome_of(None).success);
        let outcome = outcome_of(Some("moon.json: error: no moon"));
        assert!(!outcome.success);
        insta::assert_snapshot!(outcome.text, @r"
        # model-moon: no client
        moon.json: error: no moon
        protocol         kind      passed failed skipped
        endpoint rules   endpoint       1      0       0
        1 passed, 0 failed, 0 skipped
        no client could be generated: model-moon
        ");
    }
}
