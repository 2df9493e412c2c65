//! Compiles and runs the tests of the crates.

use camino::Utf8Path;
use std::collections::BTreeMap;
use std::process::Command;

use super::cases::{CaseKind, Filter};
use super::subject::Subject;
use super::{deviations, fakes};
use crate::report::{Problem, Result};
use crate::scratch;

/// What became of the tests of a crate.
#[derive(Debug, Default)]
pub(super) struct Tests {
    /// The paths of the tests, and whether they passed.
    pub(super) results: Vec<(String, bool)>,
    /// Those that have to fail, and whether they did.
    pub(super) deviations: Vec<(String, bool)>,
    /// What the tests that failed have printed.
    pub(super) failures: String,
}

/// Compiles and runs the tests of all crates, by package. A crate that does not compile has no results.
pub(super) fn test(
    root: &Utf8Path,
    folder: &Utf8Path,
    subjects: &[Subject],
    filter: &Filter,
) -> Result<BTreeMap<String, Tests>> {
    let packages: Vec<&str> =
        subjects.iter().filter(|subject| subject.plan.is_some()).map(|subject| subject.package.as_str()).collect();
    let mut results = BTreeMap::new();
    if packages.is_empty() {
        return Ok(results);
    }
    scratch::write(root, folder, &packages)?;
    // Crates of endpoint rules have nothing of the kind.
    let clients = subjects.iter().filter(|subject| subject.plan.is_some() && subject.is_client());
    let wanted = [("server", filter.server), ("serde", filter.serde), ("test-util", filter.serde)];
    let wanted = wanted.into_iter().filter(|(_, wanted)| *wanted);
    let features = clients.flat_map(|subject| wanted.clone().map(|(name, _)| format!("{}/{name}", subject.package)));
    let features: Vec<String> = features.collect();
    for (package, executable) in scratch::build(folder, &["--tests", "--features", &features.join(",")])? {
        let tests: &mut Tests = results.entry(package.clone()).or_default();
        run(&folder.join(&package), &executable, filter, tests)?;
    }
    Ok(results)
}

fn run(folder: &Utf8Path, executable: &Utf8Path, filter: &Filter, tests: &mut Tests) -> Result<()> {
    let call = |args: &[&str]| -> Result<String> {
        let output = Command::new(executable).args(args).current_dir(folder).env_remove("RUST_BACKTRACE").output();
        let output = output.map_err(|error| vec![Problem::at(executable, format!("cannot run it: {error}"))])?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let listed = call(&["--list", "--format", "terse"])?;
    let wanted = listed.lines().filter_map(|line| line.strip_suffix(": test")).filter(|path| filter.wants_test(path));
    let (skipped, wanted): (Vec<&str>, Vec<&str>) = wanted.partition(|path| is_skipped(path));
    let (deviating, wanted): (Vec<&str>, Vec<&str>) =
        wanted.into_iter().partition(|path| deviations::why_test(path).is_some());
    if !deviating.is_empty() {
        let text = call(&[&["--exact"], deviating.as_slice()].concat())?;
        tests.deviations.extend(results(&text).map(|(path, passed)| (path, !passed)));
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let text = match filter.case {
        Some(_) => call(&[&["--exact"], wanted.as_slice()].concat())?,
        None => {
            let skipped = skipped.into_iter().chain(deviating).flat_map(|path| ["--skip", path]);
            call(&std::iter::once("--exact").chain(skipped).collect::<Vec<_>>())?
        }
    };
    tests.results.extend(results(&text));
    // First comes what they have printed, then a list of their names.
    if let Some(failures) = text.split("\nfailures:\n").nth(1) {
        tests.failures.push_str(failures);
    }
    Ok(())
}

/// The paths of tests, and whether they passed.
fn results(text: &str) -> impl Iterator<Item = (String, bool)> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("test ")?.rsplit_once(" ... "));
    lines.map(|(path, result)| (path.to_owned(), result == "ok"))
}

/// Whether a test is of a case that is not run.
fn is_skipped(path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or_default();
    CaseKind::of_test(path).is_some_and(|kind| fakes::why_not(kind, name).is_some())
}
