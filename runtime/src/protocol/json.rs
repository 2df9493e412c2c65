//! What the protocols on JSON share.

use super::payload::PayloadCodec;
use crate::codec::json;
use crate::schema::SerdeResult;
use crate::serde::{DynStructure, ReadValue, Sink, Source};
use aws_smithy_types::Document;
use aws_smithy_types::error::metadata;

mod error;

pub(super) use error::metadata as error_metadata;

/// Payloads that are JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonCodec;

impl PayloadCodec for JsonCodec {
    fn media_type(&self) -> &str {
        "application/json"
    }

    fn write(&self, structure: &DynStructure<'_>) -> SerdeResult<Vec<u8>> {
        let mut json = json::Writer::new();
        structure.write(&mut Sink::json(&mut json))?;
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
