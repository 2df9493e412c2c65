//! `explain`: what becomes of one shape.

use camino::Utf8PathBuf;
use farrier_codegen::{Request, parallel};
use smithy_json_ast::{Model, ShapeId, closest, did_you_mean, visible};

use farrier_project::config::{Config, Service};
use farrier_project::job::Job;
use farrier_project::model::{self, Named};
use farrier_project::{paths, pipeline, program};

use crate::client::ClientArgs;
use crate::report::{self, Outcome, Problem, Result, problems};

/// Show what becomes of one shape: its model, what Farrier decided, and the Rust
#[derive(clap::Args)]
#[command(
    allow_missing_positional = true,
    after_help = program::named("\
Examples:
  {farrier} explain CreateConnectionInvitation
  {farrier} explain partnercentral-account ConnectionType
  {farrier} explain --model kms.json com.amazonaws.kms#KeyMetadata")
)]
pub struct Args {
    /// The name of the service in farrier.toml; only needed if several of them have the shape
    #[arg(value_name = "SERVICE", conflicts_with_all = ["model", "service_id"])]
    service: Option<String>,
    /// The shape, by its name or full id
    #[arg(value_name = "SHAPE", required = true)]
    shape: String,
    /// A model instead of a service of farrier.toml; repeat it for a model in several files
    #[arg(long, value_name = "FILE")]
    model: Vec<Utf8PathBuf>,
    #[command(flatten)]
    client: ClientArgs,
}

pub(crate) fn run(args: &Args) -> Result {
    let (model, request) = subject(args)?;
    let explained = farrier_codegen::explain(&model, &request, &args.shape).map_err(problems)?;
    report::tell(&pipeline::told(explained.warnings, &explained.left_out));
    let text = explained.output.lines().map(|line| format!("{}\n", visible(line))).collect();
    Ok(Outcome { text, success: true })
}

/// The model, and the request that selects shapes from it.
fn subject(args: &Args) -> Result<(Model, Request)> {
    if !args.model.is_empty() {
        let command = format!("{} generate", program::name());
        let request = Request { model: model::label(&args.model), command, ..args.client.request() };
        return Ok((model::read(&args.model, Named::ByHand, &args.client.limits)?, request));
    }
    let config = Config::find()?;
    let (service, model) = match &args.service {
        Some(name) => {
            let service = config.one(name).map_err(|problem| vec![problem])?;
            (service, read(&config, service)?)
        }
        None => with_shape(&config, &args.shape)?,
    };
    let job = Job::of(&config, service).map_err(|problem| vec![problem])?;
    Ok((model, job.request))
}

fn read(config: &Config, service: &Service) -> Result<Model> {
    model::read(&[config.root.join(&service.model)], Named::of(&service.request.places), &config.limits)
}

/// The only service whose model has the shape.
fn with_shape<'c>(config: &'c Config, name: &str) -> Result<(&'c Service, Model)> {
    let mut with = Vec::new();
    let mut without = Vec::new();
    let mut unread = Vec::new();
    let models = parallel::map(&config.services, |service| read(config, service));
    for (service, model) in config.services.iter().zip(models) {
        match model {
            Ok(model) if ids(&model).any(|id| id.name() == name || id.as_str() == name) => with.push((service, model)),
            Ok(model) => without.push(model),
            Err(problems) => unread.extend(problems),
        }
    }
    if with.len() > 1 {
        let explain = format!("{} explain", program::name());
        let commands = with.iter().map(|(service, _)| format!("`{explain} {} {name}`", service.name));
        let problem = Problem::new(format!("{} services have a shape `{name}`", with.len()));
        return Err(vec![problem.help(format!("name the service: {}", commands.collect::<Vec<_>>().join(", ")))]);
    }
    with.pop().ok_or_else(|| {
        if without.is_empty() {
            return unread;
        }
        let models = if unread.is_empty() { "no model" } else { "no other model" };
        let problem = Problem::new(format!("{models} of {} has a shape `{name}`", paths::CONFIG));
        let known = without.iter().flat_map(|model| ids(model).map(ShapeId::name));
        let problem = match closest(name, known) {
            Some(similar) => problem.help(did_you_mean(similar)),
            None => problem.help("name a shape or an operation, or another model by `--model FILE`"),
        };
        unread.into_iter().chain([problem]).collect()
    })
}

/// The shapes that a model brings, which the prelude of Smithy is no part of.
fn ids(model: &Model) -> impl Iterator<Item = &ShapeId> {
    model.shapes.keys().filter(|id| id.namespace() != "smithy.api")
}
