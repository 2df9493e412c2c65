use crate::schema::{Part, SerdeResult};
use crate::serde::{DynStructure, ReadValue};
use aws_smithy_types::error::metadata;
use std::fmt;

/// `@xmlNamespace`
#[derive(Clone, Copy, Debug)]
pub struct XmlNamespace {
    /// The URI of the namespace.
    pub uri: &'static str,
    /// The prefix that is declared; without one it is the default namespace.
    pub prefix: Option<&'static str>,
}

/// The format of a payload: bytes that hold one structure and nothing else.
pub trait PayloadCodec: fmt::Debug + Send + Sync {
    /// The media type of the payload of an event.
    fn media_type(&self) -> &str;

    /// Writes a structure.
    ///
    /// # Errors
    /// The format cannot hold a value.
    fn write(&self, structure: &DynStructure<'_>) -> SerdeResult<Vec<u8>> {
        self.write_part(structure, Part::Whole)
    }

    /// Writes a structure that has the members of a part and no other, or the one that is a payload.
    ///
    /// # Errors
    /// The format cannot hold a value.
    fn write_part(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>>;

    /// Writes the payload of an event of a service, whose root elements declare a namespace if the format has such.
    ///
    /// # Errors
    /// The format cannot hold a value.
    #[cfg(feature = "event-sender")]
    fn write_event(&self, event: &DynStructure<'_>, part: Part, _: Option<XmlNamespace>) -> SerdeResult<Vec<u8>> {
        self.write_part(event, part)
    }

    /// Reads the value that a payload holds. An empty payload is an empty structure.
    ///
    /// # Errors
    /// The payload is damaged, or holds something else.
    fn read(&self, payload: &[u8], read: &mut ReadValue<'_>) -> SerdeResult;

    /// Code and message of an exception in an event stream, as far as they can be found.
    fn error_metadata(&self, payload: &[u8]) -> metadata::Builder;
}
