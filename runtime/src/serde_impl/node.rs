//! [`Node`]: a value between a schema and a format.

use crate::schema::ShapeSchema;
use aws_smithy_schema::Schema;
use aws_smithy_types::{Blob, Document, Number, base64};
use serde::de::{
    self, Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::fmt;

/// A value as formats have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Bool(bool),
    /// A whole number below zero.
    Negative(i64),
    Natural(u64),
    /// A number that is finite.
    Float(f64),
    /// The same in fewer digits.
    Single(f32),
    /// A number that was read of which none of these may have all digits.
    Digits(String),
    String(String),
    Bytes(Vec<u8>),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
    /// A structure that was written: a map whose keys are names of the model.
    Members(Vec<(String, Self)>),
}

impl Node {
    pub(super) fn integer(value: i64) -> Self {
        u64::try_from(value).map_or(Self::Negative(value), Self::Natural)
    }

    /// What JSON has for a float: it writes those that are no numbers as strings.
    pub(super) fn float(value: f64) -> Self {
        if value.is_finite() { Self::Float(value) } else { Self::String(not_finite(value).to_owned()) }
    }

    pub(super) fn single(value: f32) -> Self {
        if value.is_finite() { Self::Single(value) } else { Self::String(not_finite(value.into()).to_owned()) }
    }

    /// A number in JSON.
    fn number(digits: String) -> Self {
        let integer = digits.parse().map(Self::Natural).or_else(|_| digits.parse().map(Self::integer));
        integer.unwrap_or(Self::Digits(digits))
    }

    /// The digits of a number.
    pub(super) fn digits(&self) -> Option<String> {
        Some(match self {
            Self::Negative(value) => value.to_string(),
            Self::Natural(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Single(value) => value.to_string(),
            Self::Digits(digits) => digits.clone(),
            _ => return None,
        })
    }

    pub(super) fn document(value: &Document) -> Self {
        match value {
            Document::Null => Self::Null,
            Document::Bool(value) => Self::Bool(*value),
            Document::Number(Number::PosInt(value)) => Self::Natural(*value),
            Document::Number(Number::NegInt(value)) => Self::integer(*value),
            Document::Number(Number::Float(value)) => Self::float(*value),
            Document::String(value) => Self::String(value.clone()),
            Document::Array(items) => Self::List(items.iter().map(Self::document).collect()),
            Document::Object(entries) => {
                Self::Map(entries.iter().map(|(key, value)| (key.clone(), Self::document(value))).collect())
            }
        }
    }

    /// The way back of [`document`](Self::document). Bytes are a string in base64.
    pub(super) fn to_document(&self) -> Document {
        match self {
            Self::Null => Document::Null,
            Self::Bool(value) => (*value).into(),
            Self::Negative(value) => Document::Number(Number::NegInt(*value)),
            Self::Natural(value) => Document::Number(Number::PosInt(*value)),
            Self::Float(value) => Document::Number(Number::Float(*value)),
            Self::Single(value) => Document::Number(Number::Float((*value).into())),
            Self::Digits(digits) => {
                finite(digits).map_or_else(|| digits.as_str().into(), |value| Document::Number(Number::Float(value)))
            }
            Self::String(value) => value.as_str().into(),
            Self::Bytes(bytes) => base64::encode(bytes).into(),
            Self::List(items) => items.iter().map(Self::to_document).collect::<Vec<_>>().into(),
            Self::Map(entries) | Self::Members(entries) => {
                Document::Object(entries.iter().map(|(key, value)| (key.clone(), value.to_document())).collect())
            }
        }
    }

    /// What it is, for an error: the value may be secret.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Negative(_) | Self::Natural(_) => "an integer",
            Self::Float(_) | Self::Single(_) => "a float",
            Self::Digits(_) => "a number",
            Self::String(_) => "a string",
            Self::Bytes(_) => "bytes",
            Self::List(_) => "a list",
            Self::Map(_) | Self::Members(_) => "a map",
        }
    }
}

/// The float nearest to a number, if it is not too large for one.
pub(super) fn finite(digits: &str) -> Option<f64> {
    digits.parse().ok().filter(|value: &f64| value.is_finite())
}

fn not_finite(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        _ => "NaN",
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Negative(value) => to.serialize_i64(*value),
            Self::Natural(value) => to.serialize_u64(*value),
            Self::Float(value) => to.serialize_f64(*value),
            Self::Single(value) => to.serialize_f32(*value),
            Self::Digits(value) | Self::String(value) => to.serialize_str(value),
            Self::Bytes(bytes) if to.is_human_readable() => to.serialize_str(&base64::encode(bytes)),
            Self::Bytes(bytes) => to.serialize_bytes(bytes),
            Self::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Map(entries) | Self::Members(entries) => {
                let mut map = to.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Any)
    }
}

/// Reads whatever there is.
#[derive(Clone, Copy)]
struct Any;

/// The one key of the map that a number is for `serde_json` with its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// The variant that a value with a tag of CBOR is for `ciborium`. What tags there are the schema knows.
const TAGGED: &str = "@@TAGGED@@";

/// Whether a text is a number in JSON, and not one of those that are in strings.
fn is_number(text: &str) -> bool {
    text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

impl<'de> Visitor<'de> for Any {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a model")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        Node::deserialize(from)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Natural(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        Ok(Node::number(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        Ok(Node::number(value.to_string()))
    }

    fn visit_f32<E: de::Error>(self, value: f32) -> Result<Node, E> {
        Ok(Node::single(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::float(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<Node, E> {
        Ok(Node::Bytes(value.to_owned()))
    }

    fn visit_byte_buf<E: de::Error>(self, value: Vec<u8>) -> Result<Node, E> {
        Ok(Node::Bytes(value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        Node::deserialize(from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        // Lengths are what the input says, and are not trusted with memory.
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(match <[_; 1]>::try_from(map) {
            Ok([(key, Node::String(digits))]) if key == NUMBER && is_number(&digits) => Node::number(digits),
            Ok(entry) => Node::Map(entry.into()),
            Err(map) => Node::Map(map),
        })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, value: A) -> Result<Node, A::Error> {
        let (name, value) = value.variant::<String>()?;
        let tag_and_value = (name == TAGGED).then(|| value.tuple_variant(2, self)).transpose()?;
        match tag_and_value {
            Some(Node::List(items)) => items.into_iter().next_back().ok_or_else(|| de::Error::invalid_length(0, &self)),
            _ => Err(de::Error::invalid_type(Unexpected::Enum, &self)),
        }
    }
}

/// The bytes of a blob: base64 where the format has no bytes of its own, or a list of numbers where it calls them that.
pub(super) fn blob(node: &Node) -> Option<Blob> {
    let byte = |item: &Node| match item {
        Node::Natural(value) => u8::try_from(*value).ok(),
        _ => None,
    };
    match node {
        Node::Bytes(bytes) => Some(Blob::new(bytes.clone())),
        Node::String(text) => base64::decode(text).ok().map(Blob::new),
        Node::List(items) => items.iter().map(byte).collect::<Option<Vec<u8>>>().map(Blob::new),
        _ => None,
    }
}

/// What a member of a shape is called: by its JSON name, unless another is called so. That is the message which each
/// error has besides its members.
pub(crate) fn name<'a>(shape: Option<&ShapeSchema>, member: &'a Schema<'_>) -> &'a str {
    let own = member.member_name().unwrap_or_default();
    let called = |other: &Schema<'_>, name: &str| {
        other.member_name() != Some(own)
            && other.json_name().map_or(other.member_name() == Some(name), |other| other.value() == name)
    };
    let others = || shape.into_iter().flat_map(|shape| shape.built().members.iter());
    let json = member.json_name().map(|name| name.value());
    json.filter(|name| !others().any(|other| called(other.schema, name))).unwrap_or(own)
}
