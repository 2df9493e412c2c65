//! All crates, compiled with other versions of libraries than those of Cargo.lock.

use camino::{Utf8Path, Utf8PathBuf};
use std::fs;
use std::process::Command;

use super::{Verdict, semver, succeeds};
use farrier::report::{self, Problem, Result};
use farrier::scratch::cargo;

/// What cargo says where it has no network, or a registry has none.
const UNREACHABLE: [&str; 2] = ["failed to download", "spurious network error"];

/// With the newest versions, by which the tests of the runtime and of calls over HTTP have to pass, too. Where these versions are
/// the ones of `Cargo.lock`, there is nothing to do that other tests do not.
pub(super) fn newest(root: &Utf8Path, folder: &Utf8Path) -> Result<Verdict> {
    let copy = folder.join("newest");
    self::copy(root, &copy)?;
    let output = cargo(&copy).arg("update").output();
    let output = output.map_err(|error| vec![Problem::at(&copy, format!("cannot run cargo: {error}"))])?;
    let said = String::from_utf8_lossy(&output.stderr);
    report::note(said.trim_end());
    if !output.status.success() {
        let is_unreachable = UNREACHABLE.iter().any(|text| said.contains(text));
        return Ok(if is_unreachable { Verdict::Unreachable("cargo has no registry".into()) } else { Verdict::Failed });
    }
    if fs::read(root.join("Cargo.lock")).ok() == fs::read(copy.join("Cargo.lock")).ok() {
        return Ok(Verdict::Passed);
    }
    let features = features(root)?;
    let tests = |args: &[&str]| succeeds(in_copy(root, &copy, "test").args(args));
    let passes = compiles(root, &copy, &features)?
        && tests(&["--package", "farrier-runtime", "--features", &features])?
        && tests(&["--package", "farrier-tests", "--test", "wire"])?;
    Ok(if passes { Verdict::Passed } else { Verdict::Failed })
}

/// With the oldest that the manifests allow, of the libraries that they name.
pub(super) fn oldest(root: &Utf8Path, folder: &Utf8Path) -> Result<Verdict> {
    let copy = folder.join("oldest");
    let passes = resolve_oldest(root, &copy)? && compiles(root, &copy, &features(root)?)?;
    Ok(if passes { Verdict::Passed } else { Verdict::Failed })
}

/// Makes a copy of the checkout with the oldest versions in its `Cargo.lock`. Resolving them is a feature of cargo that is not
/// stable; the compiler is that of everyone.
pub(super) fn resolve_oldest(root: &Utf8Path, copy: &Utf8Path) -> Result<bool> {
    self::copy(root, copy)?;
    let mut command = cargo(copy);
    command.args(["-Z", "direct-minimal-versions", "generate-lockfile", "--quiet"]).env("RUSTC_BOOTSTRAP", "1");
    succeeds(&mut command)
}

/// Whether everything compiles, tests included.
fn compiles(root: &Utf8Path, copy: &Utf8Path, features: &str) -> Result<bool> {
    let mut command = in_copy(root, copy, "check");
    command.args(["--workspace", "--all-targets", "--keep-going", "--features", features]);
    succeeds(&mut command)
}

/// A command of cargo in a copy, by its `Cargo.lock`. Libraries that the checkout has in the same version are not compiled again.
fn in_copy(root: &Utf8Path, copy: &Utf8Path, command: &str) -> Command {
    let mut cargo = cargo(copy);
    cargo.args([command, "--quiet", "--locked"]);
    cargo.env("CARGO_TARGET_DIR", root.join("target")).env("CARGO_INCREMENTAL", "0");
    cargo
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
    command.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
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
