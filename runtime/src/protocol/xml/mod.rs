//! What the protocols on XML share.

use super::payload::{PayloadCodec, XmlNamespace};
use crate::codec::xml;
use crate::schema::{Part, SerdeResult};
use crate::serde::{DynStructure, ReadValue, Sink, Source};
use aws_smithy_types::error::metadata;

mod decoder;
mod error;
#[cfg(test)]
pub(super) mod tests;

/// Room for a small request.
const SMALL: usize = 512;

/// Payloads that are XML.
#[derive(Clone, Copy, Debug, Default)]
pub struct XmlCodec {
    /// What root elements declare that have no namespace of their own: that of the service.
    pub namespace: Option<XmlNamespace>,
}

impl XmlCodec {
    /// Writes one value, which is all of a document.
    pub(super) fn write_value(&self, write: &dyn Fn(&mut Sink<'_>) -> SerdeResult) -> SerdeResult<Vec<u8>> {
        let mut out = String::with_capacity(SMALL);
        let namespace = self.namespace.map(|namespace| (namespace.uri, namespace.prefix));
        write(&mut Sink::new(&mut xml::Writer::new(&mut out, namespace)))?;
        Ok(out.into())
    }

    /// Reads the value that is in an element inside of the root, or in the root itself.
    ///
    /// # Errors
    /// The body is damaged, or holds something else.
    #[cfg(feature = "query")]
    pub(super) fn read_in(body: &[u8], element: Option<&str>, read: &mut ReadValue<'_>) -> SerdeResult {
        let mut xml = xml::Reader::new(body)?;
        let mut read = |xml: &mut xml::Reader<'_>| read(&mut Source::new(xml));
        let result = match element {
            Some(element) => xml.inside(element, read),
            None => read(&mut xml),
        };
        result.and_then(|()| xml.finish()).map_err(|error| xml.locate(&error))
    }

    /// The request id that is beside the result in a body.
    #[cfg(feature = "query")]
    pub(super) fn request_id(body: &[u8]) -> Option<String> {
        error::request_id(body)
    }

    /// Reads the members of the error that a body is. They are in its element `Error`, wherever that is; a body that
    /// has none is an error without members.
    ///
    /// # Errors
    /// The body is damaged, or holds something else.
    pub fn read_error(body: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        let mut xml = xml::Reader::new(body)?;
        error::position(&mut xml).and_then(|()| read(&mut Source::new(&mut xml))).map_err(|error| xml.locate(&error))
    }
}

impl PayloadCodec for XmlCodec {
    fn media_type(&self) -> &str {
        "application/xml"
    }

    fn write_part(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>> {
        self.write_value(&|to| structure.write_part(part, to))
    }

    #[cfg(feature = "event-sender")]
    fn write_event(
        &self,
        event: &DynStructure<'_>,
        part: Part,
        namespace: Option<XmlNamespace>,
    ) -> SerdeResult<Vec<u8>> {
        Self { namespace }.write_part(event, part)
    }

    fn read(&self, payload: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        let mut xml = xml::Reader::new(payload)?;
        let result = read(&mut Source::new(&mut xml));
        result.and_then(|()| xml.finish()).map_err(|error| xml.locate(&error))
    }

    fn error_metadata(&self, payload: &[u8]) -> metadata::Builder {
        error::metadata(payload)
    }
}
