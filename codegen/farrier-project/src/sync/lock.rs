//! One run at a time in a folder.

use camino::{Utf8Path, Utf8PathBuf};
use std::fs::{self, File, TryLockError};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use super::journal;
use super::place::in_the_way;
use crate::paths;
use crate::problem::{Problem, Result};

/// How long to wait for another run.
const PATIENCE: Duration = Duration::from_secs(600);

/// After so long it is told what there is to wait for.
const SILENCE: Duration = Duration::from_secs(1);

/// What locks a folder where folders themselves cannot be locked: on Windows, and on some network disks.
pub(super) const FILE: &str = ".farrier-lock";

/// Folders that no other run writes into as long as this lives. The system gives them free when the process ends,
/// however it ends.
pub struct Locks {
    _held: Vec<Held>,
}

impl Locks {
    /// Locks the folders of crates, which are made if there are none, and finishes what a run that was killed had
    /// begun. Calls `waits` with a folder that another run has, when that takes a while.
    ///
    /// # Errors
    /// Folders that cannot be made, locked or finished.
    pub fn take<'f>(folders: impl IntoIterator<Item = &'f Utf8Path>, waits: &dyn Fn(&Utf8Path)) -> Result<Self> {
        // In one order, whatever names the folders have, or two runs would wait for each other.
        let full = |folder: &Utf8Path| paths::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let mut folders: Vec<(Utf8PathBuf, &Utf8Path)> =
            folders.into_iter().map(|folder| (full(folder), folder)).collect();
        folders.sort();
        folders.dedup();
        // And a run would wait for itself.
        let twice = folders.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| {
            let message = format!("this is the folder `{}`, which has another crate", pair[0].1);
            Problem::at(pair[1].1, message).help("name another folder for one of the two")
        });
        let problems = folders.iter().filter_map(|(_, folder)| in_the_way(folder)).chain(twice);
        let problems: Vec<Problem> = problems.collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let held = folders.into_iter().map(|(_, folder)| {
            let held = Held::take(folder, waits)?;
            journal::recover(folder)?;
            Ok(held)
        });
        let held: std::result::Result<Vec<Held>, Problem> = held.collect();
        Ok(Self { _held: held.map_err(|problem| vec![problem])? })
    }
}

struct Held {
    /// The folders that were made, parents first.
    made: Vec<Utf8PathBuf>,
    _file: File,
}

impl Held {
    fn take(folder: &Utf8Path, waits: &dyn Fn(&Utf8Path)) -> std::result::Result<Self, Problem> {
        let start = Instant::now();
        let mut is_told = false;
        loop {
            let made = make(folder)?;
            let file = open(folder).map_err(|error| Problem::at(folder, format!("cannot lock the folder: {error}")))?;
            match file {
                // Another run may have taken back the folder that was opened here.
                Some(file) if is_at(&file, folder) => return Ok(Self { made, _file: file }),
                Some(_) => {}
                None if start.elapsed() > PATIENCE => {
                    return Err(Problem::at(folder, "another run has been writing into this folder for ten minutes")
                        .help("end it, or wait for it"));
                }
                None => {
                    if !is_told && start.elapsed() > SILENCE {
                        is_told = true;
                        waits(folder);
                    }
                    thread::sleep(Duration::from_millis(10));
                }
            }
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Fails where something is inside, which is right.
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes the folder. Says what was made, parents first.
fn make(folder: &Utf8Path) -> std::result::Result<Vec<Utf8PathBuf>, Problem> {
    let is_missing = |path: &&Utf8Path| !path.as_str().is_empty() && !path.exists();
    let missing: Vec<_> = folder.ancestors().take_while(is_missing).collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            // `new/..` is there as soon as `new` is; or another run was faster.
            Err(_) if folder.is_dir() => {}
            Err(error) => {
                let problem = Problem::at(folder, format!("cannot make the folder: {error}"));
                return Err(problem.help("name a folder where you may write"));
            }
        }
    }
    Ok(made)
}

/// The lock of the folder; none while another run has it.
fn open(folder: &Utf8Path) -> io::Result<Option<File>> {
    let folder = if folder.as_str().is_empty() { Utf8Path::new(".") } else { folder };
    let try_lock = |file: File| match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    };
    match File::open(folder).and_then(try_lock) {
        // It was there a moment before: another run took it back.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(_) => {
            let file = folder.join(FILE);
            try_lock(File::options().create(true).truncate(false).write(true).open(file)?)
        }
        locked => locked,
    }
}

/// Whether the open folder is the one of this path.
#[cfg(unix)]
pub(super) fn is_at(file: &File, folder: &Utf8Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let folder = if folder.as_str().is_empty() { Utf8Path::new(".") } else { folder };
    let same = |of: fs::Metadata, at: fs::Metadata| (of.dev(), of.ino()) == (at.dev(), at.ino());
    let file_lock = || folder.join(FILE).metadata();
    let Ok(of) = file.metadata() else { return false };
    if of.is_dir() { folder.metadata().is_ok_and(|at| same(of, at)) } else { file_lock().is_ok_and(|at| same(of, at)) }
}

/// What is open cannot be removed there.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Utf8Path) -> bool {
    true
}
