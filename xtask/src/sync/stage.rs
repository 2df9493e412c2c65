//! Writing all files or none.

use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;

use super::{Action, Plan};
use crate::report::{Problem, Result};

/// Carries the plans out. All contents are on disk, under temporary names beside their places, before the first file is
/// replaced.
///
/// # Errors
/// What cannot be written. Then nothing has changed, unless the disk refuses what it allowed a moment before.
pub(crate) fn apply<'p>(plans: impl Iterator<Item = &'p Plan>) -> Result<()> {
    let mut stage = Stage::default();
    let mut removals = Vec::new();
    let mut problems = BTreeSet::new();
    for change in plans.flat_map(|plan| &plan.changes) {
        match &change.action {
            Action::Create { contents } | Action::Replace { contents, .. } => {
                problems.extend(stage.write(&change.path, contents).err());
            }
            Action::Remove => removals.push(change.path.as_path()),
        }
    }
    if !problems.is_empty() {
        return Err(problems.into_iter().collect());
    }
    stage.commit().map_err(|problem| vec![problem])?;
    removals.into_iter().try_for_each(remove).map_err(|problem| vec![problem])
}

/// The ending of temporary names.
const TEMPORARY: &str = ".farrier-tmp";

fn temporary_name(name: &str) -> String {
    format!(".{name}.{}{TEMPORARY}", std::process::id())
}

/// Whether this is a temporary file, of a process that was stopped before it could take it back.
pub(super) fn is_leftover(path: &Utf8Path) -> bool {
    path.file_name().is_some_and(|name| name.starts_with('.') && name.ends_with(TEMPORARY))
}

/// What lies beside its place. Dropping it takes everything back.
#[derive(Default)]
struct Stage {
    /// The temporary files, each with its place.
    files: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    /// The folders that were made, parents first.
    folders: Vec<Utf8PathBuf>,
}

impl Stage {
    fn write(&mut self, place: &Utf8Path, contents: &str) -> std::result::Result<(), Problem> {
        let folder = place.parent().filter(|folder| !folder.as_str().is_empty());
        let folder = folder.unwrap_or(Utf8Path::new("."));
        self.make(folder)?;
        let temporary = folder.join(temporary_name(place.file_name().unwrap_or_default()));
        self.files.push((temporary, place.to_owned()));
        let (temporary, _) = &self.files[self.files.len() - 1];
        fs::File::create(temporary).and_then(|mut file| file.write_all(contents.as_bytes())).map_err(|error| {
            Problem::at(folder, format!("cannot write into the folder: {error}"))
                .help("free space, change its permissions, or name another folder")
        })
    }

    fn make(&mut self, folder: &Utf8Path) -> std::result::Result<(), Problem> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|ancestor| !ancestor.as_str().is_empty() && !ancestor.exists()).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.folders.push(folder.to_owned()),
                // `new/..` is there as soon as `new` is.
                Err(_) if folder.is_dir() => {}
                Err(error) => return Err(Problem::at(folder, format!("cannot make the folder: {error}"))),
            }
        }
        Ok(())
    }

    fn commit(mut self) -> std::result::Result<(), Problem> {
        while let Some((temporary, place)) = self.files.last() {
            fs::rename(temporary, place).map_err(|error| {
                Problem::at(place, format!("cannot replace the file: {error}"))
                    .help("other files were replaced already; run the command again")
            })?;
            self.files.pop();
        }
        self.folders.clear();
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            let _ = fs::remove_file(temporary);
        }
        // Fails where something is inside, which is right.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes a file, and the folders it leaves empty.
fn remove(path: &Utf8Path) -> std::result::Result<(), Problem> {
    fs::remove_file(path).map_err(|error| Problem::at(path, format!("cannot remove the file: {error}")))?;
    for folder in path.ancestors().skip(1) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
