use crate::protocol::definition::OperationSchema;
use crate::protocol::http_binding::BodyFormat;
use crate::protocol::payload::PayloadCodec as _;
use crate::protocol::xml::XmlCodec;
use crate::schema::{Part, SerdeResult};
use crate::serde::{DynStructure, ReadValue};

/// Bodies that are XML.
pub(super) struct XmlBody {
    codec: XmlCodec,
    is_error: bool,
}

impl XmlBody {
    /// The bodies of inputs and outputs.
    pub(super) fn of(operation: &OperationSchema) -> Self {
        Self { codec: XmlCodec { namespace: operation.service.xml_namespace }, is_error: false }
    }

    /// The bodies of errors, whose members have an envelope around them.
    pub(super) fn of_error(operation: &OperationSchema) -> Self {
        Self { is_error: true, ..Self::of(operation) }
    }
}

impl BodyFormat for XmlBody {
    fn media_type(&self) -> &'static str {
        "application/xml"
    }

    fn write(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>> {
        self.codec.write_part(structure, part)
    }

    fn absent_structure(&self) -> &'static str {
        ""
    }

    fn read(&self, body: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        if self.is_error { XmlCodec::read_error(body, read) } else { self.codec.read(body, read) }
    }
}
