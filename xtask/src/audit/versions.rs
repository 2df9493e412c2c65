//! All crates, compiled with other versions of libraries than those of Cargo.lock.

use camino::{Utf8Path, Utf8PathBuf};
use std::fs;
use std::process::Command;

use super::{Verdict, cargo, semver, succeeds};
use farrier::report::{Problem, Result};

/// With the newest versions.
pub(super) fn newest(root: &Utf8Path, folder: &Utf8Path) -> Result<Verdict> {
    checked(root, &folder.join("newest"), &mut |copy| {
        let mut command = cargo(copy);
        command.args(["update", "--quiet"]);
        // Those that a program gets, whatever older Rust some of our crates allow.
        command.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "allow");
        command
    })
}

/// With the oldest that the manifests allow, of the libraries that they name. Resolving them is a feature of cargo that is
/// not stable; the compiler is that of everyone.
pub(super) fn oldest(root: &Utf8Path, folder: &Utf8Path) -> Result<Verdict> {
    checked(root, &folder.join("oldest"), &mut |copy| {
        let mut command = cargo(copy);
        command.args(["-Z", "direct-minimal-versions", "generate-lockfile", "--quiet"]);
        command.env("RUSTC_BOOTSTRAP", "1");
        command
    })
}

/// Compiles a copy of the checkout, tests included, once `resolve` has chosen the versions.
fn checked(root: &Utf8Path, copy: &Utf8Path, resolve: &mut dyn FnMut(&Utf8Path) -> Command) -> Result<Verdict> {
    self::copy(root, copy)?;
    let is_resolved = succeeds(&mut resolve(copy))?;
    let mut command = cargo(copy);
    let target =
        camino::absolute_utf8(copy.with_extension("target")).map_err(|error| vec![Problem::at(copy, error)])?;
    command.args(["check", "--quiet", "--workspace", "--all-targets", "--keep-going", "--locked"]);
    // What is behind a feature has versions, too.
    command.args(["--features", &features(root)?]);
    command.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    Ok(if is_resolved && succeeds(&mut command)? { Verdict::Passed } else { Verdict::Failed })
}

/// All features of the runtime that can be compiled here.
fn features(root: &Utf8Path) -> Result<String> {
    let path = root.join("runtime/Cargo.toml");
    let manifest = fs::read_to_string(&path).map_err(|error| vec![Problem::at(&path, error)])?;
    let names = semver::declared(&manifest).into_iter().map(|name| format!("farrier-runtime/{name}"));
    Ok(names.collect::<Vec<_>>().join(","))
}

/// The files of the checkout that git knows or would add.
fn copy(root: &Utf8Path, copy: &Utf8Path) -> Result<()> {
    let mut command = Command::new("git");
    command.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root_or_here(root));
    let output = command.output().map_err(|error| vec![Problem::new(format!("cannot run git: {error}"))])?;
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    if copy.exists() {
        fs::remove_dir_all(copy).map_err(|error| vec![Problem::at(copy, error)])?;
    }
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root.join(name), copy.join(name));
        // Git knows files that were deleted.
        if from.exists() {
            let folder = to.parent().map_or_else(Utf8PathBuf::new, Utf8Path::to_owned);
            let copied = fs::create_dir_all(folder).and_then(|()| fs::copy(&from, &to));
            copied.map_err(|error| vec![Problem::at(&to, error)])?;
        }
    }
    Ok(())
}

/// The current folder has an empty name as a path from itself.
fn root_or_here(root: &Utf8Path) -> &Utf8Path {
    if root.as_str().is_empty() { Utf8Path::new(".") } else { root }
}
