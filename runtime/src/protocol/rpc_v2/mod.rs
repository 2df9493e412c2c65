//! [rpcv2Cbor](https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html) and rpcv2Json: the path says which
//! operation it is, and a header which protocol. They differ in the format of bodies.

#[cfg(feature = "rpc-v2-cbor")]
mod cbor;
mod format;
#[cfg(feature = "rpc-v2-json")]
mod json;
#[cfg(feature = "server")]
mod server;
#[cfg(all(test, feature = "rpc-v2-cbor"))]
mod tests;

use super::definition::{EVENT_STREAM, OperationSchema, Protocol, Request, Response};
use super::message::{body, post, unwritable};
use super::payload::PayloadCodec;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure};
#[cfg(feature = "client")]
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::error::metadata;
use format::{Format, SMITHY_PROTOCOL, path};
use http::header::ACCEPT;

/// `smithy.protocols#rpcv2Cbor`
#[cfg(feature = "rpc-v2-cbor")]
pub static RPC_V2_CBOR: RpcV2 = RpcV2 { id: "smithy.protocols#rpcv2Cbor", format: &cbor::CborFormat };

/// `smithy.protocols#rpcv2Json`
#[cfg(feature = "rpc-v2-json")]
pub static RPC_V2_JSON: RpcV2 = RpcV2 { id: "smithy.protocols#rpcv2Json", format: &json::JsonFormat };

/// One of the two.
#[derive(Debug)]
pub struct RpcV2 {
    id: &'static str,
    format: &'static dyn Format,
}

impl Protocol for RpcV2 {
    fn id(&self) -> &str {
        self.id
    }

    #[cfg(feature = "client")]
    fn feature(&self) -> Option<SmithySdkFeature> {
        self.format.feature()
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        let body = self.format.write(input)?;
        // There is no body where there is no input, and an empty structure where there is nothing in it.
        let media_type = self.format.media_type();
        let mut request = post(media_type, Some(body).filter(|_| operation.has(input.schema())))?;
        request.set_uri(path(operation)).map_err(unwritable)?;
        let headers = request.headers_mut();
        headers.insert(SMITHY_PROTOCOL, self.format.name());
        headers.try_insert(ACCEPT, accepted(operation, media_type)).map_err(unwritable)?;
        Ok(request)
    }

    fn speaks(&self, response: &Response) -> bool {
        response.headers().get(SMITHY_PROTOCOL) == Some(self.format.name())
    }

    fn is_error(&self, response: &Response) -> bool {
        response.status().as_u16() != 200
    }

    fn output(&self, _: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        if !output.has_members() {
            return Ok(());
        }
        self.format.read(body(response), &mut |from| output.read(from))
    }

    fn error_metadata(&self, _: &OperationSchema, response: &Response) -> metadata::Builder {
        self.format.error_metadata(body(response))
    }

    fn error(&self, _: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        self.format.read(body(response), &mut |from| error.read(from))
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        self.format
    }

    #[cfg(feature = "server")]
    fn match_score(&self, operation: &OperationSchema, _: &'static ShapeSchema, request: &Request) -> Option<usize> {
        server::match_score(self.format, operation, request)
    }

    #[cfg(feature = "server")]
    fn input(&self, operation: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        server::input(self.format, operation, request, input)
    }

    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        server::response(self.format, operation, output)
    }

    #[cfg(feature = "server")]
    fn error_response(&self, _: &OperationSchema, error: &DynStructure<'_>, status: u16) -> SerdeResult<Response> {
        server::error_response(self.format, error, status)
    }
}

/// What a client wants to be answered in. A stream is one of events, and an answer that is an error is none.
fn accepted(operation: &OperationSchema, media_type: &str) -> String {
    if operation.has_stream { [EVENT_STREAM, ", ", media_type].concat() } else { media_type.to_owned() }
}
