//! Bodies of CBOR.

use super::format::Format;
#[cfg(feature = "server")]
use crate::codec::cbor::typed;
use crate::codec::cbor::{Reader, Writer};
use crate::protocol::definition::error_metadata;
use crate::protocol::payload::PayloadCodec;
use crate::schema::{Part, SerdeResult, simple_reads};
use crate::serde::{Decoder, DynStructure, ReadElement, ReadEntry, ReadMember, ReadValue, Sink, Source};
#[cfg(feature = "client")]
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_schema::Schema;
use aws_smithy_types::error::metadata::Builder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime};
use std::borrow::Cow;

#[derive(Debug)]
pub(super) struct CborFormat;

impl Format for CborFormat {
    fn name(&self) -> &'static str {
        "rpc-v2-cbor"
    }

    #[cfg(feature = "client")]
    fn feature(&self) -> Option<SmithySdkFeature> {
        Some(SmithySdkFeature::ProtocolRpcV2Cbor)
    }

    #[cfg(feature = "server")]
    fn typed(&self, id: &str, structure: &[u8]) -> Vec<u8> {
        typed(id, structure)
    }
}

impl PayloadCodec for CborFormat {
    fn media_type(&self) -> &str {
        "application/cbor"
    }

    fn write_part(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>> {
        let mut to = Writer::new();
        structure.write_part(part, &mut Sink::new(&mut to))?;
        Ok(to.finish())
    }

    fn read(&self, payload: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        let mut from = Reader::new(payload);
        read(&mut Source::new(&mut from)).map_err(|error| from.locate(&error))
    }

    /// The body may be none of the service but, say, the page of a proxy.
    fn error_metadata(&self, payload: &[u8]) -> Builder {
        let (mut shape, mut message) = (None, None);
        let read = Reader::new(payload).read_map(|key, from| {
            let slot = match &*key {
                "__type" => &mut shape,
                "message" | "Message" | "errorMessage" => &mut message,
                _ => return from.skip_value(),
            };
            // A member of the error may have the name, too, and be something else.
            match from.is_text() {
                true => *slot = Some(from.read_str()?.into_owned()),
                false => from.skip_value()?,
            }
            Ok(())
        });
        if read.is_err() {
            return Builder::default();
        }
        error_metadata(&[shape.as_deref()], message)
    }
}

impl Decoder for Reader<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        self.read_struct(schema, |schema, from| member(schema, &mut Source::new(from)))
    }

    fn read_list(&mut self, _: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        self.read_list(|from| element(&mut Source::new(from)))
    }

    fn read_map(&mut self, _: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        self.read_map(|key, from| entry(key, &mut Source::new(from)))
    }

    fn likely_length(&self) -> usize {
        self.likely_length()
    }

    simple_reads! {
        read_str: Cow<'_, str> = read_str;
        read_boolean: bool = read_boolean;
        read_byte: i8 = read_integer;
        read_short: i16 = read_integer;
        read_integer: i32 = read_integer;
        read_long: i64 = read_integer;
        read_float: f32 = read_float;
        read_double: f64 = read_double;
        read_big_integer: BigInteger = read_big_integer;
        read_big_decimal: BigDecimal = read_big_decimal;
        read_blob: Blob = read_blob;
        read_timestamp: DateTime = read_timestamp;
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }

    fn read_null(&mut self) -> SerdeResult {
        self.read_null()
    }

    fn skip_value(&mut self) -> SerdeResult {
        self.skip_value()
    }

    fn keep_value(&mut self) -> SerdeResult<Option<String>> {
        self.keep_value()
    }
}
