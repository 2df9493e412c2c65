//! `cargo xtask codegen`: the crates of farrier.toml.

use farrier_codegen::Request;

use crate::config::{Config, Service};
use crate::pipeline::{self, Job};
use crate::report::{Outcome, Problem, Result};
use crate::{model, paths, summary};

/// Regenerate the crates of farrier.toml, or check that they are up to date
///
/// Reads farrier.toml, generates every service it names, and writes what differs
/// from the files on disk. Files that are generated no more are removed; files
/// that Farrier did not write are left alone. When anything is wrong with any
/// service, nothing is written at all.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen partnercentral-account
  cargo xtask codegen --check        for CI: exit code 1 and a diff when something is stale"
)]
pub(crate) struct Args {
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
        services.into_iter().map(|service| job(&config, service)).collect();
    let jobs = jobs.map_err(|problem| vec![problem])?;
    if args.check {
        let planned = pipeline::plan_all(&jobs)?;
        let fix = format!("cargo xtask codegen {}", args.services.join(" "));
        return Ok(summary::check(&planned, fix.trim_end()));
    }
    let planned = pipeline::write_all(&jobs)?;
    Ok(Outcome { text: summary::written(&planned, args.verbose), success: true })
}

/// What farrier.toml asks for.
pub(crate) fn job(config: &Config, service: &Service) -> std::result::Result<Job, Problem> {
    let folder = config.root.join(&service.folder);
    let runtime = paths::runtime_for(Some(&config.root), &folder)?;
    let models = vec![config.root.join(&service.model)];
    let path = |name: &String| folder.join(pipeline::example(name));
    // They are lost when somebody deletes the folder of the crate; it is written again all the same.
    let (examples, lacking): (Vec<_>, Vec<_>) = service.examples.iter().partition(|name| path(name).exists());
    let lacking = lacking.into_iter().map(path).collect();
    Ok(Job {
        name: service.name.clone(),
        request: Request {
            model: model::label(&models),
            package: service.package.clone(),
            operations: service.operations.clone(),
            service: service.service.clone(),
            protocol: service.protocol.clone(),
            command: format!("cargo xtask codegen {}", service.name),
            examples: examples.into_iter().cloned().collect(),
            protocol_tests: service.protocol_tests,
            server_tests: false,
            skip_unsupported: service.skip_unsupported,
            allow_unknown_traits: service.allow_unknown_traits.clone(),
            max_members: Some(config.limits.members),
            runtime,
        },
        limits: config.limits,
        models,
        folder,
        lacking,
    })
}
