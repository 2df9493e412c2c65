//! A workspace of crates under `target/`: all share one target folder, so that the runtime is compiled once.

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::process::{Command, Stdio};

use crate::report::{Problem, Result};

/// Makes `folder` a workspace of the packages in it. The versions of libraries are those of the workspace in `root`,
/// if it has some.
///
/// # Errors
/// What cannot be written.
pub fn write(root: &Utf8Path, folder: &Utf8Path, packages: &[&str]) -> Result<()> {
    let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
    for package in packages {
        let _ = writeln!(manifest, "    \"{package}\",");
    }
    manifest += "]\n\n[profile.dev]\ndebug = false\nincremental = false\n";
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let lock = root.join("Cargo.lock");
        if lock.exists() {
            fs::copy(lock, folder.join("Cargo.lock"))?;
        }
        Ok(())
    };
    write().map_err(|error| vec![Problem::at(folder, error)])
}

/// Cargo, in a folder: the one that runs this program, if one does.
pub fn cargo(folder: &Utf8Path) -> Command {
    let mut command = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.current_dir(folder);
    command
}

/// Compiles what can be compiled of the workspace. The executables with the names of their packages' folders.
///
/// # Errors
/// That cargo cannot be run.
pub fn build(folder: &Utf8Path, arguments: &[&str]) -> Result<Vec<(String, Utf8PathBuf)>> {
    let mut command = cargo(folder);
    command.args(["build", "--workspace", "--keep-going", "--message-format", "json-render-diagnostics"]);
    command.args(arguments);
    let output = command.stderr(Stdio::inherit()).output();
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
