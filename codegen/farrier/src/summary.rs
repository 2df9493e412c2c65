//! Plans as text.

use anstyle::{AnsiColor, Style};
use similar::TextDiff;
use std::fmt::{Arguments, Write};
use std::time::Duration;

use crate::report::Outcome;
use farrier_project::pipeline::Planned;
use farrier_project::sync::{Action, Plan};
use farrier_project::{origin, paths};
use smithy_json_ast::{visible, visible_line};

/// A line, whatever the names of files in it.
fn line(text: Arguments<'_>) -> String {
    visible(&text.to_string()).into_owned() + "\n"
}

/// What was written: one line per crate, and with `verbose` one per file.
pub(crate) fn written(planned: &[Planned], verbose: bool) -> String {
    let mut text = String::new();
    for Planned { name, plan, lacking, time } in planned {
        text += &line(format_args!(
            "{name}: {} created, {} changed, {} removed, {} unchanged ({:.2} s)",
            plan.count(|action| matches!(action, Action::Create { .. })),
            plan.count(|action| matches!(action, Action::Replace { .. })),
            plan.count(|action| matches!(action, Action::Remove)),
            plan.unchanged,
            time.as_secs_f64(),
        ));
        for path in lacking {
            text += &line(format_args!("  there is no {path}, so the crate goes without this example"));
        }
        for change in plan.changes.iter().filter(|_| verbose) {
            let sign = match change.action {
                Action::Create { .. } => '+',
                Action::Replace { .. } => '~',
                Action::Remove => '-',
            };
            text += &line(format_args!("  {sign} {}", change.path));
        }
    }
    text
}

/// What would have to be written, and the command that does it.
pub(crate) fn check(planned: &[Planned], fix: &str) -> Outcome {
    let plans = || planned.iter().map(|job| &job.plan);
    let mut text: String = plans().map(diffs).chain(plans().map(lists)).collect();
    let is_stale = plans().any(|plan| !plan.changes.is_empty());
    let is_untracked = plans().any(|plan| !plan.untracked.is_empty());
    let is_lacking = planned.iter().any(|job| !job.lacking.is_empty());
    for path in planned.iter().flat_map(|job| &job.lacking) {
        text += &line(format_args!("an example that is not there: {path}"));
    }
    for Planned { name, plan, time, .. } in planned {
        let (stale, untracked) = (plan.changes.len(), plan.untracked.len());
        text += &match (stale, untracked) {
            (0, 0) => line(format_args!("{name}: {} files up to date ({:.2} s)", plan.unchanged, time.as_secs_f64())),
            _ => line(format_args!("{name}: {stale} out of date, {untracked} not written by farrier")),
        };
    }
    text.extend(plans().filter_map(moved));
    if is_stale {
        text += &line(format_args!("To write what is generated: {fix}"));
    }
    if is_untracked {
        text += "Delete or move what farrier did not write.\n";
    }
    if is_lacking {
        text += &line(format_args!("Restore the examples, or take them out of {}.", paths::CONFIG));
    }
    Outcome { text, success: !is_stale && !is_untracked && !is_lacking }
}

/// Why a crate is out of date, as far as its manifest tells.
fn moved(plan: &Plan) -> Option<String> {
    let manifest = plan.changes.iter().find(|change| change.path == plan.root.join("Cargo.toml"));
    let moved = match manifest.map(|change| &change.action) {
        Some(Action::Replace { before, contents }) => origin::moved(before, contents),
        Some(_) => return None,
        None => Vec::new(),
    };
    let is_stale = !plan.changes.is_empty();
    is_stale.then(|| match moved.as_slice() {
        [] => line(format_args!(
            "{}: files were changed or removed, or Farrier itself was, at the same version",
            plan.root
        )),
        moved => line(format_args!("{}: what changed since it was written: {}", plan.root, moved.join(", "))),
    })
}

fn lists(plan: &Plan) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        let what = match change.action {
            Action::Create { .. } => "missing",
            Action::Replace { .. } => "stale",
            Action::Remove => "no longer generated",
        };
        text += &line(format_args!("{what}: {}", change.path));
    }
    for path in &plan.untracked {
        text += &line(format_args!("not written by farrier: {path}"));
    }
    text
}

/// From the files on disk to those that should be there.
fn diffs(plan: &Plan) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        if let Action::Replace { before, contents } = &change.action {
            let diff = TextDiff::configure()
                .timeout(Duration::from_secs(1))
                .diff_lines(before, contents)
                .unified_diff()
                .header(change.path.as_str(), "generated")
                .to_string();
            coloured(&mut text, &diff);
        }
    }
    text
}

fn coloured(text: &mut String, diff: &str) {
    for line in diff.lines() {
        let line = visible_line(line);
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{style}{line}{style:#}");
    }
}
