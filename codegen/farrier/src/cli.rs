//! The command line.

use clap::{Parser, Subcommand};
use farrier_project::program;
use std::process::ExitCode;

use crate::{codegen, conformance, diff, explain, generate, report, schema};

/// Farrier turns Smithy models into lean Rust clients.
#[derive(Parser)]
#[command(
    name = program::name(),
    bin_name = program::name(),
    version,
    after_help = program::named("\
Examples:
  {farrier} codegen            regenerate every crate of farrier.toml
  {farrier} codegen --check    only tell whether they are up to date
  {farrier} help generate      more on one command")
)]
struct Cli<C: Subcommand> {
    #[command(flatten)]
    telling: report::Telling,
    #[command(subcommand)]
    command: C,
}

/// Farrier's commands.
#[derive(Subcommand)]
#[allow(missing_docs, reason = "clap takes the text of a variant for that of its command, which is in its file")]
pub enum Command {
    Codegen(codegen::Args),
    Generate(Box<generate::Args>),
    Explain(explain::Args),
    Diff(diff::Args),
    Conformance(conformance::Args),
    Schema(schema::Args),
}

impl Command {
    /// Does what the command says.
    ///
    /// # Errors
    /// Everything that is in the way.
    pub fn run(&self) -> report::Result {
        match self {
            Self::Codegen(args) => codegen::run(args),
            Self::Generate(args) => generate::run(args),
            Self::Explain(args) => explain::run(args),
            Self::Diff(args) => diff::run(args),
            Self::Conformance(args) => conformance::run(args),
            Self::Schema(args) => schema::run(args),
        }
    }
}

/// Runs the command that the arguments of the process name, in a program that people call by `name`: `farrier` or
/// `cargo xtask`.
pub fn main<C: Subcommand>(name: &'static str, run: impl FnOnce(&C) -> report::Result) -> ExitCode {
    program::set(name);
    match Cli::<C>::try_parse() {
        Ok(cli) => {
            report::set(cli.telling);
            report::finish(run(&cli.command))
        }
        Err(usage) => report::usage(&usage),
    }
}
