//! What the protocols on JSON share.

use super::payload::PayloadCodec;
use crate::codec::json;
use crate::schema::{Part, SerdeResult};
use crate::serde::{DynStructure, ReadValue, Sink, Source};
use aws_smithy_types::Document;
use aws_smithy_types::error::metadata;

mod error;

pub(super) use error::metadata as error_metadata;
#[cfg(feature = "rpc-v2-json")]
pub(super) use error::shape_and_message;

/// Payloads that are JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonCodec;

impl PayloadCodec for JsonCodec {
    fn media_type(&self) -> &str {
        "application/json"
    }

    fn write_part(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>> {
        let mut json = json::Writer::new();
        structure.write_part(part, &mut Sink::json(&mut json))?;
        Ok(json.finish())
    }

    fn read(&self, payload: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        let mut json = json::Body::new(payload)?;
        read(&mut Source::json(json.reader())).map_err(|error| json.locate(&error))
    }

    fn error_metadata(&self, payload: &[u8]) -> metadata::Builder {
        error_metadata(payload, None)
    }
}

/// A document from its JSON form.
///
/// # Errors
/// The text is no JSON value.
pub fn parse_document(json: &str) -> SerdeResult<Document> {
    json::Body::new(json.as_bytes())?.reader().read_document(&aws_smithy_schema::prelude::DOCUMENT)
}

/// An object that was written, with the id of its shape before its members.
#[cfg(all(feature = "server", any(feature = "aws-json", feature = "rpc-v2-json")))]
pub(super) fn typed(id: &str, object: &[u8]) -> Vec<u8> {
    let mut named = json::Writer::new();
    named.open(b'{');
    named.string("__type", b':');
    named.string(id, b',');
    let mut typed = named.finish();
    // What follows are the members, after the bracket that opens them, or the one that closes an empty object.
    typed.extend((object != b"{}").then_some(b','));
    typed.extend_from_slice(&object[1..]);
    typed
}
