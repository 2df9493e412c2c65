//! What `cargo xtask` runs: builds Farrier's commands, with Cargo's progress on the terminal, and hands over to them.
//!
//! The commands are a member of the workspace, as are the crates that they write. When one of these is missing or
//! broken, Cargo loads no member at all. The commands are then built apart from the workspace, so that they can write
//! it again.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    // Of this run: a project that was moved or copied with its `target` has a program that was compiled elsewhere.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").ok_or("run it as `cargo xtask`")?;
    let root = Path::new(&manifest).ancestors().nth(2).ok_or("the folder of the project is gone")?;
    let build = match loads(root)? {
        true => build(&root.join("Cargo.toml"), "xtask"),
        false => build_apart(root)?,
    };
    let Some(program) = executable(build)? else { return Ok(ExitCode::FAILURE) };
    let status = Command::new(&program).args(env::args_os().skip(1)).status();
    let status = status.map_err(|error| format!("cannot run {}: {error}", program.display()))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Whether Cargo can load the workspace, and resolve what its members need of each other.
fn loads(root: &Path) -> Result<bool> {
    let mut tree = cargo("tree", &root.join("Cargo.toml"));
    tree.args(["--quiet", "--package", "xtask", "--depth", "0"]).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(tree.status()?.success())
}

fn build(manifest: &Path, package: &str) -> Command {
    let mut build = cargo("build", manifest);
    build.args(["--package", package, "--message-format", "json-render-diagnostics"]);
    build
}

/// Builds the program to run; `None` if it does not compile, of which Cargo has told.
fn executable(mut build: Command) -> Result<Option<PathBuf>> {
    let output = build.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Ok(None);
    }
    let messages = String::from_utf8(output.stdout)?;
    let executable = messages.rsplit_once(r#""executable":""#).and_then(|(_, rest)| rest.split_once('"'));
    let (executable, _) = executable.ok_or("cargo names no program that it has built")?;
    Ok(Some(executable.replace(r"\\", r"\").into()))
}

fn cargo(subcommand: &str, manifest: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg(subcommand).arg("--manifest-path").arg(manifest);
    cargo
}

/// Builds the commands as a dependency of a package of its own, with the library versions and the profiles of the
/// workspace, so that what is compiled already is used again.
fn build_apart(root: &Path) -> Result<Command> {
    const PACKAGE: &str = "xtask-apart";
    eprintln!("note: the workspace cannot be loaded, so the commands are built apart from it");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join(PACKAGE);
    let workspace = fs::read_to_string(root.join("Cargo.toml"))?;
    let profiles = workspace.find("[profile").map_or("", |start| &workspace[start..]);
    let package = format!("[workspace]\n\n[package]\nname = \"{PACKAGE}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    let dependencies = format!("[dependencies]\nxtask = {{ path = {:?} }}\n", root.join("xtask"));
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/main.rs"), "fn main() -> std::process::ExitCode {\n    xtask::main()\n}\n")?;
    fs::write(folder.join("Cargo.toml"), format!("{package}\n{dependencies}\n{profiles}"))?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let mut build = build(&folder.join("Cargo.toml"), PACKAGE);
    build.arg("--target-dir").arg(target);
    Ok(build)
}
