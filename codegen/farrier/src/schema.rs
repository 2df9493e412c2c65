//! `schema`: what farrier.toml may say.

use farrier_project::{config, program};

use crate::report::{Outcome, Result};

/// Print the JSON Schema of farrier.toml, for editors
#[derive(clap::Args)]
#[command(after_help = program::named("\
Examples:
  {farrier} schema > farrier.schema.json"))]
pub struct Args {}

pub(crate) fn run(_: &Args) -> Result {
    Ok(Outcome { text: config::schema(), success: true })
}
