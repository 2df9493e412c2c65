//! The command line.

use crate::{api_parity, audit, bench, codegen, conformance, diff, explain, generate, layers, live, report};

/// Farrier turns Smithy models into lean Rust clients.
#[derive(clap::Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    after_help = "\
Examples:
  cargo xtask codegen            regenerate every crate of farrier.toml
  cargo xtask codegen --check    only tell whether they are up to date
  cargo xtask help generate      more on one command"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) telling: report::Telling,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Codegen(codegen::Args),
    Generate(generate::Args),
    Explain(explain::Args),
    Diff(diff::Args),
    Conformance(conformance::Args),
    Bench(bench::Args),
    ApiParity(api_parity::Args),
    Layers(layers::Args),
    Live(live::Args),
    Audit(audit::Args),
}

impl Command {
    pub(crate) fn run(&self) -> report::Result {
        match self {
            Self::Codegen(args) => codegen::run(args),
            Self::Generate(args) => generate::run(args),
            Self::Explain(args) => explain::run(args),
            Self::Diff(args) => diff::run(args),
            Self::Conformance(args) => conformance::run(args),
            Self::Bench(args) => bench::run(args),
            Self::ApiParity(args) => api_parity::run(args),
            Self::Layers(args) => layers::run(args),
            Self::Live(args) => live::run(args),
            Self::Audit(args) => audit::run(args),
        }
    }
}
