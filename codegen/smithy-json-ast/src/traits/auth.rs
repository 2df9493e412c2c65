//! Auth traits.

use serde_json::Value;

use super::{Reader, Trait};
use crate::ShapeId;

/// `smithy.api#auth`: the ids of the auth traits that clients choose from, best first. None at all is no
/// authentication.
#[derive(Clone, Copy, Debug)]
pub enum Auth {}

impl Trait for Auth {
    const ID: &'static str = "smithy.api#auth";
    const EXAMPLE: &'static str = r#"["aws.auth#sigv4"]"#;
    type Value<'a> = Vec<&'a str>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Vec<&'a str>> {
        reader.list(value, |reader, item| match item.as_str().filter(|id| ShapeId::parse(id).is_ok()) {
            Some(id) => Some(id),
            None => reader.wrong("the id of an auth trait", item),
        })
    }
}

/// `aws.auth#sigv4`: a service that takes requests signed with SigV4. The value is the name it signs for.
#[derive(Clone, Copy, Debug)]
pub enum SigV4 {}

/// `aws.auth#sigv4a`: a service that takes requests signed with SigV4a. The value is the name it signs for.
#[derive(Clone, Copy, Debug)]
pub enum SigV4a {}

impl Trait for SigV4 {
    const ID: &'static str = "aws.auth#sigv4";
    const EXAMPLE: &'static str = r#"{"name": "dynamodb"}"#;
    type Value<'a> = &'a str;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
        signing_name(reader, value)
    }
}

impl Trait for SigV4a {
    const ID: &'static str = "aws.auth#sigv4a";
    const EXAMPLE: &'static str = SigV4::EXAMPLE;
    type Value<'a> = &'a str;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
        signing_name(reader, value)
    }
}

fn signing_name<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
    let entries = reader.structure(value, &["name"])?;
    reader.required(entries, "name", Reader::non_empty)
}
