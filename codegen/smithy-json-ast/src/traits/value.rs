//! Traits that decide what values there are and how they are written.

use serde_json::Value;

use super::{Reader, Trait};

/// `smithy.api#default`: the value of a member or shape that is not set. Null on a member takes that of its target
/// away.
#[derive(Clone, Copy, Debug)]
pub enum DefaultValue {}

impl Trait for DefaultValue {
    const ID: &'static str = "smithy.api#default";
    const EXAMPLE: &'static str = "0";
    type Value<'a> = &'a Value;

    fn read<'a>(_: &mut Reader<'a>, value: &'a Value) -> Option<&'a Value> {
        Some(value)
    }
}

/// `smithy.api#enumValue`: the value of a member of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EnumValue<'a> {
    /// In an `enum`.
    String(&'a str),
    /// In an `intEnum`.
    Integer(i64),
}

impl Trait for EnumValue<'_> {
    const ID: &'static str = "smithy.api#enumValue";
    const EXAMPLE: &'static str = r#""value""#;
    type Value<'a> = EnumValue<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<EnumValue<'a>> {
        match (value.as_str(), value.as_i64()) {
            (Some(text), _) => Some(EnumValue::String(text)),
            (_, Some(number)) => Some(EnumValue::Integer(number)),
            _ => reader.wrong("a string or an integer", value),
        }
    }
}

/// `smithy.api#error`: a structure that is an error, and whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// That of the request.
    Client,
    /// That of the service.
    Server,
}

impl Trait for Error {
    const ID: &'static str = "smithy.api#error";
    const EXAMPLE: &'static str = r#""client""#;
    type Value<'a> = Self;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self> {
        reader.one_of(value, &[("client", Self::Client), ("server", Self::Server)])
    }
}

/// `smithy.api#mixin`: a shape whose parts others take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixin<'a> {
    /// The ids of the traits that they do not take over.
    pub local_traits: Vec<&'a str>,
}

impl Trait for Mixin<'_> {
    const ID: &'static str = "smithy.api#mixin";
    const EXAMPLE: &'static str = r#"{"localTraits": ["smithy.api#documentation"]}"#;
    type Value<'a> = Mixin<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Mixin<'a>> {
        let entries = reader.structure(value, &["localTraits"])?;
        let ids = reader.optional(entries, "localTraits", |reader, value| reader.list(value, Reader::string))?;
        Some(Mixin { local_traits: ids.unwrap_or_default() })
    }
}

/// `smithy.api#timestampFormat`: how a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// As RFC 3339 has it.
    DateTime,
    /// As RFC 7231 has it: `IMF-fixdate`.
    HttpDate,
    /// As a number of seconds.
    EpochSeconds,
}

impl TimestampFormat {
    /// The value of the trait.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::HttpDate => "http-date",
            Self::EpochSeconds => "epoch-seconds",
        }
    }
}

impl Trait for TimestampFormat {
    const ID: &'static str = "smithy.api#timestampFormat";
    const EXAMPLE: &'static str = r#""date-time""#;
    type Value<'a> = Self;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self> {
        let formats = [Self::DateTime, Self::HttpDate, Self::EpochSeconds];
        reader.one_of(value, &formats.map(|format| (format.as_str(), format)))
    }
}
