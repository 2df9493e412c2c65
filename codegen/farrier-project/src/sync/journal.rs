//! What there is to do once all contents are on disk: written down before the first file is touched, so that the next
//! run finishes what a killed one began.

use camino::{Utf8Path, Utf8PathBuf};
use std::fmt::Write;
use std::fs;
use std::io;

use super::owner;
use super::place::{is_safe, obstacle};
use crate::paths::read_plain;
use crate::problem::Problem;

/// Where contents lie until they are in their places, inside of the folder of the crate.
pub(super) const STAGE: &str = ".farrier-stage";

/// The list of what to do, in [`STAGE`]. As soon as it has this name, it will be done.
const JOURNAL: &str = "journal";
const UNFINISHED: &str = "journal.new";

/// The first and the last line of a journal.
const FIRST: &str = "farrier journal 1";
const LAST: &str = "end";

/// More than any crate has: a million files and more.
const MOST_BYTES: usize = 256 << 20;

/// One thing to do, with a path below the crate. Doing it again does nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The file of this number goes to its place.
    Place(usize, Utf8PathBuf),
    Remove(Utf8PathBuf),
}

impl Step {
    pub(super) fn run(&self, root: &Utf8Path) -> Result<(), Problem> {
        match self {
            Self::Place(number, place) => put(&staged(root, *number), &root.join(place), root),
            Self::Remove(place) => remove(&root.join(place), root),
        }
    }
}

/// The path of the contents with this number.
pub(super) fn staged(root: &Utf8Path, number: usize) -> Utf8PathBuf {
    root.join(STAGE).join(number.to_string())
}

/// Writes the steps down. From here on they will be done: by this process, or by the next one.
pub(super) fn write(root: &Utf8Path, steps: &[Step]) -> io::Result<()> {
    let mut text = format!("{FIRST}\n");
    for step in steps {
        let _ = match step {
            Step::Place(number, place) => writeln!(text, "{number} {place}"),
            Step::Remove(place) => writeln!(text, "- {place}"),
        };
    }
    text += LAST;
    let stage = root.join(STAGE);
    fs::write(stage.join(UNFINISHED), text)?;
    fs::rename(stage.join(UNFINISHED), stage.join(JOURNAL))
}

/// The steps of a journal. Nothing if Farrier did not write it.
fn read(text: &str) -> Option<Vec<Step>> {
    let lines = text.strip_prefix(FIRST)?.strip_prefix('\n')?.strip_suffix(LAST)?;
    let step = |line: &str| {
        let (what, place) = line.split_once(' ').filter(|(_, place)| is_safe(place))?;
        match what {
            "-" => Some(Step::Remove(place.into())),
            number => Some(Step::Place(number.parse().ok()?, place.into())),
        }
    };
    lines.lines().map(step).collect()
}

/// Finishes what a run that was killed had begun: all of it, or nothing.
///
/// # Errors
/// What is in the way.
pub fn recover(root: &Utf8Path) -> Result<(), Problem> {
    let stage = root.join(STAGE);
    match stage.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(Problem::at(stage, "this is no folder").help("delete it or move it away")),
        Err(_) => return Ok(()),
    }
    let journal = stage.join(JOURNAL);
    if journal.symlink_metadata().is_ok() {
        let foreign = |problem: Problem| problem.help(format!("delete {stage}"));
        let text = read_plain(&journal, MOST_BYTES).map_err(foreign)?;
        let steps = text.as_deref().and_then(read);
        let steps = steps.ok_or_else(|| foreign(Problem::at(&journal, "farrier did not write this list")))?;
        steps.iter().try_for_each(|step| step.run(root))?;
    }
    clear(root)
}

/// Removes the stage. What Farrier did not put there stays.
pub(super) fn clear(root: &Utf8Path) -> Result<(), Problem> {
    let stage = root.join(STAGE);
    let cannot = |error: io::Error| Problem::at(&stage, format!("cannot remove the folder: {error}"));
    // The list goes first: without its files it must not be found again.
    for name in [JOURNAL, UNFINISHED] {
        match fs::remove_file(stage.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(cannot(error)),
            _ => {}
        }
    }
    for entry in stage.read_dir_utf8().map_err(cannot)?.flatten() {
        if entry.file_name().bytes().all(|byte| byte.is_ascii_digit()) {
            fs::remove_file(entry.path()).map_err(cannot)?;
        }
    }
    fs::remove_dir(&stage).map_err(cannot)
}

fn put(from: &Utf8Path, place: &Utf8Path, root: &Utf8Path) -> Result<(), Problem> {
    if from.symlink_metadata().is_err() {
        return Ok(());
    }
    if let Some(problem) = obstacle(root, place) {
        return Err(problem);
    }
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder).and_then(|()| fs::rename(from, place)).map_err(|error| {
        Problem::at(place, format!("cannot replace the file: {error}"))
            .help(format!("make room for it and run the command again, or delete {}", root.join(STAGE)))
    })
}

/// Removes a file that Farrier wrote, and the folders it leaves empty.
fn remove(path: &Utf8Path, root: &Utf8Path) -> Result<(), Problem> {
    if obstacle(root, path).is_some() || !owner::wrote(path) {
        return Ok(());
    }
    fs::remove_file(path).map_err(|error| Problem::at(path, format!("cannot remove the file: {error}")))?;
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != root) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_lists_are_read() {
        let steps = vec![Step::Place(0, "src/lib.rs".into()), Step::Remove("src/old.rs".into())];
        let text = "farrier journal 1\n0 src/lib.rs\n- src/old.rs\nend";
        assert_eq!(read(text), Some(steps));
        for bad in [
            "",
            "farrier journal 1\n0 src/lib.rs\n",
            "farrier journal 1\n0 ../lib.rs\nend",
            "farrier journal 1\n- /etc/passwd\nend",
            "farrier journal 1\nx src/lib.rs\nend",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
