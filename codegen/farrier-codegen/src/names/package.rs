//! Names of packages.

use super::rules::{module, snake};

/// Crates that clients and what uses them name, be it in the code of macros: another one of that name hides them, or is
/// none.
const NAMED: [&str; 8] = ["alloc", "core", "farrier_runtime", "proc_macro", "serde", "std", "test", "tokio"];

/// Why no package can have this name, and what to do about it. An empty name is one to be found by the generator.
pub fn wrong_package(name: &str) -> Option<(String, &'static str)> {
    if NAMED.contains(&name.replace('-', "_").as_str()) {
        return Some((format!("`{name}` is the name of a crate that this one would hide"), "give it another one"));
    }
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let is_crate = module(name) == snake(name) && !name.starts_with(['-', '_']);
    if name.is_empty() || is_plain && is_crate {
        return None;
    }
    let message = format!("`{}` cannot be the name of a package", name.escape_debug());
    Some((message, "use letters, digits and hyphens, a letter first, and no keyword of Rust"))
}
