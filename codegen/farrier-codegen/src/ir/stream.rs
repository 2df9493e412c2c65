//! Streams: of events, and of bytes.

use super::operation::Operation;
use super::shape::{ErrorRef, Field, Structure, Type, Usage};
use smithy_json_ast::traits::Http2;

/// The exceptions of a stream of events.
#[derive(Debug)]
pub(crate) struct EventError {
    pub(crate) module: String,
    /// That of the union.
    pub(crate) usage: Usage,
    pub(crate) ident: String,
    /// The union.
    pub(crate) event: String,
    /// The features by which the events are sent.
    pub(crate) sent_by: Vec<String>,
    /// Their codes are the names of the members of the union.
    pub(crate) errors: Vec<ErrorRef>,
}

impl Operation {
    /// Whether the service would rather be spoken to by HTTP/2.
    pub(crate) fn prefers_http2(&self, of_service: Http2) -> bool {
        match (self.input.sent_events().is_some(), self.output.events().is_some()) {
            // No other version can do it.
            (true, true) => true,
            (false, false) => of_service.others,
            _ => of_service.events,
        }
    }
}

impl Structure {
    /// The stream of events that are received, if it has one: no member on the wire.
    pub(crate) fn events(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_events())
    }

    /// The stream of events that are sent, if it has one: no member on the wire.
    pub(crate) fn sent_events(&self) -> Option<&Field> {
        self.fields.iter().find(|field| matches!(field.ty, Type::EventSender(_)))
    }

    /// The stream of bytes, if it has one: no member on the wire.
    pub(crate) fn bytes(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_bytes())
    }

    /// Whether it has a stream, and so can be neither copied nor compared.
    pub(crate) fn streams(&self) -> bool {
        self.fields.iter().any(Field::is_stream)
    }

    /// The members that are written and read.
    pub(crate) fn wire_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.is_stream())
    }
}

impl Field {
    /// Whether it is a stream of events that are received.
    pub(crate) fn is_events(&self) -> bool {
        matches!(self.ty, Type::EventReceiver(_))
    }

    /// Whether it is a stream of bytes.
    pub(crate) fn is_bytes(&self) -> bool {
        matches!(self.ty, Type::ByteStream)
    }

    fn is_stream(&self) -> bool {
        matches!(self.ty, Type::EventReceiver(_) | Type::EventSender(_) | Type::ByteStream)
    }
}
