use super::definition::{OperationSchema, Protocol, Request, Response};
use super::payload::PayloadCodec;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::schema::{Part, SerdeResult};
use crate::serde::{Adapted, DynBuilder, DynStructure, ReadValue, Sink, Source};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_schema::protocol::{ClientProtocolInner, ServiceShapeName, ServiceVersion};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::error::metadata;
use std::sync::OnceLock;

/// A [`Protocol`] of any client protocol of `aws-smithy-schema`.
///
/// It is made on first use, because a protocol is a constant of the generated crate.
#[derive(Debug)]
pub struct Adapter<P> {
    make: fn() -> P,
    inner: OnceLock<P>,
}

impl<P: ClientProtocolInner> Adapter<P> {
    /// The protocol that `make` makes.
    pub const fn new(make: fn() -> P) -> Self {
        Self { make, inner: OnceLock::new() }
    }

    fn inner(&self) -> &P {
        self.inner.get_or_init(self.make)
    }
}

impl<P: ClientProtocolInner<Request = Request, Response = Response> + 'static> Protocol for Adapter<P> {
    fn id(&self) -> &str {
        self.inner().protocol_id().as_str()
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        self.inner().serialize_request(&input.part(Part::Whole), input.schema().schema(), "", &facts(operation))
    }

    fn output(&self, operation: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        let facts = facts(operation);
        let mut members = self.inner().deserialize_response(response, output.schema().schema(), &facts)?;
        output.read(&mut Source::new(&mut Adapted(&mut *members)))
    }

    fn error_metadata(&self, operation: &OperationSchema, response: &Response) -> metadata::Builder {
        self.inner().parse_error_metadata(response, &facts(operation)).unwrap_or_default()
    }

    fn error(&self, operation: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        let facts = facts(operation);
        let mut members = self.inner().deserialize_error_response(response, &facts)?;
        error.read(&mut Source::new(&mut Adapted(&mut *members)))
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        self
    }

    #[cfg(feature = "server")]
    fn match_score(&self, _: &OperationSchema, _: &'static ShapeSchema, _: &Request) -> Option<usize> {
        None
    }

    #[cfg(feature = "server")]
    fn input(&self, _: &OperationSchema, _: &Request, _: &mut DynBuilder<'_>) -> SerdeResult {
        Err(no_way_back())
    }

    #[cfg(feature = "server")]
    fn response(&self, _: &OperationSchema, _: &DynStructure<'_>) -> SerdeResult<Response> {
        Err(no_way_back())
    }

    #[cfg(feature = "server")]
    fn error_response(&self, _: &OperationSchema, _: &DynStructure<'_>, _: u16) -> SerdeResult<Response> {
        Err(no_way_back())
    }
}

impl<P: ClientProtocolInner + 'static> PayloadCodec for Adapter<P> {
    fn media_type(&self) -> &str {
        self.inner().event_stream_media_type().unwrap_or("application/octet-stream")
    }

    fn write_part(&self, structure: &DynStructure<'_>, part: Part) -> SerdeResult<Vec<u8>> {
        let codec = self.inner().payload_codec().ok_or_else(no_payloads)?;
        let mut to = codec.create_serializer();
        structure.write_part(part, &mut Sink::new(&mut *to))?;
        Ok(to.finish_boxed())
    }

    fn read(&self, payload: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
        let codec = self.inner().payload_codec().ok_or_else(no_payloads)?;
        let mut from = codec.create_deserializer(payload);
        read(&mut Source::new(&mut Adapted(&mut *from)))
    }

    fn error_metadata(&self, payload: &[u8]) -> metadata::Builder {
        self.inner().parse_event_stream_error_metadata(payload).unwrap_or_default()
    }
}

/// What protocols of AWS look up in the configuration of a client.
fn facts(operation: &OperationSchema) -> ConfigBag {
    let mut layer = Layer::new("protocol");
    layer.store_put(ServiceShapeName::new(operation.service.name));
    layer.store_put(ServiceVersion::new(operation.service.api_version));
    layer.store_put(Metadata::new(operation.name, operation.service.name));
    ConfigBag::of_layers(vec![layer])
}

fn no_payloads() -> SerdeError {
    SerdeError::unsupported("the protocol has no events")
}

#[cfg(feature = "server")]
fn no_way_back() -> SerdeError {
    SerdeError::unsupported("the protocols of aws-smithy-schema are those of clients")
}
