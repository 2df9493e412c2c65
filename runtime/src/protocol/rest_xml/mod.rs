//! [restXml](https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html): members are bound to parts of a message, and
//! the rest of them are elements of one that is named after the shape.

mod body;
#[cfg(feature = "server")]
mod server;
#[cfg(test)]
mod tests;

use super::definition::{OperationSchema, Protocol, Request, Response};
use super::http_binding;
use super::payload::PayloadCodec;
use super::xml::XmlCodec;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_types::error::metadata;
use body::XmlBody;

/// `aws.protocols#restXml`
pub static REST_XML: RestXml = RestXml { wraps_errors: true };

/// `aws.protocols#restXml` with `noErrorWrapping`: an error has no element around it. Errors are read either way.
pub static REST_XML_UNWRAPPED_ERRORS: RestXml = RestXml { wraps_errors: false };

/// The protocol.
#[derive(Debug)]
pub struct RestXml {
    /// Which the way back alone has to know.
    #[cfg_attr(
        not(feature = "server"),
        expect(dead_code, reason = "a constant of generated code, whatever the features")
    )]
    wraps_errors: bool,
}

impl Protocol for RestXml {
    fn id(&self) -> &str {
        "aws.protocols#restXml"
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        http_binding::request(operation, input, &XmlBody::of(operation))
    }

    fn output(&self, operation: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::read(response, output, &XmlBody::of(operation))
    }

    fn error_metadata(&self, _: &OperationSchema, response: &Response) -> metadata::Builder {
        XmlCodec::default().error_metadata(response.body().bytes().unwrap_or_default())
    }

    fn error(&self, operation: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::read(response, error, &XmlBody::of_error(operation))
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        &XmlCodec { namespace: None }
    }

    #[cfg(feature = "server")]
    fn claims(&self, operation: &OperationSchema, input: &'static ShapeSchema, request: &Request) -> Option<usize> {
        http_binding::claims(operation, input, request)
    }

    #[cfg(feature = "server")]
    fn input(&self, operation: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::input(operation, request, input, &XmlBody::of(operation))
    }

    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        let code = operation.http.map_or(200, |http| http.code);
        http_binding::response(output, code, &XmlBody::of(operation))
    }

    #[cfg(feature = "server")]
    fn error_response(
        &self,
        operation: &OperationSchema,
        error: &DynStructure<'_>,
        status: u16,
    ) -> SerdeResult<Response> {
        server::error_response(operation, error, status, self.wraps_errors)
    }
}
