//! [restXml](https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html): members are bound to parts of a message,
//! and the rest of them are elements of one that is named after the shape.

#[cfg(feature = "server")]
mod server;
#[cfg(test)]
mod tests;

use super::definition::{OperationSchema, Protocol, Request, Response};
use super::http_binding::{self, BodyFormat, SplitEndpoint};
use super::message::body;
use super::payload::PayloadCodec;
use super::xml::XmlCodec;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure, ReadValue};
use aws_smithy_types::error::metadata;

/// `aws.protocols#restXml`
pub static REST_XML: RestXml = RestXml { wraps_errors: true, split_endpoint: None };

/// `aws.protocols#restXml` with `noErrorWrapping`: an error has no element around it. Errors are read either way.
pub static REST_XML_UNWRAPPED_ERRORS: RestXml = RestXml { wraps_errors: false, split_endpoint: None };

/// The protocol.
#[derive(Debug)]
#[cfg_attr(not(feature = "server"), expect(dead_code, reason = "which the way back alone has to know"))]
pub struct RestXml {
    wraps_errors: bool,
    split_endpoint: Option<SplitEndpoint>,
}

#[cfg(feature = "s3")]
impl RestXml {
    /// [`REST_XML_UNWRAPPED_ERRORS`] of a service whose endpoints have a label of each path.
    pub(crate) const fn in_endpoint(split: SplitEndpoint) -> Self {
        Self { wraps_errors: false, split_endpoint: Some(split) }
    }
}

fn codec(operation: &OperationSchema) -> XmlCodec {
    XmlCodec { namespace: operation.service.xml_namespace }
}

/// Bodies that are XML.
fn xml(codec: &XmlCodec) -> BodyFormat<'_> {
    BodyFormat { media_type: "application/xml", codec, absent_structure: "" }
}

fn read(body: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
    XmlCodec::default().read(body, read)
}

impl Protocol for RestXml {
    fn id(&self) -> &str {
        "aws.protocols#restXml"
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        http_binding::request(operation, input, &xml(&codec(operation)))
    }

    fn output(&self, _: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::read(response, output, &read)
    }

    fn error_metadata(&self, _: &OperationSchema, response: &Response) -> metadata::Builder {
        XmlCodec::default().error_metadata(body(response))
    }

    fn error(&self, _: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::read(response, error, &XmlCodec::read_error)
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        &XmlCodec { namespace: None }
    }

    #[cfg(feature = "test-util")]
    fn tells_empty(&self) -> bool {
        false
    }

    #[cfg(feature = "server")]
    fn match_score(
        &self,
        operation: &OperationSchema,
        input: &'static ShapeSchema,
        request: &Request,
    ) -> Option<usize> {
        http_binding::match_score(operation, input, request, self.split_endpoint)
    }

    #[cfg(feature = "server")]
    fn input(&self, operation: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::input(operation, request, input, &read, self.split_endpoint)
    }

    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        let code = operation.http.map_or(200, |http| http.code);
        http_binding::response(output, code, &xml(&codec(operation)))
    }

    #[cfg(feature = "server")]
    fn error_response(
        &self,
        operation: &OperationSchema,
        error: &DynStructure<'_>,
        status: u16,
    ) -> SerdeResult<Response> {
        server::error_response(error, status, &xml(&codec(operation)), self.wraps_errors)
    }
}
