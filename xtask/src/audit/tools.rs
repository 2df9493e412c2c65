//! Programs of others, which are installed where they are missing.

use camino::{Utf8Path, Utf8PathBuf};
use std::process::Command;

use super::succeeds;
use farrier::report::{self, Problem, Result};
use farrier::scratch::cargo;

/// A subcommand of cargo, and the versions that will do.
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

impl Tool {
    /// The program of the machine, or that below `target`, which is installed there if it is not.
    pub(super) fn installed(&self, root: &Utf8Path) -> Result<Utf8PathBuf> {
        let Self { name, version } = self;
        // As cargo calls them; some understand nothing else.
        let subcommand = name.strip_prefix("cargo-").unwrap_or(name);
        let works = |program: &Utf8Path| {
            let output = Command::new(program).args([subcommand, "--version"]).output();
            output.is_ok_and(|output| output.status.success())
        };
        let tools = camino::absolute_utf8(root.join("target/tools")).map_err(|error| vec![Problem::at(root, error)])?;
        let ours = tools.join("bin").join(name);
        for found in [Utf8PathBuf::from(name), ours.clone()] {
            if works(&found) {
                return Ok(found);
            }
        }
        report::note(&format!("installing {name} below target/tools"));
        let mut command = cargo(root);
        command.args(["install", name, "--version", version, "--locked", "--root", tools.as_str()]);
        command.args(["--target-dir", tools.join("build").as_str()]);
        match succeeds(&mut command)? {
            true => Ok(ours),
            false => Err(vec![
                Problem::new(format!("cannot install {name}"))
                    .help("it comes from crates.io; above is what cargo says"),
            ]),
        }
    }
}
