//! What members and shapes are in XML.

use serde_json::Value;

use super::{Reader, Trait};

/// `smithy.api#xmlName`: what an element or attribute is called, with its prefix.
#[derive(Clone, Copy, Debug)]
pub enum XmlName {}

impl Trait for XmlName {
    const ID: &'static str = "smithy.api#xmlName";
    const EXAMPLE: &'static str = r#""xsi:type""#;
    type Value<'a> = &'a str;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
        reader.text("the name of an element, with or without a prefix", value, |text| {
            let mut parts = text.splitn(2, ':');
            parts.all(is_name)
        })
    }
}

/// `smithy.api#xmlNamespace`: a namespace that an element declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlNamespace<'a> {
    /// Its URI.
    pub uri: &'a str,
    /// The prefix it is declared for; without one it is that of names without a prefix.
    pub prefix: Option<&'a str>,
}

impl Trait for XmlNamespace<'_> {
    const ID: &'static str = "smithy.api#xmlNamespace";
    const EXAMPLE: &'static str = r#"{"uri": "http://example.com", "prefix": "ex"}"#;
    type Value<'a> = XmlNamespace<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<XmlNamespace<'a>> {
        let entries = reader.structure(value, &["uri", "prefix"])?;
        let uri = reader.required(entries, "uri", Reader::non_empty);
        let prefix = reader
            .optional(entries, "prefix", |reader, value| reader.text("a name without a colon", value, is_name))?;
        uri.map(|uri| XmlNamespace { uri, prefix })
    }
}

/// A name as the specification has them: letters, digits, `_` and `-`.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}
