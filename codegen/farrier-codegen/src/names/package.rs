//! Names of packages.

use super::rules::{module, snake};

/// Crates that every crate sees: one of the same name hides them from macros, or is none.
const SEEN_BY_ALL: [&str; 6] = ["alloc", "core", "farrier_runtime", "proc_macro", "std", "test"];

/// Why no package can have this name, and what to do about it. An empty name is one to be found by the generator.
pub fn wrong_package(name: &str) -> Option<(String, &'static str)> {
    if SEEN_BY_ALL.contains(&name.replace('-', "_").as_str()) {
        return Some((format!("`{name}` is the name of a crate that all crates see"), "give it another one"));
    }
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let is_crate = module(name) == snake(name) && !name.starts_with(['-', '_']);
    if name.is_empty() || is_plain && is_crate {
        return None;
    }
    let message = format!("`{}` cannot be the name of a package", name.escape_debug());
    Some((message, "use letters, digits and hyphens, a letter first, and no keyword of Rust"))
}
