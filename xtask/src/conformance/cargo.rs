//! A scratch workspace: all crates share one target folder, so that the runtime is compiled once.

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use super::cases::Filter;
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
    for (package, executable) in build(scratch)? {
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
fn build(scratch: &Utf8Path) -> Result<Vec<(String, Utf8PathBuf)>> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["build", "--workspace", "--tests", "--keep-going", "--message-format", "json-render-diagnostics"]);
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
    let wanted: Vec<&str> = wanted.collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let text = match filter.case {
        Some(_) => call(&[&["--exact"], wanted.as_slice()].concat())?,
        None => call(&[])?,
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
