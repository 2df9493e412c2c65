//! Generated files and the disk: compare, then write.

mod stage;

pub(crate) use stage::apply;

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::OutputFile;
use std::collections::BTreeMap;
use std::fs;
use std::io;

use crate::report::{Problem, Result};

/// How the folder of a crate differs from what was generated.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) changes: Vec<Change>,
    /// Files that Farrier neither wrote nor wants to write.
    pub(crate) untracked: Vec<Utf8PathBuf>,
    /// The number of files that are as generated.
    pub(crate) unchanged: usize,
}

#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) path: Utf8PathBuf,
    pub(crate) action: Action,
}

#[derive(Debug)]
pub(crate) enum Action {
    Create { contents: String },
    Replace { before: String, contents: String },
    Remove,
}

impl Plan {
    pub(crate) fn count(&self, which: impl Fn(&Action) -> bool) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| which(&change.action)).count()
    }
}

/// Compares the crate in `root` with the files it should consist of. Writes nothing. Files of `own` are there because
/// somebody wrote them, by paths below `root`.
///
/// # Errors
/// Files that must not or cannot be written: outside of `root`, or in the place of something Farrier did not write.
pub(crate) fn plan(root: &Utf8Path, files: Vec<OutputFile>, own: &[Utf8PathBuf]) -> Result<Plan> {
    let mut problems = Vec::new();
    let mut wanted = BTreeMap::new();
    for file in files {
        if !is_safe(&file.path) {
            problems.push(unsafe_path(&file.path));
        } else if wanted.insert(root.join(&file.path), file.contents).is_some() {
            problems.push(Problem::at(&file.path, "this file was generated twice"));
        }
    }
    problems.extend(in_the_way(root));
    if !problems.is_empty() {
        return Err(problems);
    }
    compare(root, wanted, own)
}

/// What is where the folder of the crate, or one above it, should be.
fn in_the_way(root: &Utf8Path) -> Option<Problem> {
    let nearest = root.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok())?;
    let what = match nearest.metadata() {
        Ok(metadata) if metadata.is_dir() => return None,
        Ok(metadata) if metadata.is_file() => "this is a file",
        Ok(_) => "this is no folder",
        Err(_) => "this link leads to no folder",
    };
    Some(Problem::at(nearest, what).help("name a folder for the crate"))
}

fn compare(root: &Utf8Path, wanted: BTreeMap<Utf8PathBuf, String>, own: &[Utf8PathBuf]) -> Result<Plan> {
    let mut problems = Vec::new();
    let mut plan = Plan { changes: Vec::new(), untracked: Vec::new(), unchanged: 0 };
    for path in present(root, &mut problems) {
        let is_own = || path.strip_prefix(root).is_ok_and(|path| own.iter().any(|own| own == path));
        if wanted.contains_key(&path) || is_own() {
            continue;
        }
        match path.is_symlink() {
            false if stage::is_leftover(&path) || fs::read(&path).is_ok_and(|contents| is_ours(&contents)) => {
                plan.changes.push(Change { path, action: Action::Remove });
            }
            _ => plan.untracked.push(path),
        }
    }
    for (path, contents) in wanted {
        match action(&path, contents) {
            Ok(Some(action)) => plan.changes.push(Change { path, action }),
            Ok(None) => plan.unchanged += 1,
            Err(problem) => problems.push(problem),
        }
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

/// What makes the file at `path` hold `contents`. Nothing if it does.
fn action(path: &Utf8Path, contents: String) -> std::result::Result<Option<Action>, Problem> {
    match fs::read(path) {
        Ok(bytes) if bytes == contents.as_bytes() => Ok(None),
        Ok(bytes) if is_ours(contents.as_bytes()) && !is_ours(&bytes) => {
            Err(Problem::at(path, "farrier did not write this file, and will not replace it")
                .help("delete it or move it away, or name another folder for the crate"))
        }
        Ok(bytes) => {
            let before = String::from_utf8_lossy(&bytes).into_owned();
            Ok(Some(Action::Replace { before, contents }))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Action::Create { contents })),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let mut parents = path.ancestors().skip(1);
            let file = parents.find(|parent| parent.is_file()).unwrap_or(path);
            Err(Problem::at(file, "this is a file where a folder is needed").help("delete it or move it away"))
        }
        Err(_) if path.is_dir() => {
            Err(Problem::at(path, "this is a folder where a file is needed").help("delete it or move it away"))
        }
        Err(error) => Err(Problem::at(path, format!("cannot read the file: {error}"))),
    }
}

/// The folders of a package that Cargo looks into.
const SOURCES: [&str; 4] = ["benches", "examples", "src", "tests"];

/// What could be part of the crate: the entries of its folder, and all files below those for sources.
fn present(root: &Utf8Path, problems: &mut Vec<Problem>) -> Vec<Utf8PathBuf> {
    let mut files = Vec::new();
    for entry in entries(root, problems) {
        match entry.file_name() {
            name if SOURCES.contains(&name) && is_folder(&entry) => below(entry.path(), &mut files, problems),
            "target" | "Cargo.lock" => {}
            name if name.starts_with('.') && !stage::is_leftover(entry.path()) => {}
            _ => files.push(entry.into_path()),
        }
    }
    files.sort();
    files
}

fn below(folder: &Utf8Path, files: &mut Vec<Utf8PathBuf>, problems: &mut Vec<Problem>) {
    for entry in entries(folder, problems) {
        if is_folder(&entry) {
            below(entry.path(), files, problems);
        } else {
            files.push(entry.into_path());
        }
    }
}

fn entries(folder: &Utf8Path, problems: &mut Vec<Problem>) -> Vec<camino::Utf8DirEntry> {
    let listed = folder.read_dir_utf8().and_then(Iterator::collect);
    listed.unwrap_or_else(|error: io::Error| {
        if error.kind() != io::ErrorKind::NotFound {
            problems.push(Problem::at(folder, format!("cannot list the folder: {error}")));
        }
        Vec::new()
    })
}

/// Symbolic links are no folders here: what they lead to belongs to somebody else.
fn is_folder(entry: &camino::Utf8DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}

/// Whether Farrier wrote this file: its first line is the comment that says so. Other generators have theirs, so it is
/// the command that counts.
fn is_ours(contents: &[u8]) -> bool {
    let first = contents.split(|byte| *byte == b'\n').next();
    let comment = first.unwrap_or_default().trim_ascii_start();
    let text = comment.iter().position(|byte| !b"/#<!- ".contains(byte));
    text.is_some_and(|start| start > 0 && comment[start..].starts_with(b"@generated by `cargo xtask "))
}

/// Whether the path stays below the folder it is joined to, on every system.
fn is_safe(path: &str) -> bool {
    path.split('/').all(|part| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !matches!(part, "" | "." | "..") && part.chars().all(is_plain)
    })
}

fn unsafe_path(path: &str) -> Problem {
    let message = "the model asks for a file of this name, which could lie outside of the crate";
    Problem::at(path.escape_debug(), message).help("rename the shape in the model")
}

#[cfg(test)]
mod tests;
