//! What the options of a request are called where users give them.

/// An option, as an argument of a command and as what farrier.toml says.
pub fn option(argument: &str, key: &str) -> String {
    format!("`--{argument}`, or `{key}` in farrier.toml")
}
