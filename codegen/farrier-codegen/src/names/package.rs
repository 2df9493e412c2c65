//! Names of packages.

use super::rules::{LONGEST_MODULE, is_device, module, snake};

/// Crates that clients and what uses them name, be it in the code of macros: another one of that name hides them, or is
/// none.
const NAMED: [&str; 8] = ["alloc", "core", "farrier_runtime", "proc_macro", "serde", "std", "test", "tokio"];

/// Why no package can have this name, and what to do about it. An empty name is one to be found by the generator.
pub fn wrong_package(name: &str) -> Option<(String, &'static str)> {
    if NAMED.contains(&name.replace('-', "_").as_str()) {
        return Some((format!("`{name}` is the name of a crate that this one would hide"), "give it another one"));
    }
    if is_device(&name.to_ascii_lowercase()) {
        return Some((
            format!("`{name}` is a device on Windows, where no file can have its name"),
            "give it another one",
        ));
    }
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let is_crate = module(name) == snake(name) && !name.starts_with(['-', '_']);
    if name.is_empty() || is_plain && is_crate {
        return None;
    }
    let message = format!("`{}` cannot be the name of a package", name.escape_debug());
    Some((message, "use at most 200 letters, digits and hyphens, a letter first, and no keyword of Rust"))
}

/// The package name where the request gives none: the sdkId or service name in kebab case.
pub(crate) fn package(sdk_id: &str) -> String {
    const PREFIX: &str = "service-";
    let kebab: Vec<&str> = sdk_id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut name = snake(&kebab.join("-")).replace('_', "-");
    // Of one that is too long the beginning tells enough.
    name.truncate(LONGEST_MODULE - PREFIX.len());
    let is_package = !name.is_empty() && wrong_package(&name).is_none();
    if is_package { name } else { format!("{PREFIX}{name}") }
}

#[cfg(test)]
mod tests {
    use super::{package, wrong_package};

    #[test]
    fn packages() {
        for name in ["my-kms", "console", "com10", "a".repeat(200).as_str()] {
            assert_eq!(wrong_package(name), None);
        }
        for name in ["nul", "COM1", "fn", "core", "1a", "a b", "a".repeat(201).as_str()] {
            assert!(wrong_package(name).is_some(), "{name}");
        }
    }

    /// Whatever a service is called, a package can have that name.
    #[test]
    fn of_services() {
        for (sdk_id, name) in [
            ("Partner Central", "partner-central"),
            ("Core", "service-core"),
            ("Con", "service-con"),
            ("", "service-"),
            (&"x".repeat(1_024), &"x".repeat(192)),
            (&"1".repeat(1_024), &format!("service-{}", "1".repeat(192))),
        ] {
            assert_eq!(package(sdk_id), name);
            assert_eq!(wrong_package(name), None);
        }
    }
}
