//! The program `farrier`.

use std::process::ExitCode;

fn main() -> ExitCode {
    farrier::main("farrier", farrier::Command::run)
}
