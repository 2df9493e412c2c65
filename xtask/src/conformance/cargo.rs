//! A scratch workspace: all crates share one target folder, so that the runtime is compiled once.

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use super::cases::{CaseKind, Filter};
use super::fakes;
use super::subject::Subject;
use crate::report::{Problem, Result};

/// What became of the tests of a crate.
#[derive(Debug, Default)]
pub(super) struct Tests {
    /// The paths of the tests, and whether they passed.
    pub(super) results: Vec<(String, bool)>,
    /// What the tests that failed have printed.
    pub(super) failures: String,
}

/// Compiles and runs the tests of all crates, by package. A crate that does not compile has no results.
pub(super) fn test(
    root: &Utf8Path,
    scratch: &Utf8Path,
    subjects: &[Subject],
    filter: &Filter,
) -> Result<BTreeMap<String, Tests>> {
    let packages: Vec<&str> =
        subjects.iter().filter(|subject| subject.plan.is_some()).map(|subject| subject.package.as_str()).collect();
    let mut results = BTreeMap::new();
    if packages.is_empty() {
        return Ok(results);
    }
    write_workspace(root, scratch, &packages).map_err(|error| vec![Problem::at(scratch, error)])?;
    // Crates of endpoint rules have nothing of the kind.
    let clients = subjects.iter().filter(|subject| filter.server && subject.plan.is_some() && subject.is_client());
    let features: Vec<String> = clients.map(|subject| format!("{}/server", subject.package)).collect();
    for (package, executable) in build(scratch, &features.join(","))? {
        let tests: &mut Tests = results.entry(package.clone()).or_default();
        run(&scratch.join(&package), &executable, filter, tests)?;
    }
    Ok(results)
}

fn write_workspace(root: &Utf8Path, scratch: &Utf8Path, packages: &[&str]) -> std::io::Result<()> {
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
    for package in packages {
        let _ = writeln!(manifest, "    \"{package}\",");
    }
    manifest += "]\n\n[profile.dev]\ndebug = false\nincremental = false\n";
    fs::create_dir_all(scratch)?;
    fs::write(scratch.join("Cargo.toml"), manifest)?;
    // The versions that are tested are those of this workspace.
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).map(drop)
}

/// Compiles what can be compiled. The executables of the tests with their packages.
fn build(scratch: &Utf8Path, features: &str) -> Result<Vec<(String, Utf8PathBuf)>> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["build", "--workspace", "--tests", "--keep-going", "--message-format", "json-render-diagnostics"]);
    command.args(["--features", features]);
    let output = command.current_dir(scratch).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| vec![Problem::new(format!("cannot run cargo: {error}"))])?;
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let artifacts = messages.filter(|message| message["reason"] == "compiler-artifact");
    let executable = |artifact: Value| {
        let package = Utf8Path::new(artifact["manifest_path"].as_str()?).parent()?.file_name()?.to_owned();
        Some((package, Utf8PathBuf::from(artifact["executable"].as_str()?)))
    };
    Ok(artifacts.filter_map(executable).collect())
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
    if wanted.is_empty() {
        return Ok(());
    }
    let text = match filter.case {
        Some(_) => call(&[&["--exact"], wanted.as_slice()].concat())?,
        None => {
            let skipped = skipped.into_iter().flat_map(|path| ["--skip", path]);
            call(&std::iter::once("--exact").chain(skipped).collect::<Vec<_>>())?
        }
    };
    for line in text.lines() {
        let Some((path, result)) = line.strip_prefix("test ").and_then(|line| line.rsplit_once(" ... ")) else {
            continue;
        };
        tests.results.push((path.to_owned(), result == "ok"));
    }
    // First comes what they have printed, then a list of their names.
    if let Some(failures) = text.split("\nfailures:\n").nth(1) {
        tests.failures.push_str(failures);
    }
    Ok(())
}

/// Whether a test is of a case that is not run.
fn is_skipped(path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or_default();
    CaseKind::of_test(path).is_some_and(|kind| fakes::why_not(kind, name).is_some())
}
