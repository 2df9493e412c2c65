//! What should not be used any more.

use serde_json::Value;

use super::{Reader, Trait};

/// `smithy.api#deprecated`: what should not be used any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecated<'a> {
    /// What to use instead, or why it is deprecated.
    pub message: Option<&'a str>,
    /// Since when: a date or version.
    pub since: Option<&'a str>,
}

impl Trait for Deprecated<'_> {
    const ID: &'static str = "smithy.api#deprecated";
    const EXAMPLE: &'static str = r#"{"message": "Use the other one.", "since": "2.0"}"#;
    type Value<'a> = Deprecated<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Deprecated<'a>> {
        let entries = reader.structure(value, &["message", "since"])?;
        let message = reader.optional(entries, "message", Reader::documentation);
        let since = reader.optional(entries, "since", Reader::string)?;
        Some(Deprecated { message: message?, since })
    }
}
