//! From models to plans: what everything that generates has in common.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::{LeftOut, parallel};
use smithy_json_ast::Diagnostic;
use std::time::{Duration, Instant};

use crate::job::{Job, example};
use crate::model::{self, Named};
use crate::origin;
use crate::problem::{Problem, Result, problems};
use crate::sync::{self, Locks, Plan};

/// What there is to write for a job.
pub struct Planned {
    /// As in [`Job::name`].
    pub name: String,
    /// How the folder of the crate differs from what was generated.
    pub plan: Plan,
    /// As in [`Job::lacking`].
    pub lacking: Vec<Utf8PathBuf>,
    /// How long it took.
    pub time: Duration,
}

/// What there is to write for all jobs.
pub struct Plans {
    /// In the order of the jobs.
    pub planned: Vec<Planned>,
    /// What there is to tell about the models.
    pub warnings: Vec<Problem>,
}

/// What a run has to tell while it goes on.
pub enum Progress<'a> {
    /// Another run writes into this folder, and has to end first.
    Waits(&'a Utf8Path),
    /// A job more is planned.
    Planned,
}

/// Who is told of it.
pub type Tell<'a> = dyn Fn(Progress<'_>) + Sync + 'a;

/// Plans all jobs, several at a time, without writing anything.
///
/// # Errors
/// The problems of all jobs, warnings as well.
pub fn plan_all(jobs: &[Job], tell: &Tell<'_>) -> Result<Plans> {
    let results = parallel::map(jobs, |job| {
        let result = plan(job);
        tell(Progress::Planned);
        result
    });
    let mut planned = Vec::new();
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok((job, more)) => {
                planned.push(job);
                problems.extend(more);
            }
            Err(more) => problems.extend(more),
        }
    }
    if problems.iter().any(Problem::is_error) { Err(problems) } else { Ok(Plans { planned, warnings: problems }) }
}

/// Plans all jobs and carries the plans out. No other run gets between the two.
///
/// # Errors
/// As [`plan_all`], and what cannot be written.
pub fn write_all(jobs: &[Job], tell: &Tell<'_>) -> Result<Plans> {
    let waits = |folder: &Utf8Path| tell(Progress::Waits(folder));
    let locks = Locks::take(jobs.iter().map(|job| job.folder.as_path()), &waits)?;
    let mut plans = plan_all(jobs, tell)?;
    match sync::apply(&locks, plans.planned.iter().map(|job| &job.plan)) {
        Ok(()) => Ok(plans),
        Err(problems) => {
            plans.warnings.extend(problems);
            Err(plans.warnings)
        }
    }
}

/// The plan for a job, and warnings.
fn plan(job: &Job) -> Result<(Planned, Vec<Problem>)> {
    let start = Instant::now();
    let texts = model::texts(&job.models, Named::of(&job.request.places), &job.limits)?;
    let mut request = job.request.clone();
    request.manifest.origin = origin::of(&request, &texts);
    let model = model::load(&texts, &job.limits)?;
    let generated = farrier_codegen::generate(&model, &request).map_err(problems)?;
    let own: Vec<_> = job.request.examples.iter().map(|name| example(name)).collect();
    let plan = sync::plan(&job.folder, generated.output, &own)?;
    let planned = Planned { name: job.name.clone(), plan, lacking: job.lacking.clone(), time: start.elapsed() };
    Ok((planned, told(generated.warnings, &generated.left_out)))
}

/// What there is to tell about a model that a client was generated from.
pub fn told(warnings: Vec<Diagnostic>, left_out: &[LeftOut]) -> Vec<Problem> {
    problems(left_out.iter().map(LeftOut::warning).chain(warnings).collect())
}
