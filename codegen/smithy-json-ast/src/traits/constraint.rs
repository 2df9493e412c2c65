//! Constraint traits.

use serde_json::{Map, Number, Value};

use super::{Reader, Trait};

/// `smithy.api#length`: how long a string, blob, list or map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The least, 0 if left out.
    pub min: u64,
    /// The most.
    pub max: Option<u64>,
}

impl Trait for Length {
    const ID: &'static str = "smithy.api#length";
    const EXAMPLE: &'static str = r#"{"min": 1, "max": 10}"#;
    type Value<'a> = Self;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self> {
        let entries = bounds(reader, value)?;
        let min = reader.optional(entries, "min", Reader::natural);
        let max = reader.optional(entries, "max", Reader::natural)?;
        let min = min?.unwrap_or(0);
        if max.is_some_and(|max| min > max) {
            return empty(reader);
        }
        Some(Self { min, max })
    }
}

/// `smithy.api#range`: how small and how large a number is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range<'a> {
    /// The least.
    pub min: Option<&'a Number>,
    /// The greatest.
    pub max: Option<&'a Number>,
}

impl Trait for Range<'_> {
    const ID: &'static str = "smithy.api#range";
    const EXAMPLE: &'static str = r#"{"min": -1.5, "max": 10}"#;
    type Value<'a> = Range<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Range<'a>> {
        let entries = bounds(reader, value)?;
        let min = reader.optional(entries, "min", Reader::number);
        let max = reader.optional(entries, "max", Reader::number)?;
        let range = Range { min: min?, max };
        let [least, greatest] = [range.min, range.max].map(|bound| bound.and_then(Number::as_f64));
        if least.zip(greatest).is_some_and(|(least, greatest)| least > greatest) {
            return empty(reader);
        }
        Some(range)
    }
}

/// `smithy.api#pattern`: an ECMAScript regular expression that a string matches.
#[derive(Clone, Copy, Debug)]
pub enum Pattern {}

impl Trait for Pattern {
    const ID: &'static str = "smithy.api#pattern";
    const EXAMPLE: &'static str = r#""^[a-z]+$""#;
    type Value<'a> = &'a str;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
        reader.string(value)
    }
}

/// `min`, `max` or both.
fn bounds<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a Map<String, Value>> {
    let entries = reader.structure(value, &["min", "max"])?;
    if !entries.contains_key("min") && !entries.contains_key("max") {
        let message = format!("{} needs the key `min` or `max`", reader.subject());
        return reader.error(message);
    }
    Some(entries)
}

fn empty<T>(reader: &mut Reader<'_>) -> Option<T> {
    let message = format!("{} allows nothing: its `min` is greater than its `max`", reader.subject());
    reader.error(message)
}
