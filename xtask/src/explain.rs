//! `cargo xtask explain`: what becomes of one shape.

use camino::Utf8PathBuf;
use farrier_codegen::Request;

use crate::codegen;
use crate::config::{Config, Service};
use crate::model;
use crate::report::{Outcome, Problem, Result, problems};

/// Show what becomes of one shape: its model, what Farrier decided, and the Rust
#[derive(clap::Args)]
#[command(
    allow_missing_positional = true,
    after_help = "\
Examples:
  cargo xtask explain partnercentral-account ConnectionType
  cargo xtask explain --model kms.json com.amazonaws.kms#KeyMetadata"
)]
pub(crate) struct Args {
    /// The name of the service in farrier.toml; may be left out if there is only one
    #[arg(value_name = "SERVICE", conflicts_with_all = ["model", "service_id"])]
    service: Option<String>,
    /// The shape, by its name or full id
    #[arg(value_name = "SHAPE", required = true)]
    shape: String,
    /// A model instead of a service of farrier.toml; repeat it for a model in several files
    #[arg(long, value_name = "FILE")]
    model: Vec<Utf8PathBuf>,
    /// The shape id of the service, for models with more than one
    #[arg(long = "service", value_name = "ID", requires = "model")]
    service_id: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result {
    let (models, request) = subject(args)?;
    let model = model::read(&models)?;
    let mut text = farrier_codegen::explain(&model, &request, &args.shape).map_err(problems)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(Outcome { text, success: true })
}

/// The model to read and the request that selects shapes from it.
fn subject(args: &Args) -> Result<(Vec<Utf8PathBuf>, Request)> {
    if !args.model.is_empty() {
        let request =
            Request { model: model::label(&args.model), service: args.service_id.clone(), ..Request::default() };
        return Ok((args.model.clone(), request));
    }
    let config = Config::find()?;
    let service = match &args.service {
        Some(name) => config.one(name),
        None => only(&config),
    };
    let job = service.and_then(|service| codegen::job(&config, service)).map_err(|problem| vec![problem])?;
    Ok((job.models, job.request))
}

fn only(config: &Config) -> std::result::Result<&Service, Problem> {
    match config.services.as_slice() {
        [service] => Ok(service),
        services => {
            let names: Vec<_> = services.iter().map(|s| s.name.as_str()).collect();
            Err(Problem::new("a shape of which service?")
                .help(format!("put one of these names before it: {}", names.join(", "))))
        }
    }
}
