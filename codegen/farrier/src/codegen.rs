//! `codegen`: the crates of farrier.toml.

use farrier_project::config::Config;
use farrier_project::job::Job;
use farrier_project::{left_behind, program};

use crate::report::{self, Outcome, Problem, Result};
use crate::{progress, summary, unpublished};

/// Regenerate the crates of farrier.toml, or check that they are up to date
///
/// Reads farrier.toml, generates every service it names, and writes what differs
/// from the files on disk. Files that are generated no more are removed; files
/// that Farrier did not write are left alone. When anything is wrong with any
/// service, nothing is written at all.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = program::named("\
Examples:
  {farrier} codegen
  {farrier} codegen partnercentral-account
  {farrier} codegen --check        for CI: exit code 1 and a diff when something is stale")
)]
pub struct Args {
    /// Names of services in farrier.toml; all of them if none is given
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Write nothing; fail with a diff when a file is missing, stale, or not written by Farrier
    #[arg(long)]
    check: bool,
    /// List the files that were written or removed
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(args: &Args) -> Result {
    let config = Config::find()?;
    let services = config.choose(&args.services)?;
    let jobs: std::result::Result<Vec<Job>, Problem> =
        services.into_iter().map(|service| Job::of(&config, service)).collect();
    let jobs = jobs.map_err(|problem| vec![problem])?;
    report::tell(&left_behind::warnings(&config));
    if args.check {
        let planned = progress::plan_all(&jobs)?;
        let fix = format!("{} codegen {}", program::name(), args.services.join(" "));
        return Ok(summary::check(&planned, fix.trim_end()));
    }
    let planned = progress::write_all(&jobs)?;
    report::tell(unpublished::warning(&jobs, &planned).as_slice());
    Ok(Outcome { text: summary::written(&planned, args.verbose), success: true })
}
