//! Farrier's commands: for the program `farrier`, and for an xtask of one's own.
//!
//! ```no_run
//! /// Commands of a project, with those of Farrier among them.
//! #[derive(clap::Subcommand)]
//! enum Command {
//!     #[command(flatten)]
//!     Farrier(farrier::Command),
//!     /// Says hello
//!     Hello,
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     farrier::main("cargo xtask", |command: &Command| match command {
//!         Command::Farrier(command) => command.run(),
//!         Command::Hello => Ok(farrier::report::Outcome { text: "hello\n".to_owned(), success: true }),
//!     })
//! }
//! ```

mod cli;
mod client;
mod codegen;
mod conformance;
mod diff;
mod explain;
mod generate;
mod progress;
pub mod report;
mod schema;
pub mod scratch;
mod summary;
mod unpublished;

pub use cli::{Command, main};
pub use farrier_project as project;
pub use progress::write_all;
