//! cargo-deny over a program with a generated client.

use camino::{Utf8Path, Utf8PathBuf};
use std::fs;
use std::process::Command;

use super::Verdict;
use super::tools::Tool;
use farrier::report::{self, Problem, Result};

/// What is allowed.
const RULES: &str = include_str!("deny.toml");

const TOOL: Tool = Tool { name: "cargo-deny", version: "^0.20" };

/// Where the advisories are.
const DATABASE: &str = "https://github.com/RustSec/advisory-db";

pub(super) fn check(root: &Utf8Path, folder: &Utf8Path, check: &str) -> Result<Verdict> {
    let app = program(root, &folder.join("program"))?;
    let deny = TOOL.installed(root)?;
    let mut command = Command::new(&deny);
    command.args(["--manifest-path", "Cargo.toml", "--color", "never", "check", "--hide-inclusion-graph", check]);
    let output = command.current_dir(&app).output();
    let output = output.map_err(|error| vec![Problem::at(&deny, format!("cannot run it: {error}"))])?;
    let text = String::from_utf8_lossy(&output.stderr);
    let is_unreachable = check == "advisories" && text.contains("failed to fetch advisory database");
    Ok(match (output.status.success(), is_unreachable) {
        (true, _) => Verdict::Passed,
        (_, true) => Verdict::Unreachable(format!("this machine cannot reach {DATABASE}")),
        _ => {
            report::note(text.trim_end());
            Verdict::Failed
        }
    })
}

/// A program with the client of the workspace and what every program has besides.
fn program(root: &Utf8Path, folder: &Utf8Path) -> Result<Utf8PathBuf> {
    let failed = |error| vec![Problem::at(folder, error)];
    let client = camino::absolute_utf8(root.join("generated/partnercentral-account")).map_err(failed)?;
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\nlicense = \"MIT\"\npublish = false\n\n\
         [dependencies]\npartnercentral-account = {{ path = {client:?} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n[workspace]\n"
    );
    fs::create_dir_all(folder.join("src")).map_err(failed)?;
    fs::write(folder.join("Cargo.toml"), manifest).map_err(failed)?;
    fs::write(folder.join("src/main.rs"), "fn main() {}\n").map_err(failed)?;
    fs::write(folder.join("deny.toml"), RULES).map_err(failed)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(failed)?;
    Ok(folder.to_owned())
}
