//! Known vulnerabilities, and crates that nobody keeps any more, by the database of RustSec.

use camino::{Utf8Path, Utf8PathBuf};
use std::process::{Command, Output};

use super::Verdict;
use super::deny::{self, Run};
use super::program::Kind;
use farrier::report::{Problem, Result};

/// Where cargo-deny takes the advisories from.
const DATABASE: &str = "https://github.com/RustSec/advisory-db";

/// The branch that it takes.
const BRANCH: &str = "main";

/// Where it keeps them, by `deny.toml`.
const KEPT: &str = "advisories";

/// What came out, and by the database of which day. With a clone of the database on this machine no other one is asked.
pub(super) fn check(
    root: &Utf8Path,
    folder: &Utf8Path,
    kind: Kind,
    clone: Option<&Utf8Path>,
) -> Result<(Verdict, Option<String>)> {
    let clone = clone.map(database).transpose()?;
    let Run { program, mut command } = Run::of(root, folder, kind, "advisories")?;
    if let Some(clone) = &clone {
        // cargo-deny runs git, and takes no URL without a host.
        command.env("GIT_CONFIG_COUNT", "1");
        command.env("GIT_CONFIG_KEY_0", format!("url.{clone}.insteadOf")).env("GIT_CONFIG_VALUE_0", DATABASE);
    }
    let output =
        command.output().map_err(|error| vec![Problem::at(&program, format!("cannot run cargo-deny: {error}"))])?;
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("failed to fetch advisory database") {
        return match clone {
            Some(clone) => Err(vec![Problem::at(clone, format!("cargo-deny cannot clone it: {}", said.trim_end()))]),
            None => Ok((Verdict::Unreachable(unreachable()), None)),
        };
    }
    Ok((deny::verdict(&output), date(&program.join(KEPT))?))
}

fn unreachable() -> String {
    format!("this machine cannot reach {DATABASE}; `--advisory-db` takes a clone of it")
}

/// The clone of the database in a folder.
fn database(folder: &Utf8Path) -> Result<Utf8PathBuf> {
    let path = folder.canonicalize_utf8().map_err(|error| vec![Problem::at(folder, error)])?;
    // The first also wants the folder itself to be a clone, and not one that it is in.
    let is_database = git(&path, &["ls-remote", "--exit-code", path.as_str(), BRANCH])?.status.success()
        && git(&path, &["cat-file", "-e", &format!("{BRANCH}:crates")])?.status.success();
    if is_database {
        return Ok(path);
    }
    let problem = Problem::at(
        folder,
        "this is no clone of the database of advisories: it has no folder `crates` on its branch `main`",
    );
    Err(vec![problem.help(format!("`git clone {DATABASE}` makes one, where it can be reached"))])
}

/// The day of the newest commit of what cargo-deny keeps.
fn date(kept: &Utf8Path) -> Result<Option<String>> {
    // There is none if cargo-deny failed before it came to that, which it has said.
    let Ok(folders) = kept.read_dir_utf8() else { return Ok(None) };
    let clone = folders.flatten().find(|entry| entry.path().join(".git").exists());
    let Some(clone) = clone else { return Ok(None) };
    let output = git(clone.path(), &["log", "-1", "--format=%cs"])?;
    Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned()))
}

fn git(folder: &Utf8Path, args: &[&str]) -> Result<Output> {
    let output = Command::new("git").current_dir(folder).args(args).output();
    output.map_err(|error| vec![Problem::new(format!("cannot run git: {error}"))])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A repository with a file, on a branch.
    fn repository(folder: &Utf8Path, branch: &str, file: &str) -> Result<()> {
        let path = folder.join(file);
        let written =
            std::fs::create_dir_all(path.parent().unwrap_or(folder)).and_then(|()| std::fs::write(&path, "a"));
        written.map_err(|error| vec![Problem::at(&path, error)])?;
        let by = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        git(folder, &["init", "--quiet", "--initial-branch", branch])?;
        git(folder, &["add", "."])?;
        let date = "2026-08-21T08:28:40+02:00";
        let mut command = Command::new("git");
        command
            .current_dir(folder)
            .args(by)
            .args(["commit", "--quiet", "--message", "a"])
            .env("GIT_COMMITTER_DATE", date);
        assert!(command.status().is_ok_and(|status| status.success()));
        Ok(())
    }

    #[test]
    fn what_is_a_database() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| vec![Problem::new(error.to_string())])?;
        let folder = Utf8Path::from_path(folder.path()).expect("it is UTF-8");
        let said = |path: &Utf8Path| database(path).err().map(|problems| problems[0].to_string());
        assert!(said(&folder.join("nowhere")).is_some_and(|said| said.contains("nowhere")));
        for (name, branch, file, is_good) in [
            ("good", "main", "crates/a/RUSTSEC-2026-0001.md", true),
            ("other", "main", "src/lib.rs", false),
            ("branch", "trunk", "crates/a/RUSTSEC-2026-0001.md", false),
        ] {
            let path = folder.join(name);
            repository(&path, branch, file)?;
            let said = said(&path);
            assert_eq!(said.is_none(), is_good, "{name}: {said:?}");
            assert!(said.is_none_or(|said| said.contains("no clone of the database")), "{name}");
        }
        // Neither a folder of it nor one beside.
        assert!(said(&folder.join("good/crates")).is_some());
        assert!(said(folder).is_some());
        assert_eq!(date(folder)?.as_deref(), Some("2026-08-21"));
        Ok(())
    }
}
