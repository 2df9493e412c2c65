//! cargo-hack over a client: that it compiles without a warning whichever of its features are on.

use camino::Utf8Path;
use serde_json::Value;
use std::process::Command;

use super::tools::Tool;
use super::{Verdict, succeeds};
use farrier::report::{self, Problem, Result};
use farrier::scratch::cargo;

const TOOL: Tool = Tool { name: "cargo-hack", version: "^0.6" };

/// Of how many features all pairs are tried.
const SAMPLED: usize = 8;

/// Each feature alone and none, all of it with and without a connection; and pairs of operations, a sample of them.
pub(super) fn check(root: &Utf8Path, folder: &Utf8Path, client: &Utf8Path) -> Result<Verdict> {
    let client = &client.canonicalize_utf8().map_err(|error| vec![Problem::at(client, error)])?;
    let (features, operations) = features(client)?;
    let program = TOOL.installed(root)?;
    let shared: Vec<&str> = features.iter().map(String::as_str).filter(|name| name.starts_with('_')).collect();
    let step = operations.len().div_ceil(SAMPLED).max(1);
    let sample: Vec<&str> = operations.iter().map(String::as_str).step_by(step).collect();
    report::note(&format!(
        "{} features, of which {} alone, and all pairs of {}",
        features.len(),
        features.len() - shared.len(),
        sample.join(", ")
    ));
    let hack = |args: &[&str]| {
        let mut command = Command::new(&program);
        command.args(["hack", "check", "--quiet", "--manifest-path", client.join("Cargo.toml").as_str()]);
        command.args(args).env("RUSTFLAGS", "-D warnings").env("CARGO_INCREMENTAL", "0");
        command.env("CARGO_TARGET_DIR", folder.join("features"));
        succeeds(&mut command)
    };
    // Those of types are no features that anybody names, and `fips` needs tools that few machines have.
    let excluded = [&shared[..], &["fips"]].concat().join(",");
    let alone = ["--each-feature", "--exclude-features", &excluded];
    let pairs = ["--feature-powerset", "--depth", "2", "--include-features", &sample.join(",")];
    let with_client = ["--features", "client"];
    let is_clean =
        hack(&alone)? && hack(&[&alone[..], &with_client].concat())? && hack(&[&pairs[..], &with_client].concat())?;
    Ok(if is_clean { Verdict::Passed } else { Verdict::Failed })
}

/// All features of a crate, and those that `operations` turns on.
fn features(client: &Utf8Path) -> Result<(Vec<String>, Vec<String>)> {
    let mut command = cargo(client);
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    let output = command.output().map_err(|error| vec![Problem::at(client, error)])?;
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let manifest = client.join("Cargo.toml");
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.find(|package| package["manifest_path"] == manifest.as_str());
    let features = package.and_then(|package| package["features"].as_object()).ok_or_else(|| {
        vec![
            Problem::at(&manifest, "cargo knows no crate here")
                .help("name the folder of a generated crate with `--client`"),
        ]
    })?;
    let operations = features.get("operations").and_then(Value::as_array).into_iter().flatten();
    let operations = operations.filter_map(Value::as_str).filter(|name| features.contains_key(*name));
    Ok((features.keys().cloned().collect(), operations.map(str::to_owned).collect()))
}
