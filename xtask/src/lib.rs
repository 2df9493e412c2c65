//! Farrier's commands. A new one is a module with `Args` and `run`, and a line in `cli::Command`.

mod api_parity;
mod audit;
mod bench;
mod cli;
mod codegen;
mod config;
mod conformance;
mod diff;
mod explain;
mod generate;
mod layers;
mod limits;
mod live;
mod model;
mod names;
mod paths;
mod pipeline;
mod report;
mod scratch;
mod suggest;
mod summary;
mod sync;

use clap::Parser;
use std::process::ExitCode;

/// Runs the command that the arguments of the process name.
pub fn main() -> ExitCode {
    match cli::Cli::try_parse() {
        Ok(cli) => {
            report::set(cli.telling);
            report::finish(cli.command.run())
        }
        Err(usage) => report::usage(&usage),
    }
}
