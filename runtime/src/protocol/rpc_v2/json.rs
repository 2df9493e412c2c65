//! Bodies of JSON. Unlike those of awsJson they have big numbers in strings, which no parser rounds.

use super::format::Format;
use crate::codec::json::Writer;
use crate::protocol::json::{self, JsonCodec};
use crate::protocol::payload::PayloadCodec;
use crate::schema::{Part, SerdeResult};
use crate::serde::{DynStructure, ReadValue, Sink};
use aws_smithy_types::error::metadata;

#[derive(Debug)]
pub(super) struct JsonFormat;

impl Format for JsonFormat {
    fn name(&self) -> &'static str {
        "rpc-v2-json"
    }

    #[cfg(feature = "server")]
    fn typed(&self, id: &str, structure: &[u8]) -> Vec<u8> {
        json::typed(id, structure)
    }
}

impl PayloadCodec for JsonFormat {
    fn media_type(&self) -> &str {
        JsonCodec.media_type()
    }

    fn write_part(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>> {
        let mut to = Writer::with_big_numbers_in_strings();
        structure.write_part(part, &mut Sink::json(&mut to))?;
        Ok(to.finish())
    }

    fn read(&self, payload: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        JsonCodec.read(payload, read)
    }

    fn error_metadata(&self, payload: &[u8]) -> metadata::Builder {
        json::shape_and_message(payload)
    }
}
