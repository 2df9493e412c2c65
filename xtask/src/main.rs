//! `cargo xtask`, as a program.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::main()
}
