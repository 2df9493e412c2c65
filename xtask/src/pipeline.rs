//! From models to plans: what every command that generates has in common.

use camino::Utf8PathBuf;
use farrier_codegen::{LeftOut, Request};
use indicatif::{ProgressBar, ProgressStyle};
use smithy_json_ast::Diagnostic;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::limits::Limits;
use crate::model;
use crate::report::{self, Problem, Result, problems};
use crate::sync::{self, Locks, Plan};

/// One crate to generate.
pub(crate) struct Job {
    /// The name in messages.
    pub(crate) name: String,
    pub(crate) models: Vec<Utf8PathBuf>,
    pub(crate) folder: Utf8PathBuf,
    pub(crate) request: Request,
    pub(crate) limits: Limits,
    /// Hand-written examples that were asked for and are not there.
    pub(crate) lacking: Vec<Utf8PathBuf>,
}

/// What there is to write for a job.
pub(crate) struct Planned {
    pub(crate) name: String,
    pub(crate) plan: Plan,
    /// As in [`Job::lacking`].
    pub(crate) lacking: Vec<Utf8PathBuf>,
    pub(crate) time: Duration,
}

/// Plans all jobs, several at a time, without writing anything. In the order of the jobs. Warnings are printed.
///
/// # Errors
/// The problems of all jobs.
pub(crate) fn plan_all(jobs: &[Job]) -> Result<Vec<Planned>> {
    let progress = progress(jobs.len());
    let results = in_parallel(jobs, |job| {
        let result = plan(job);
        progress.inc(1);
        result
    });
    progress.finish_and_clear();
    let mut planned = Vec::new();
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok((job, warnings)) => {
                planned.push(job);
                problems.extend(warnings);
            }
            Err(more) => problems.extend(more),
        }
    }
    if problems.iter().any(Problem::is_error) {
        return Err(problems);
    }
    report::tell(&problems);
    Ok(planned)
}

/// Plans all jobs and carries the plans out. No other run gets between the two.
///
/// # Errors
/// As [`plan_all`], and what cannot be written.
pub(crate) fn write_all(jobs: &[Job]) -> Result<Vec<Planned>> {
    let locks = Locks::take(jobs.iter().map(|job| job.folder.as_path()))?;
    let planned = plan_all(jobs)?;
    sync::apply(&locks, planned.iter().map(|job| &job.plan))?;
    Ok(planned)
}

/// The plan for a job, and warnings.
fn plan(job: &Job) -> Result<(Planned, Vec<Problem>)> {
    let start = Instant::now();
    let model = model::read(&job.models, &job.limits)?;
    let generated = farrier_codegen::generate(&model, &job.request).map_err(problems)?;
    let own: Vec<_> = job.request.examples.iter().map(|name| example(name)).collect();
    let plan = sync::plan(&job.folder, generated.output, &own)?;
    let planned = Planned { name: job.name.clone(), plan, lacking: job.lacking.clone(), time: start.elapsed() };
    Ok((planned, told(generated.warnings, &generated.left_out)))
}

/// What there is to tell about a model that a client was generated from.
pub(crate) fn told(warnings: Vec<Diagnostic>, left_out: &[LeftOut]) -> Vec<Problem> {
    problems(left_out.iter().map(LeftOut::warning).chain(warnings).collect())
}

/// Where in a crate a hand-written example is.
pub(crate) fn example(name: &str) -> Utf8PathBuf {
    format!("examples/{name}.rs").into()
}

/// A bar where somebody sees it and has to wait.
fn progress(jobs: usize) -> ProgressBar {
    if jobs <= 4 {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} services").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(jobs as u64).with_style(style)
}

/// Deeply nested models need more than the two megabytes a thread gets by default.
const STACK_BYTES: usize = 16 << 20;

/// The results of `work` on each item, in the order of the items.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => results.push((index, work(item))),
                None => return results,
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let helpers: Vec<_> = (0..cores.min(items.len()))
            .filter_map(|_| {
                let builder = thread::Builder::new().stack_size(STACK_BYTES);
                builder.spawn_scoped(scope, take_turns).ok()
            })
            .collect();
        // Only where no thread could be started is anything left to do here.
        let mut results = if helpers.is_empty() { take_turns() } else { Vec::new() };
        for helper in helpers {
            results.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        results
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
