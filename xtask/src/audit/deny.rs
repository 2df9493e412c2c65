//! cargo-deny over a program that stands for those of users.

use camino::{Utf8Path, Utf8PathBuf};
use std::process::{Command, Output};

use super::Verdict;
use super::program::{self, Kind};
use super::tools::Tool;
use farrier::report::{self, Problem, Result};

/// What is allowed.
const RULES: &str = include_str!("deny.toml");

const TOOL: Tool = Tool { name: "cargo-deny", version: "^0.20" };

pub(super) fn check(root: &Utf8Path, folder: &Utf8Path, kind: Kind, check: &str) -> Result<Verdict> {
    let Run { program, mut command } = Run::of(root, folder, kind, check)?;
    let output = command.output().map_err(|error| vec![Problem::at(program, format!("cannot run it: {error}"))])?;
    Ok(verdict(&output))
}

/// cargo-deny, ready to be started in the folder of a program.
pub(super) struct Run {
    pub(super) program: Utf8PathBuf,
    pub(super) command: Command,
}

impl Run {
    pub(super) fn of(root: &Utf8Path, folder: &Utf8Path, kind: Kind, check: &str) -> Result<Self> {
        let program = program::write(root, &folder.join("program"), kind, RULES)?;
        let mut command = Command::new(TOOL.installed(root)?);
        command.args(["--manifest-path", "Cargo.toml", "--color", "never"]).args(kind.arguments());
        command.args(["check", "--hide-inclusion-graph", check]);
        command.current_dir(&program);
        Ok(Self { program, command })
    }
}

/// What it found is told.
pub(super) fn verdict(output: &Output) -> Verdict {
    if output.status.success() {
        return Verdict::Passed;
    }
    report::note(String::from_utf8_lossy(&output.stderr).trim_end());
    Verdict::Failed
}
