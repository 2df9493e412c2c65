//! Planning and writing crates, with a bar where somebody has to wait.

use camino::Utf8Path;
use farrier_project::job::Job;
use farrier_project::pipeline::{self, Planned, Plans, Progress, Tell};
use indicatif::{ProgressBar, ProgressStyle};

use crate::report::{self, Problem, Result};

/// As [`pipeline::plan_all`]. Warnings are printed.
///
/// # Errors
/// The problems of all jobs.
pub(crate) fn plan_all(jobs: &[Job]) -> Result<Vec<Planned>> {
    with_bar(jobs, pipeline::plan_all)
}

/// As [`pipeline::write_all`]. Warnings are printed.
///
/// # Errors
/// The problems of all jobs, and what cannot be written.
pub fn write_all(jobs: &[Job]) -> Result<Vec<Planned>> {
    with_bar(jobs, pipeline::write_all)
}

fn with_bar(jobs: &[Job], work: fn(&[Job], &Tell<'_>) -> Result<Plans>) -> Result<Vec<Planned>> {
    let bar = bar(jobs.len());
    let plans = work(jobs, &|progress| match progress {
        Progress::Planned => bar.inc(1),
        Progress::Waits(folder) => waits(folder),
    });
    bar.finish_and_clear();
    let Plans { planned, warnings } = plans?;
    report::tell(&warnings);
    Ok(planned)
}

/// Says what there is to wait for.
pub(crate) fn waits(folder: &Utf8Path) {
    report::tell(&[Problem::warning("waiting for another run that writes into this folder").of(folder)]);
}

fn bar(jobs: usize) -> ProgressBar {
    if jobs <= 4 {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} services").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(jobs as u64).with_style(style)
}
