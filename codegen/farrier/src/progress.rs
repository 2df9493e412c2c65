//! Planning and writing crates, with a bar where somebody has to wait.

use farrier_project::job::Job;
use farrier_project::pipeline::{self, Planned, Plans};
use indicatif::{ProgressBar, ProgressStyle};

use crate::report::{self, Result};

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

fn with_bar(jobs: &[Job], work: fn(&[Job], &(dyn Fn() + Sync)) -> Result<Plans>) -> Result<Vec<Planned>> {
    let bar = bar(jobs.len());
    let plans = work(jobs, &|| bar.inc(1));
    bar.finish_and_clear();
    let Plans { planned, warnings } = plans?;
    report::tell(&warnings);
    Ok(planned)
}

fn bar(jobs: usize) -> ProgressBar {
    if jobs <= 4 {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} services").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(jobs as u64).with_style(style)
}
