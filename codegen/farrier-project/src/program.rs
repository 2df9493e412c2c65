//! What Farrier is called here.

use std::sync::OnceLock;

static NAME: OnceLock<&'static str> = OnceLock::new();

/// Sets how somebody calls this program: `farrier`, or `cargo xtask`. The first call counts.
pub fn set(name: &'static str) {
    let _ = NAME.set(name);
}

/// How somebody calls this program, for messages that name a command.
pub fn name() -> &'static str {
    NAME.get().copied().unwrap_or("farrier")
}

/// The text with the name of this program for each `{farrier}`.
pub fn named(text: &str) -> String {
    text.replace("{farrier}", name())
}
