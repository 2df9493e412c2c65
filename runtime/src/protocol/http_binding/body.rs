//! Bodies: what is in them, and how it gets there.

use super::bindings::Bindings;
use crate::protocol::payload::PayloadCodec;
use crate::schema::{Part, SerdeResult, ShapeSchema, raw_media_type};
use crate::serde::{DynStructure, ReadValue, Sink};
use aws_smithy_schema::Schema;

/// The format of bodies that hold structures, unions and documents.
pub(in crate::protocol) struct BodyFormat<'a> {
    pub(in crate::protocol) media_type: &'static str,
    pub(in crate::protocol) codec: &'a dyn PayloadCodec,
    /// What stands in a request for a payload that is a structure without a value.
    pub(in crate::protocol) absent_structure: &'static str,
}

/// Reads the value that a body holds, which is not empty.
pub(in crate::protocol) type ReadBody<'a> = dyn Fn(&[u8], &mut ReadValue<'_>) -> SerdeResult + 'a;

/// What the body of a message holds.
pub(super) enum Content<'a> {
    /// Nothing: no member is left for it.
    Nothing,
    /// The members without a place of their own.
    Document,
    /// This member alone.
    Payload(&'a Schema<'static>),
}

impl<'a> Content<'a> {
    pub(super) fn of(shape: &'a ShapeSchema) -> Self {
        let mut content = Self::Nothing;
        for built in &shape.built().members {
            match built.location.part() {
                Part::Payload => return Self::Payload(built.schema),
                Part::Document => content = Self::Document,
                _ => {}
            }
        }
        content
    }
}

/// A body, and its media type unless a member says another.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: &'static str,
}

/// Writes the body. `None` is no body at all, which differs from one without bytes. `absent_structure` stands for a
/// payload that is a structure without a value.
pub(super) fn write(
    format: &BodyFormat<'_>,
    structure: &DynStructure<'_>,
    bindings: &mut Bindings,
    absent_structure: &'static str,
) -> SerdeResult<Option<Body>> {
    let BodyFormat { media_type, codec, .. } = *format;
    match Content::of(structure.schema()) {
        Content::Nothing => Ok(None),
        Content::Document => Ok(Some(Body { bytes: codec.write_part(structure, Part::Document)?, media_type })),
        Content::Payload(payload) => {
            if let Some(raw) = raw_media_type(payload) {
                structure.write_part(Part::Payload, &mut Sink::new(bindings))?;
                let media_type = payload.media_type().map_or(raw, |media_type| media_type.value());
                return Ok(bindings.payload.take().map(|bytes| Body { bytes, media_type }));
            }
            let mut bytes = codec.write_part(structure, Part::Payload)?;
            if bytes.is_empty() && payload.is_structure() {
                bytes = absent_structure.into();
            }
            Ok((!bytes.is_empty()).then_some(Body { bytes, media_type }))
        }
    }
}
