//! From a response that is an error to the error enum of the operation.

use super::metadata::{Described, RequestId, describe_call, extra};
use super::service::{ServiceError, redacted};
use super::{BoxError, ErrorMetadata, ProvideErrorMetadata, SerdeError};
use crate::protocol::{OperationSchema, Protocol, Response};
use crate::serde::{self, DynBuilder, SerdeResult, Structure};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::error_envelope::parse_query_compatible_header;
use aws_smithy_types::error::metadata::Builder;
use http::HeaderName;
use std::error::Error;
use std::fmt;

/// The longest part of a raw body that the metadata of an error has, in bytes. `raw_response` has all of it.
pub const SNIPPET: usize = 16;

/// The headers that a service says the request id in: by the first of them, as a rule.
pub(crate) const REQUEST_IDS: [&str; 2] = ["x-amzn-requestid", "x-amz-request-id"];

/// The header of the second id that Amazon S3 gives a response.
#[cfg(any(feature = "s3", feature = "test-util"))]
pub(crate) const EXTENDED_REQUEST_ID: &str = "x-amz-id-2";

/// A structure with the `@error` trait.
pub trait ErrorShape: Structure {
    /// Whether the member that is the message is `@sensitive`.
    const HIDES_MESSAGE: bool = false;

    /// Where the builder keeps what the envelope of an answer says.
    fn builder_fields(builder: &mut Self::Builder) -> ErrorFields<'_>;
}

/// Where the builder of an error keeps its metadata, and the member for the message if there is one.
pub type ErrorFields<'a> = (&'a mut ErrorMetadata, Option<&'a mut Option<String>>);

/// An error read from an answer; `None` if no modeled error has its code.
pub type ReadError<E> = Option<Result<E, Unread>>;

/// Why an error of the model could not be read.
#[derive(Debug)]
pub struct Unread {
    source: SerdeError,
    hides_message: bool,
}

/// The error enum of an operation or of a stream of events.
///
/// Its variant for everything else is made by the trait of the AWS runtime, whose own errors turn into it by the same.
pub trait OperationError: Error + ProvideErrorMetadata + CreateUnhandledError + Send + Sync + 'static {
    /// The variant for the code of this answer; `None` if the operation has no such error.
    fn from_response(response: &ErrorResponse<'_>) -> ReadError<Self>
    where
        Self: Sized;

    /// What the variant holds.
    fn inner(&self) -> &dyn ServiceError;
}

impl<T: OperationError> Described for T {}

impl RequestId for Headers {
    fn request_id(&self) -> Option<&str> {
        request_id(self)
    }
}

impl RequestId for Response {
    fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }
}

/// An answer that is an error.
pub struct ErrorResponse<'a> {
    meta: ErrorMetadata,
    members: Members<'a>,
}

/// Where the members of an error are.
enum Members<'a> {
    Response {
        protocol: &'a dyn Protocol,
        operation: OperationSchema,
        response: &'a Response,
        sensitive: bool,
    },
    #[cfg(feature = "event-stream")]
    Event(ReadMembers<'a>),
}

/// Reads members from where they are in an event.
#[cfg(feature = "event-stream")]
type ReadMembers<'a> = &'a dyn Fn(&mut DynBuilder<'_>) -> SerdeResult;

impl Members<'_> {
    fn read(&self, error: &mut DynBuilder<'_>) -> SerdeResult {
        match self {
            Self::Response { protocol, operation, response, .. } => protocol.error(operation, response, error),
            #[cfg(feature = "event-stream")]
            Self::Event(read) => read(error),
        }
    }

    /// Adds what there is to see of an answer that is not understood. An event is of an operation that is not known
    /// here, so there is nothing.
    fn describe(&self, meta: Builder) -> Builder {
        match self {
            Self::Response { response, sensitive, .. } => describe_body(meta, response, *sensitive),
            #[cfg(feature = "event-stream")]
            Self::Event(_) => meta,
        }
    }
}

/// Without the members, which nobody has read.
impl fmt::Debug for ErrorResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse").field("meta", &self.meta).finish_non_exhaustive()
    }
}

impl ErrorResponse<'_> {
    /// The sanitised error code; empty if the answer names none.
    pub fn code(&self) -> &str {
        self.meta.code().unwrap_or_default()
    }

    /// Reads the members of the error structure `T` and wraps it.
    pub fn read<T: ErrorShape, E>(&self, variant: fn(T) -> E) -> ReadError<E> {
        let unread = |source| Unread { source, hides_message: T::HIDES_MESSAGE };
        Some(self.structure::<T>().map(variant).map_err(unread))
    }

    fn structure<T: ErrorShape>(&self) -> SerdeResult<T> {
        let mut builder = serde::read_builder::<T>(&mut |error| self.members.read(error))?;
        fill(T::builder_fields(&mut builder), &self.meta);
        Ok(serde::finish(builder))
    }

    fn unhandled<E: OperationError>(self, source: BoxError) -> E {
        let meta = self.members.describe(self.meta.into_builder());
        E::create_unhandled_error(source, Some(meta.build()))
    }

    fn typed<E: OperationError>(self) -> E {
        match E::from_response(&self) {
            Some(Ok(error)) => error,
            Some(Err(Unread { source, hides_message })) => {
                let known = if hides_message { Self { meta: redacted(self.meta), ..self } } else { self };
                known.unhandled(source.into())
            }
            None => {
                let source = self.meta.clone().into();
                self.unhandled(source)
            }
        }
    }
}

/// The variant for an error of which only this is known.
#[cfg(feature = "event-stream")]
pub(crate) fn generic<E: OperationError>(meta: ErrorMetadata) -> E {
    E::create_unhandled_error(meta.clone().into(), Some(meta))
}

/// Gives the builder of an error what the envelope said: metadata, and the message where the answer has none under the
/// name of the model. Of a message in a header the envelope knows nothing.
pub(crate) fn fill((meta, message): ErrorFields<'_>, said: &ErrorMetadata) {
    *meta = said.clone();
    match message {
        Some(message @ None) => *message = said.message().map(str::to_owned),
        // One that is required and absent is empty.
        Some(Some(message)) if said.message().is_none() && !message.is_empty() => {
            *meta = said.clone().into_builder().message(&*message).build();
        }
        _ => {}
    }
}

/// Turns an answer that is not a success into the error enum of the operation. Never fails: what cannot be read is
/// [`Unhandled`] with code, message, status, request id, content type, the length of the body and, unless the operation
/// is sensitive, its first bytes.
pub(crate) fn from_response<E: OperationError>(
    protocol: &dyn Protocol,
    operation: OperationSchema,
    sensitive: bool,
    response: &Response,
    attempt: Option<u32>,
) -> E {
    let meta = describe(metadata(protocol, &operation, response), response);
    let meta = describe_call(meta, operation.name, attempt).build();
    ErrorResponse { meta, members: Members::Response { protocol, operation, response, sensitive } }.typed()
}

/// Turns an exception in a stream of events into the error enum of the stream, as [`from_response`] does.
#[cfg(feature = "event-stream")]
pub(crate) fn from_exception<E: OperationError>(meta: ErrorMetadata, read: ReadMembers<'_>) -> E {
    ErrorResponse { meta, members: Members::Event(read) }.typed()
}

/// Code and message. Services that used to speak awsQuery say in a header which code the error had there.
fn metadata(protocol: &dyn Protocol, operation: &OperationSchema, response: &Response) -> Builder {
    if !protocol.speaks(response) {
        return Builder::default();
    }
    let meta = protocol.error_metadata(operation, response);
    match parse_query_compatible_header(response.headers()) {
        Some((code, kind)) if operation.service.query_compatible && !code.is_empty() => {
            meta.code(code).custom("type", kind)
        }
        _ => meta,
    }
}

/// Adds what any response says about itself: status and request id.
pub(crate) fn describe(meta: Builder, response: &Response) -> Builder {
    let meta = meta.custom(extra::STATUS, response.status().as_u16().to_string());
    let meta = request_id(response.headers()).into_iter().fold(meta, |meta, id| meta.custom(extra::REQUEST_ID, id));
    #[cfg(feature = "s3")]
    if let Some(id) = extended_request_id(response.headers()) {
        return meta.custom(extra::EXTENDED_REQUEST_ID, id);
    }
    meta
}

/// Adds what there is to see of the body of a response that is not understood: perhaps it is the page of a proxy. Only
/// `Debug` shows how long it is and how it begins.
pub(crate) fn describe_body(meta: Builder, response: &Response, sensitive: bool) -> Builder {
    let meta = match response.headers().get("content-type") {
        Some(content_type) => meta.custom(extra::CONTENT_TYPE, content_type),
        None => meta,
    };
    let Some(bytes) = response.body().bytes() else { return meta };
    let meta = meta.custom(extra::BODY_LENGTH, bytes.len().to_string());
    if sensitive { meta } else { meta.custom(extra::BODY, String::from_utf8_lossy(&bytes[..bytes.len().min(SNIPPET)])) }
}

/// The second id that Amazon S3 gives a response.
#[cfg(feature = "s3")]
pub(crate) fn extended_request_id(headers: &Headers) -> Option<&str> {
    headers.get(EXTENDED_REQUEST_ID)
}

/// The request id of a response.
pub(crate) fn request_id(headers: &Headers) -> Option<&str> {
    static NAMES: [HeaderName; 2] = [HeaderName::from_static(REQUEST_IDS[0]), HeaderName::from_static(REQUEST_IDS[1])];
    NAMES.iter().find_map(|name| str::from_utf8(headers.get_all_bytes_by_name(name).next()?).ok())
}
