//! The commands of this repository: those of Farrier, and what measures and checks it. A new one is a module with
//! `Args` and `run`, and a line in `Command`.

mod api_parity;
mod audit;
mod bench;
mod layers;
mod live;
mod rust_source;
mod soak;

use camino::Utf8PathBuf;
use farrier::report::{self, Problem};
use farrier_project::paths;
use std::process::ExitCode;

/// Where models of services are that are not of this project, from the checkout.
const MODELS: &str = "../shared/models";

#[derive(clap::Subcommand)]
enum Command {
    #[command(flatten)]
    Farrier(farrier::Command),
    Bench(bench::Args),
    ApiParity(api_parity::Args),
    Layers(layers::Args),
    Live(live::Args),
    Audit(audit::Args),
    Soak(soak::Args),
}

impl Command {
    fn run(&self) -> report::Result {
        match self {
            Self::Farrier(command) => command.run(),
            Self::Bench(args) => bench::run(args),
            Self::ApiParity(args) => api_parity::run(args),
            Self::Layers(args) => layers::run(args),
            Self::Live(args) => live::run(args),
            Self::Audit(args) => audit::run(args),
            Self::Soak(args) => soak::run(args),
        }
    }
}

/// The checkout, for a command that runs others in it and in folders below: by its whole path, since none of these goes
/// into a folder without a name.
fn checkout(why: &str) -> report::Result<Utf8PathBuf> {
    let root = paths::checkout(why)?;
    camino::absolute_utf8(root.join(".")).map_err(|error| vec![Problem::at(&root, error.to_string())])
}

/// Runs the command that the arguments of the process name.
pub fn main() -> ExitCode {
    farrier::main("cargo xtask", Command::run)
}
