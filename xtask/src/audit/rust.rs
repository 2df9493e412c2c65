//! Everything, compiled by the oldest Rust that our manifests allow.

use camino::Utf8Path;
use std::fs;
use std::process::Command;
use toml::de::{DeTable, DeValue};

use super::{Verdict, succeeds};
use farrier::report::{Problem, Result};

/// Checks the workspace by that toolchain. Crates that allow an older one are kept to that by clippy's
/// `incompatible_msrv`.
pub(super) fn check(root: &Utf8Path, folder: &Utf8Path) -> Result<Verdict> {
    let version = version(root)?;
    let cargo = |args: &[&str]| {
        let mut command = Command::new("rustup");
        command.args(["run", &version, "cargo"]).args(args).current_dir(root);
        command.env("CARGO_TARGET_DIR", folder.join("rust")).env("CARGO_INCREMENTAL", "0");
        // Those of the toolchain that runs this.
        command.env_remove("CARGO").env_remove("RUSTC").env_remove("RUSTUP_TOOLCHAIN");
        command
    };
    if !cargo(&["--version"]).output().is_ok_and(|output| output.status.success()) {
        let help = format!("`rustup toolchain install {version} --profile minimal` is to be run first");
        return Ok(Verdict::Unreachable(help));
    }
    let is_clean = succeeds(&mut cargo(&["check", "--quiet", "--workspace", "--all-targets", "--locked"]))?;
    Ok(if is_clean { Verdict::Passed } else { Verdict::Failed })
}

/// The `rust-version` of the workspace.
fn version(root: &Utf8Path) -> Result<String> {
    let path = root.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| vec![Problem::at(&path, error)])?;
    let manifest = DeTable::parse(&text).map_err(|error| vec![Problem::at(&path, error)])?;
    let package =
        ["workspace", "package"].into_iter().try_fold(manifest.get_ref(), |table, key| match table.get(key) {
            Some(value) => value.get_ref().as_table(),
            None => None,
        });
    match package.and_then(|package| package.get("rust-version")).map(|value| value.get_ref()) {
        Some(DeValue::String(version)) => Ok(version.to_string()),
        _ => Err(vec![Problem::at(&path, "there is no `rust-version` in `[workspace.package]`")]),
    }
}
