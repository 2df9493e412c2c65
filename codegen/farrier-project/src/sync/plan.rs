//! Comparing what was generated with what is on disk.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::OutputFile;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};

use super::owner;
use super::place::{in_the_way, is_safe, obstacle};
use crate::problem::{Problem, Result};

/// How the folder of a crate differs from what was generated.
#[derive(Debug)]
pub struct Plan {
    /// The folder of the crate.
    pub root: Utf8PathBuf,
    /// What there is to do.
    pub changes: Vec<Change>,
    /// Files that Farrier neither wrote nor wants to write.
    pub untracked: Vec<Utf8PathBuf>,
    /// The number of files that are as generated.
    pub unchanged: usize,
}

/// What there is to do to a file.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub path: Utf8PathBuf,
    /// What there is to do.
    pub action: Action,
}

/// What makes a file what it should be.
#[derive(Debug)]
pub enum Action {
    /// It is not there.
    Create {
        /// What it should hold.
        contents: String,
    },
    /// It holds something else.
    Replace {
        /// What it holds.
        before: String,
        /// What it should hold.
        contents: String,
    },
    /// It should not be there.
    Remove,
}

impl Plan {
    /// The number of changes of a kind.
    pub fn count(&self, which: impl Fn(&Action) -> bool) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| which(&change.action)).count()
    }
}

/// Compares the crate in `root` with the files it should consist of. Writes nothing. Files of `own` are there because
/// somebody wrote them, by paths below `root`.
///
/// # Errors
/// Files that must not or cannot be written: outside of `root`, or in the place of something Farrier did not write.
pub fn plan(root: &Utf8Path, files: Vec<OutputFile>, own: &[Utf8PathBuf]) -> Result<Plan> {
    let mut problems = Vec::new();
    let mut wanted = BTreeMap::new();
    for file in files {
        if !is_safe(&file.path) {
            problems.push(unsafe_path(&file.path));
        } else if wanted.insert(file.path.clone(), file.contents).is_some() {
            problems.push(Problem::at(&file.path, "this file was generated twice"));
        }
    }
    problems.extend(in_the_way(root));
    if !problems.is_empty() {
        return Err(problems);
    }
    compare(root, wanted, own)
}

/// `wanted` goes by paths below `root`, as texts: to compare thousands of paths part by part takes a while.
fn compare(root: &Utf8Path, wanted: BTreeMap<String, String>, own: &[Utf8PathBuf]) -> Result<Plan> {
    let mut problems = Vec::new();
    let mut plan = Plan { root: root.to_owned(), changes: Vec::new(), untracked: Vec::new(), unchanged: 0 };
    for path in present(root, &mut problems) {
        let inside = path.strip_prefix(root).unwrap_or(&path);
        let parts: Vec<&str> = inside.components().map(|part| part.as_str()).collect();
        let inside = parts.join("/");
        if wanted.contains_key(&inside) || own.iter().any(|own| *own == *inside) {
            continue;
        }
        // A copy that somebody made, `lib (1).rs`, begins as ours do, but has no name of ours.
        match is_safe(&inside) && owner::wrote(&path) {
            true => plan.changes.push(Change { path: root.join(inside), action: Action::Remove }),
            false => plan.untracked.push(path),
        }
    }
    for (path, contents) in wanted {
        let path = root.join(path);
        match action(root, &path, contents) {
            Ok(Some(action)) => plan.changes.push(Change { path, action }),
            Ok(None) => plan.unchanged += 1,
            Err(problem) => problems.push(problem),
        }
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
    problems.sort_by(|a, b| a.file().cmp(b.file()));
    problems.dedup();
    if problems.is_empty() { Ok(plan) } else { Err(problems) }
}

/// What makes the file at `path` hold `contents`. Nothing if it does.
fn action(root: &Utf8Path, path: &Utf8Path, contents: String) -> std::result::Result<Option<Action>, Problem> {
    if let Some(problem) = obstacle(root, path) {
        return Err(problem);
    }
    let unreadable = |error: io::Error| Problem::at(path, format!("cannot read the file: {error}"));
    let in_place = |what: &str| Err(Problem::at(path, what).help("delete it or move it away"));
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Action::Create { contents })),
        Err(error) => Err(unreadable(error)),
        Ok(metadata) if metadata.is_dir() => in_place("this is a folder where a file is needed"),
        Ok(metadata) if !metadata.is_file() => in_place("this is no file, but a link, a pipe or a device"),
        Ok(metadata) => {
            let has_length = metadata.len() == contents.len() as u64;
            if has_length && fs::read(path).map_err(unreadable)? == contents.as_bytes() {
                Ok(None)
            } else if owner::wrote(path) {
                let before = read_some(path).map_err(unreadable)?;
                Ok(Some(Action::Replace { before, contents }))
            } else {
                Err(Problem::at(path, "farrier did not write this file, and will not replace it")
                    .help("delete it or move it away, or name another folder for the crate"))
            }
        }
    }
}

/// What a diff may begin with: no file of ours is as large.
const READ: u64 = 64 << 20;

fn read_some(path: &Utf8Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(READ).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The folders of a package that Cargo looks into.
const SOURCES: [&str; 4] = ["benches", "examples", "src", "tests"];

/// How files begin whose text is the law's.
const LICENCES: [&str; 4] = ["COPYING", "LICENCE", "LICENSE", "NOTICE"];

/// What could be part of the crate: the entries of its folder, and all files below those for sources.
fn present(root: &Utf8Path, problems: &mut Vec<Problem>) -> Vec<Utf8PathBuf> {
    let mut files = Vec::new();
    for entry in entries(root, problems) {
        match entry.file_name() {
            name if SOURCES.contains(&name) && is_folder(&entry) => below(entry.path(), &mut files, problems),
            "target" | "Cargo.lock" => {}
            name if name.starts_with('.') => {}
            // A licence comes from who publishes the crate.
            name if LICENCES.iter().any(|start| name.starts_with(start)) && !is_folder(&entry) => {}
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

fn unsafe_path(path: &str) -> Problem {
    let message = "the model asks for a file of this name, which could lie outside of the crate";
    Problem::at(path.escape_debug(), message).help("rename the shape in the model")
}
