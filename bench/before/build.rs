//! Takes programs out of the migration page: those before they move over, and those that stay the same.

use std::path::Path;
use std::{env, fs};

const PAGE: &str = "../../docs/migration.md";

/// What the first line of a program begins with.
const KINDS: [&str; 2] = ["// before", "// before and after"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={PAGE}");
    let page = fs::read_to_string(PAGE)?;
    let programs = page.split("\n```rust").skip(1).filter_map(|rest| rest.split_once('\n')?.1.split("\n```").next());
    let programs = programs.filter(|program| program.lines().next().is_some_and(|line| KINDS.contains(&line)));
    let modules: Vec<_> =
        programs.enumerate().map(|(number, program)| format!("mod program_{number} {{\n{program}\n}}\n")).collect();
    assert!(!modules.is_empty(), "{PAGE} has no program before it moves over");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("programs.rs"), modules.concat())?;
    Ok(())
}
