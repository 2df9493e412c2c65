//! What Farrier is called here.

use std::sync::OnceLock;

static NAME: OnceLock<String> = OnceLock::new();

/// Sets how somebody calls this program: `farrier`, or `cargo xtask`. The first call counts.
pub fn set(name: impl Into<String>) {
    let _ = NAME.set(name.into());
}

/// How somebody calls this program, for messages that name a command.
pub fn name() -> &'static str {
    NAME.get().map_or("farrier", String::as_str)
}

/// The text with the name of this program for each `{farrier}`.
pub fn named(text: &str) -> String {
    text.replace("{farrier}", name())
}
