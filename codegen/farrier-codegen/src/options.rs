//! What the options of a request are called where users give them.

/// An option, as an argument of a command and as what farrier.toml says.
pub fn option(argument: &str, key: &str) -> String {
    format!("`--{argument}`, or `{key}` in farrier.toml")
}

/// An option that build scripts have as well, by a method.
pub(crate) fn build_option(argument: &str, key: &str, method: &str) -> String {
    format!("`--{argument}`, `{key}` in farrier.toml, or `{method}` in a build script")
}
