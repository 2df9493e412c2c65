//! Writing all files or none.

use camino::Utf8Path;
use std::fs;
use std::io;

use super::journal::{self, STAGE, Step, staged};
use super::{Action, Locks, Plan, obstacle};
use crate::report::{Problem, Result};

/// Carries the plans out. All contents are on disk, beside their places, before the first file is replaced. A process
/// that is killed leaves the old files, or a list of what is left to do, which the next run follows first.
///
/// # Errors
/// What cannot be written. Then nothing has changed, unless the disk refuses what it allowed a moment before.
pub(crate) fn apply<'p>(_: &Locks, plans: impl Iterator<Item = &'p Plan>) -> Result<()> {
    let mut stages = Vec::new();
    let mut problems = Vec::new();
    for plan in plans.filter(|plan| !plan.changes.is_empty()) {
        let mut stage = Stage { root: &plan.root, steps: Vec::new(), is_listed: false };
        problems.extend(stage.write(plan).err());
        stages.push(stage);
    }
    if problems.is_empty() {
        problems.extend(stages.into_iter().find_map(|stage| stage.commit().err()));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Contents that are on disk and not in their places. Dropping it takes them back.
pub(super) struct Stage<'p> {
    pub(super) root: &'p Utf8Path,
    pub(super) steps: Vec<Step>,
    /// Whether the list of steps is on disk. Then they are to be done, now or by the next run.
    pub(super) is_listed: bool,
}

impl Stage<'_> {
    pub(super) fn write(&mut self, plan: &Plan) -> std::result::Result<(), Problem> {
        let cannot = |error: io::Error| {
            Problem::at(self.root, format!("cannot write into the folder: {error}"))
                .help("free space, change its permissions, or name another folder")
        };
        fs::create_dir_all(self.root).and_then(|()| fs::create_dir(self.root.join(STAGE))).map_err(cannot)?;
        for change in &plan.changes {
            // Every plan has only paths below its root.
            let place = change.path.strip_prefix(self.root).unwrap_or(&change.path).to_owned();
            if let Some(problem) = obstacle(self.root, &change.path) {
                return Err(problem);
            }
            match &change.action {
                Action::Create { contents } | Action::Replace { contents, .. } => {
                    let number = self.steps.len();
                    fs::write(staged(self.root, number), contents).map_err(cannot)?;
                    self.steps.push(Step::Place(number, place));
                }
                Action::Remove => self.steps.push(Step::Remove(place)),
            }
        }
        Ok(())
    }

    pub(super) fn list(&mut self) -> std::result::Result<(), Problem> {
        journal::write(self.root, &self.steps)
            .map_err(|error| Problem::at(self.root, format!("cannot write into the folder: {error}")))?;
        self.is_listed = true;
        Ok(())
    }

    fn commit(mut self) -> std::result::Result<(), Problem> {
        self.list()?;
        self.steps.iter().try_for_each(|step| step.run(self.root))?;
        journal::clear(self.root)
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if !self.is_listed {
            // What stays is removed by the next run.
            let _ = journal::clear(self.root);
        }
    }
}
