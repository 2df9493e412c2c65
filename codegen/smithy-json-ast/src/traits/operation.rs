//! Traits of operations and their errors.

use serde_json::Value;

use super::{Reader, Trait};

/// `smithy.api#endpoint`: what an operation puts before the host. Names in braces stand for input members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint<'a> {
    /// The text with labels, not empty.
    pub host_prefix: &'a str,
}

impl Trait for Endpoint<'_> {
    const ID: &'static str = "smithy.api#endpoint";
    const EXAMPLE: &'static str = r#"{"hostPrefix": "{account}.data."}"#;
    type Value<'a> = Endpoint<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Endpoint<'a>> {
        let entries = reader.structure(value, &["hostPrefix"])?;
        reader.required(entries, "hostPrefix", Reader::non_empty).map(|host_prefix| Endpoint { host_prefix })
    }
}

/// `smithy.api#paginated`: how to go through the pages of results. On a service: what its operations leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paginated<'a> {
    /// The input member with the token.
    pub input_token: Option<&'a str>,
    /// The path to the token in the output.
    pub output_token: Option<&'a str>,
    /// The path to the items in the output.
    pub items: Option<&'a str>,
    /// The input member with the number of items of a page.
    pub page_size: Option<&'a str>,
}

impl Trait for Paginated<'_> {
    const ID: &'static str = "smithy.api#paginated";
    const EXAMPLE: &'static str = r#"{"inputToken": "token", "outputToken": "page.token", "items": "page.items"}"#;
    type Value<'a> = Paginated<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Paginated<'a>> {
        const KEYS: [&str; 4] = ["inputToken", "outputToken", "items", "pageSize"];
        let entries = reader.structure(value, &KEYS)?;
        let [input_token, output_token, items, page_size] =
            KEYS.map(|key| reader.optional(entries, key, Reader::non_empty));
        Some(Paginated { input_token: input_token?, output_token: output_token?, items: items?, page_size: page_size? })
    }
}

/// `smithy.api#requestCompression`: an operation whose requests can be compressed, by gzip, which is the one encoding
/// the specification has.
#[derive(Clone, Copy, Debug)]
pub enum RequestCompression {}

impl Trait for RequestCompression {
    const ID: &'static str = "smithy.api#requestCompression";
    const EXAMPLE: &'static str = r#"{"encodings": ["gzip"]}"#;
    type Value<'a> = ();

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<()> {
        let entries = reader.structure(value, &["encodings"])?;
        reader.required(entries, "encodings", |reader, value| {
            match reader.list(value, |reader, item| reader.one_of(item, &[("gzip", ())]))?.as_slice() {
                [] => reader.wrong("a list with `gzip`", value),
                _ => Some(()),
            }
        })
    }
}

/// `smithy.api#retryable`: an error after which the same request may succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retryable {
    /// Whether the service has too much to do.
    pub throttling: bool,
}

impl Trait for Retryable {
    const ID: &'static str = "smithy.api#retryable";
    const EXAMPLE: &'static str = r#"{"throttling": true}"#;
    type Value<'a> = Self;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self> {
        let entries = reader.structure(value, &["throttling"])?;
        let throttling = reader.optional(entries, "throttling", Reader::boolean)?;
        Some(Self { throttling: throttling.unwrap_or(false) })
    }
}
