use super::payload::{PayloadCodec, XmlNamespace};
use crate::schema::SerdeResult;
#[cfg(any(feature = "rpc-v2", feature = "server"))]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure};
#[cfg(feature = "client")]
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_schema::error_envelope::sanitize_error_code;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_smithy_types::error::{ErrorMetadata, metadata};
use std::fmt;

/// A request without its host. Its body holds bytes or is a stream.
pub type Request = aws_smithy_runtime_api::http::Request;

/// A response. Its body holds bytes, unless the output has a streaming member.
pub type Response = aws_smithy_runtime_api::http::Response;

/// What the model says of a service, as far as protocols ask.
#[derive(Clone, Copy, Debug)]
pub struct ServiceSchema {
    /// The name of the service shape, without its namespace.
    pub name: &'static str,
    /// The `version` of the service shape.
    pub api_version: &'static str,
    /// `aws.protocols#awsQueryCompatible`: errors have the codes of awsQuery, which the service used to speak.
    pub query_compatible: bool,
    /// `@xmlNamespace`: what root elements without a namespace of their own declare.
    pub xml_namespace: Option<XmlNamespace>,
}

/// What protocols ask of an operation: what the model says of it, and how this call goes out.
#[derive(Clone, Copy, Debug)]
pub struct OperationSchema {
    /// The service.
    pub service: &'static ServiceSchema,
    /// The name of the operation shape, without its namespace.
    pub name: &'static str,
    /// Where requests go, of protocols that bind members to parts of a message.
    pub http: Option<Http>,
    /// The output has a stream.
    pub has_stream: bool,
    /// The input has a stream of events.
    #[cfg(feature = "event-sender")]
    pub sends_events: bool,
    /// The request is signed now and sent later, by somebody else.
    pub presigned: Option<Presigned>,
}

impl OperationSchema {
    /// Whether the model has a structure of this operation. Where it has no input, or no output, there is an empty one
    /// with the id of the operation, which no shape of the model can have.
    #[cfg(feature = "rpc-v2")]
    pub(super) fn has(&self, structure: &ShapeSchema) -> bool {
        structure.name() != self.name
    }
}

/// What is different about a request that is signed now and sent later. It has no header that nobody asked for: whoever
/// sends it has to send the same. In the configuration of a call it says that the call is one for such a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presigned {
    /// Whoever sends it brings the body, which is not signed.
    UnsignedBody,
    /// It is a `GET` request without a body: what would be in there is in the query, by the names of the members.
    Query,
}

impl Storable for Presigned {
    type Storer = StoreReplace<Self>;
}

/// `@http`
#[derive(Clone, Copy, Debug)]
pub struct Http {
    /// The method.
    pub method: &'static str,
    /// The pattern of path and query, with labels in braces. The path is empty if that of the endpoint is all of it.
    pub uri: &'static str,
    /// The status of a response that is a success.
    pub code: u16,
}

/// A protocol of the Smithy family.
///
/// The errors of all methods are those of the codec: a value that the format cannot hold, a message that is damaged.
pub trait Protocol: fmt::Debug + Send + Sync {
    /// The absolute id of the protocol's trait, such as `aws.protocols#awsJson1_0`.
    fn id(&self) -> &str;

    /// What the user agent says of it, if it is one that is counted.
    #[cfg(feature = "client")]
    fn feature(&self) -> Option<SmithySdkFeature> {
        None
    }

    /// The request for an input: method, path, headers and body. The host is for the endpoint rules.
    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request>;

    /// Whether a response is one of the protocol. What is none is not read, whatever it says: it may come from
    /// something other than the service.
    fn speaks(&self, _: &Response) -> bool {
        true
    }

    /// Whether a response is an error though its status says success. A body that is a stream is left out of it.
    fn is_error(&self, _: &Response) -> bool {
        false
    }

    /// Reads an output from a response that is a success.
    fn output(&self, operation: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult;

    /// The request id in the body of a response that is a success, where no header says it.
    fn request_id(&self, _: &Response) -> Option<String> {
        None
    }

    /// Code and message of a response that is an error, as far as they can be found. It may come from something other
    /// than the service, such as a proxy.
    fn error_metadata(&self, operation: &OperationSchema, response: &Response) -> metadata::Builder;

    /// Reads an error structure from a response that is an error.
    fn error(&self, operation: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult;

    /// The codec of the payloads of events, and of the initial messages of event streams.
    fn event_codec(&self) -> &dyn PayloadCodec;

    /// Whether an empty list or map differs from none.
    #[cfg(feature = "test-util")]
    fn tells_empty(&self) -> bool {
        true
    }

    /// The URI that a client would send a request to, where its endpoint has something of the input: `member` has the
    /// texts of that.
    #[cfg(feature = "test-util")]
    fn sent_to(&self, _request: &Request, _member: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        None
    }

    /// Whether a request is one of an operation, whose input has a schema: `None` if not, else how much of the request
    /// says so. Of several operations it is one of that which more says.
    #[cfg(feature = "server")]
    fn match_score(&self, operation: &OperationSchema, input: &'static ShapeSchema, request: &Request)
    -> Option<usize>;

    /// Reads an input from a request: the way back of [`request`](Self::request).
    #[cfg(feature = "server")]
    fn input(&self, operation: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult;

    /// The response for an output: the way back of [`output`](Self::output).
    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response>;

    /// The response for an error structure, with the HTTP status that its traits give it: the way back of
    /// [`error`](Self::error).
    #[cfg(feature = "server")]
    fn error_response(
        &self,
        operation: &OperationSchema,
        error: &DynStructure<'_>,
        status: u16,
    ) -> SerdeResult<Response>;
}

/// The media type of a stream of events.
#[cfg(any(feature = "event-sender", feature = "rpc-v2"))]
pub(crate) const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";

/// The key of the extra of an error that is the request id of the service.
pub(crate) const REQUEST_ID: &str = "aws_request_id";

/// Code and message of an error, as far as they were found: the first code that is not empty.
pub(super) fn error_metadata(codes: &[Option<&str>], message: Option<String>) -> metadata::Builder {
    let code = codes.iter().flatten().map(|code| sanitize_error_code(code)).find(|code| !code.is_empty());
    let meta = code.into_iter().fold(ErrorMetadata::builder(), metadata::Builder::code);
    message.into_iter().fold(meta, metadata::Builder::message)
}

/// Who is at fault, as answers of awsQuery say it.
#[cfg(feature = "server")]
pub(crate) fn fault(status: u16) -> &'static str {
    if status < 500 { "Sender" } else { "Receiver" }
}
