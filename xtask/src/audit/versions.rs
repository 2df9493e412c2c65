//! All crates, compiled with other versions of libraries than those of Cargo.lock.

use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use super::{Verdict, semver, succeeds};
use farrier::report::{self, Problem, Result};
use farrier::scratch::cargo;

/// What cargo says where it has no network, or a registry has none.
const UNREACHABLE: [&str; 2] = ["failed to download", "spurious network error"];

/// With the newest versions, by which the tests of the runtime and of calls over HTTP have to pass, too. Where these
/// versions are the ones of `Cargo.lock`, there is nothing to do that other tests do not.
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
    let test = |args: &[&str]| {
        let mut command = in_copy(root, &copy, "test");
        command.args(args);
        command
    };
    for mut command in [
        check(root, &copy, &features),
        test(&["--package", "farrier-runtime", "--features", &features]),
        test(&["--package", "farrier-tests", "--test", "wire"]),
    ] {
        if let Some(messages) = failure(&mut command)? {
            report::note(&blamed(&said, &messages));
            return Ok(Verdict::Failed);
        }
    }
    Ok(Verdict::Passed)
}

/// What the command says, if it does not succeed.
fn failure(command: &mut Command) -> Result<Option<String>> {
    let output = command.stderr(Stdio::piped()).stdout(Stdio::piped()).output();
    let output = output.map_err(|error| vec![Problem::new(format!("cannot run {command:?}: {error}"))])?;
    let messages = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
    report::note(messages.trim_end());
    Ok((!output.status.success()).then_some(messages))
}

/// Which libraries are newer than in `Cargo.lock`, by what `cargo update` said; those first that the messages of a
/// failure name.
fn blamed(updated: &str, messages: &str) -> String {
    let words = |c: char| !c.is_alphanumeric() && c != '_';
    let named: BTreeSet<String> = messages.replace('-', "_").split(words).map(str::to_owned).collect();
    let moved = updated.lines().filter_map(|line| line.trim().strip_prefix("Updating "));
    let (blamed, others): (Vec<&str>, Vec<&str>) = moved
        .filter(|line| line.contains(" -> "))
        .partition(|line| line.split(' ').next().is_some_and(|name| named.contains(&name.replace('-', "_"))));
    let list = |what: &str, libraries: &[&str]| match libraries {
        [] => String::new(),
        some => format!("{what}: {}\n", some.join(", ")),
    };
    let text = list("newer, and named by what fails", &blamed) + &list("newer, and not named", &others);
    text.trim_end().to_owned()
}

/// With the oldest that the manifests allow, of the libraries that they name.
pub(super) fn oldest(root: &Utf8Path, folder: &Utf8Path) -> Result<Verdict> {
    let copy = folder.join("oldest");
    let passes = resolve_oldest(root, &copy)? && succeeds(&mut check(root, &copy, &features(root)?))?;
    Ok(if passes { Verdict::Passed } else { Verdict::Failed })
}

/// Makes a copy of the checkout with the oldest versions in its `Cargo.lock`. Resolving them is a feature of cargo that
/// is not stable; the compiler is that of everyone.
pub(super) fn resolve_oldest(root: &Utf8Path, copy: &Utf8Path) -> Result<bool> {
    self::copy(root, copy)?;
    let mut command = cargo(copy);
    command.args(["-Z", "direct-minimal-versions", "generate-lockfile", "--quiet"]).env("RUSTC_BOOTSTRAP", "1");
    succeeds(&mut command)
}

/// Compiles everything, tests included.
fn check(root: &Utf8Path, copy: &Utf8Path, features: &str) -> Command {
    let mut command = in_copy(root, copy, "check");
    command.args(["--workspace", "--all-targets", "--keep-going", "--features", features]);
    command
}

/// A command of cargo in a copy, by its `Cargo.lock`. Libraries that the checkout has in the same version are not
/// compiled again.
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

#[cfg(test)]
mod tests {
    use super::blamed;

    #[test]
    fn what_fails_names_libraries() {
        let updated = "    Updating crates.io index\n     Locking 3 packages to latest compatible versions\n    \
                       Updating aws-types v1.7.0 -> v1.7.1\n    Updating bytes v1.11.0 -> v1.11.1\n      Adding new v1.0.0\n";
        let messages = "error[E0432]: unresolved import `aws_types::region`\nerror: could not compile `x` (lib)";
        assert_eq!(
            blamed(updated, messages),
            "newer, and named by what fails: aws-types v1.7.0 -> v1.7.1\nnewer, and not named: bytes v1.11.0 -> v1.11.1"
        );
        assert_eq!(blamed(updated, ""), "newer, and not named: aws-types v1.7.0 -> v1.7.1, bytes v1.11.0 -> v1.11.1");
    }
}
