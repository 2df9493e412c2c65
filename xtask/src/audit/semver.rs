//! cargo-semver-checks over the runtime: whether crates that were generated before compile with it.

use camino::Utf8Path;
use std::fs;
use std::process::Command;
use toml::de::DeTable;

use super::tools::Tool;
use super::{Verdict, succeeds};
use farrier::report::{self, Problem, Result};

const TOOL: Tool = Tool { name: "cargo-semver-checks", version: "^0.51" };

/// What is compared with where nothing has a tag yet.
const BASELINE: &str = include_str!("baseline.txt");

/// Compares with a commit, else with the newest tag behind this one, else with that of `baseline.txt`.
pub(super) fn check(root: &Utf8Path, since: Option<&str>) -> Result<Verdict> {
    let since = since.map(str::to_owned).or_else(|| tag(root)).or_else(written);
    let since = since.ok_or_else(|| {
        vec![Problem::new("`xtask/src/audit/baseline.txt` names no commit").help("name one there, or with `--since`")]
    })?;
    if !is_known(root, &since)? {
        return Ok(Verdict::Unreachable(format!("this clone does not have the commit `{since}`")));
    }
    let program = TOOL.installed(root)?;
    report::note(&format!("compared with {since}"));
    let mut command = Command::new(program);
    // What is allowed within a minor version: the runtime says what a major one is by its own number.
    command.args([
        "semver-checks",
        "--package",
        "farrier-runtime",
        "--baseline-rev",
        &since,
        "--release-type",
        "minor",
        "--only-explicit-features",
        "--features",
        &features(root, &since)?,
    ]);
    command.current_dir(root).env("CARGO_INCREMENTAL", "0");
    Ok(if succeeds(&mut command)? { Verdict::Passed } else { Verdict::Failed })
}

/// The features of the runtime now and then.
fn features(root: &Utf8Path, since: &str) -> Result<String> {
    let path = "runtime/Cargo.toml";
    let then = git(root, &["show", &format!("{since}:{path}")]).output();
    let then = then.map_err(|error| vec![Problem::new(format!("cannot run git: {error}"))])?;
    let now = fs::read_to_string(root.join(path)).map_err(|error| vec![Problem::at(path, error)])?;
    let [now, then] = [now, String::from_utf8_lossy(&then.stdout).into_owned()].map(|manifest| declared(&manifest));
    Ok(now.into_iter().filter(|name| then.contains(name)).collect::<Vec<_>>().join(","))
}

/// The names of the features of the runtime, by its manifest, but for `fips`, which needs tools that few machines have.
pub(super) fn declared(manifest: &str) -> Vec<String> {
    let manifest = DeTable::parse(manifest).ok();
    let features = manifest.as_ref().and_then(|manifest| manifest.get_ref().get("features")?.get_ref().as_table());
    let names = features.into_iter().flat_map(|features| features.keys().map(|name| name.get_ref().to_string()));
    names.filter(|name| name != "fips").collect()
}

/// The newest tag behind the commit that is checked out.
fn tag(root: &Utf8Path) -> Option<String> {
    let output = git(root, &["describe", "--tags", "--abbrev=0"]).output().ok()?;
    let tag = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !tag.is_empty()).then_some(tag)
}

/// The commit of `baseline.txt`: the first line that is no comment.
fn written() -> Option<String> {
    let mut lines = BASELINE.lines().map(str::trim);
    lines.find(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned)
}

fn is_known(root: &Utf8Path, commit: &str) -> Result<bool> {
    let output = git(root, &["rev-parse", "--quiet", "--verify", &format!("{commit}^{{commit}}")]).output();
    output.map(|output| output.status.success()).map_err(|error| vec![Problem::new(format!("cannot run git: {error}"))])
}

fn git(root: &Utf8Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(args).current_dir(root);
    command
}
