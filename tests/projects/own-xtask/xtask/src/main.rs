//! The commands of the project.

use farrier::report::{Outcome, Result};
use std::process::ExitCode;

#[derive(clap::Subcommand)]
enum Command {
    #[command(flatten)]
    Farrier(farrier::Command),
    /// Says how many passengers fit
    Capacity,
}

fn run(command: &Command) -> Result {
    match command {
        Command::Farrier(command) => command.run(),
        Command::Capacity => Ok(Outcome { text: "40\n".to_owned(), success: true }),
    }
}

fn main() -> ExitCode {
    farrier::main("cargo xtask", run)
}
