//! Errors: what a service answered, what could not be understood, and what was asked for wrongly.

use crate::operation::Service;
use crate::protocol;
use crate::serde::{self, Structure};
use aws_smithy_runtime_api::http::Response;
use aws_smithy_types::error::metadata;
use std::any::Any;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

pub use crate::serde::UnknownVariantError;
pub use aws_smithy_runtime_api::box_error::BoxError;
pub use aws_smithy_schema::serde::SerdeError;
pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
pub use aws_smithy_types::retry::ErrorKind;

/// Keys of [`ErrorMetadata::extra`].
pub mod extra {
    /// The request id of the service.
    pub const REQUEST_ID: &str = "aws_request_id";
    /// The HTTP status, decimal.
    pub const STATUS: &str = "http_status";
    /// The name of the operation.
    pub const OPERATION: &str = "operation";
    /// How many attempts were made, decimal.
    pub const ATTEMPTS: &str = "attempts";
    /// The raw body, cut to [`SNIPPET`](super::SNIPPET) bytes, of an answer no modeled error fits.
    pub const BODY: &str = "body";
}

/// The longest part of a raw body kept in an error, in bytes.
pub const SNIPPET: usize = 1024;

/// The request id a service gave an answer: `x-amzn-requestid`, else `x-amz-request-id`.
pub trait RequestId {
    /// The id, if the service sent one.
    fn request_id(&self) -> Option<&str>;
}

impl<T: ProvideErrorMetadata> RequestId for T {
    fn request_id(&self) -> Option<&str> {
        self.meta().extra(extra::REQUEST_ID)
    }
}

/// An error a service can answer with, or [`Unhandled`].
pub trait ServiceError: Error + ProvideErrorMetadata + Send + Sync + 'static {
    /// How the `@retryable` and `@error` traits class it for retries; `None` if they say nothing.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }

    /// For the conversion between error enums.
    fn as_any(&self) -> &dyn Any;
}

/// A structure with the `@error` trait.
pub trait ErrorShape: Structure {
    /// Where the builder keeps what the envelope of an answer says.
    fn slots(builder: &mut Self::Builder) -> ErrorSlots<'_>;
}

/// Where the builder of an error keeps its metadata, and the member for the message if there is one.
pub type ErrorSlots<'a> = (&'a mut ErrorMetadata, Option<&'a mut Option<String>>);

/// An error read from an answer; `None` if no modeled error has its code.
pub type ReadError<E> = Option<Result<E, SerdeError>>;

/// The error enum of an operation or of a stream of events.
pub trait OperationError: Error + ProvideErrorMetadata + Send + Sync + 'static {
    /// The variant for the code of this answer; `None` if the operation has no such error.
    fn from_response(response: &ErrorResponse<'_>) -> ReadError<Self>
    where
        Self: Sized;

    /// The variant for everything else.
    fn from_unhandled(unhandled: Unhandled) -> Self
    where
        Self: Sized;

    /// What the variant holds.
    fn inner(&self) -> &dyn ServiceError;
}

/// An answer that is an error, as its envelope says.
#[derive(Debug)]
pub struct ErrorResponse<'a> {
    service: &'a Service,
    meta: ErrorMetadata,
    body: &'a [u8],
}

impl ErrorResponse<'_> {
    /// The sanitised error code; empty if the answer names none.
    pub fn code(&self) -> &str {
        self.meta.code().unwrap_or_default()
    }

    /// Reads the body as the error structure `T` and wraps it.
    pub fn read<T: ErrorShape, E>(&self, variant: fn(T) -> E) -> ReadError<E> {
        Some(self.shape::<T>().map(variant))
    }

    fn shape<T: ErrorShape>(&self) -> Result<T, SerdeError> {
        let mut builder = protocol::read_body::<T>(self.service.protocol, self.body)?;
        fill(T::slots(&mut builder), &self.meta);
        Ok(serde::finish(builder))
    }
}

/// Gives the builder of an error what the envelope said: metadata, and the message where the body has none under the name
/// of the model.
pub(crate) fn fill((meta, message): ErrorSlots<'_>, said: &ErrorMetadata) {
    *meta = said.clone();
    if let Some(message @ None) = message {
        *message = said.message().map(str::to_owned);
    }
}

/// Turns an answer that is not a success into the error enum of the operation. Never fails: what cannot be read is
/// [`Unhandled`] with code, message, status, request id and the beginning of the body.
pub fn from_response<E: OperationError>(
    service: &Service,
    operation: &str,
    response: &Response,
    attempt: Option<u32>,
) -> E {
    typed(answer(service, operation, response, attempt))
}

/// What of [`from_response`] is compiled once.
fn answer<'a>(
    service: &'a Service,
    operation: &str,
    response: &'a Response,
    attempt: Option<u32>,
) -> ErrorResponse<'a> {
    let body = response.body().bytes().unwrap_or_default();
    let meta = protocol::describe(protocol::error_metadata(service, response), response);
    ErrorResponse { service, meta: describe_call(meta, operation, attempt).build(), body }
}

/// Turns an exception in a stream of events into the error enum of the stream, as [`from_response`] does.
#[cfg(feature = "event-stream")]
pub(crate) fn from_exception<E: OperationError>(service: &Service, meta: ErrorMetadata, body: &[u8]) -> E {
    typed(ErrorResponse { service, meta, body })
}

fn typed<E: OperationError>(answer: ErrorResponse<'_>) -> E {
    match E::from_response(&answer) {
        Some(Ok(error)) => error,
        Some(Err(source)) => E::from_unhandled(unhandled(source.into(), answer)),
        None => E::from_unhandled(unhandled(answer.meta.clone().into(), answer)),
    }
}

/// Adds what any error says of the call: the operation and the attempts made, if that is known.
pub(crate) fn describe_call(meta: metadata::Builder, operation: &str, attempts: Option<u32>) -> metadata::Builder {
    let meta = meta.custom(extra::OPERATION, operation);
    attempts.into_iter().fold(meta, |meta, attempts| meta.custom(extra::ATTEMPTS, attempts.to_string()))
}

fn unhandled(source: BoxError, answer: ErrorResponse<'_>) -> Unhandled {
    let cut = &answer.body[..answer.body.len().min(SNIPPET)];
    let meta = answer.meta.into_builder().custom(extra::BODY, String::from_utf8_lossy(cut)).build();
    Unhandled::new(source, meta)
}

/// Writes the one-line form of an operation error: code, message, operation, status, request id, attempts.
pub fn display(error: &dyn ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let meta = error.meta();
    f.write_str(meta.code().unwrap_or("unhandled error"))?;
    let unhandled = || error.as_any().downcast_ref::<Unhandled>().and_then(Unhandled::detail);
    if let Some(detail) = meta.message().map(one_line).or_else(unhandled) {
        write!(f, ": {detail}")?;
    }
    let facts = [
        ("operation", extra::OPERATION),
        ("status", extra::STATUS),
        ("request id", extra::REQUEST_ID),
        ("attempts", extra::ATTEMPTS),
    ];
    let facts: Vec<String> =
        facts.iter().filter_map(|(label, key)| Some(format!("{label} {}", meta.extra(key)?))).collect();
    if facts.is_empty() { Ok(()) } else { write!(f, " ({})", facts.join(", ")) }
}

/// Writes the one-line form of an error structure: its name and message.
pub fn display_shape(name: &str, message: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(name)?;
    message.map_or(Ok(()), |message| write!(f, ": {}", one_line(message)))
}

/// The error if it is a `T`, wrapped; for conversions from one error enum to another.
pub fn cast<T: Clone + 'static, E>(error: &dyn ServiceError, variant: fn(T) -> E) -> Option<E> {
    error.as_any().downcast_ref::<T>().cloned().map(variant)
}

/// An error outside the model of the operation: an unknown code, or an answer that could not be read.
///
/// Matching it is not forwards compatible: what is unhandled today may be modeled tomorrow. Match on
/// [`code()`](ProvideErrorMetadata::code) instead.
#[derive(Clone, Debug)]
pub struct Unhandled {
    source: Arc<dyn Error + Send + Sync>,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// Wraps an error with what is known about it.
    pub fn new(source: BoxError, meta: ErrorMetadata) -> Self {
        Self { source: source.into(), meta }
    }

    /// Wraps an error of which nothing else is known.
    pub fn from_error(source: impl Into<BoxError>) -> Self {
        Self::new(source.into(), ErrorMetadata::default())
    }

    /// An error of which only this is known.
    pub fn from_meta(meta: ErrorMetadata) -> Self {
        Self::new(meta.clone().into(), meta)
    }

    /// What is known besides code and message: why the answer could not be read, or the beginning of what it says.
    fn detail(&self) -> Option<String> {
        let detail = if self.source.is::<ErrorMetadata>() {
            one_line(self.meta.extra(extra::BODY)?).chars().take(200).collect()
        } else {
            one_line(&self.source.to_string())
        };
        Some(detail).filter(|detail: &String| !detail.is_empty())
    }

    /// The error itself if it is unhandled, else its metadata.
    pub fn from_service_error(error: &dyn ServiceError) -> Self {
        match error.as_any().downcast_ref::<Self>() {
            Some(unhandled) => unhandled.clone(),
            None => Self::from_meta(error.meta().clone()),
        }
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail().as_deref().unwrap_or("unhandled error"))
    }
}

/// The text with every run of spaces and line breaks as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Error for Unhandled {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

impl ProvideErrorMetadata for Unhandled {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

impl ServiceError for Unhandled {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Why there is no request for an input.
#[derive(Debug)]
#[non_exhaustive]
pub enum EncodeError {
    /// Required members are not set.
    MissingInput(MissingInput),
    /// A value cannot be written.
    Unwritable(BoxError),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingInput(error) => error.fmt(f),
            Self::Unwritable(error) => error.fmt(f),
        }
    }
}

impl Error for EncodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::MissingInput(_) => None,
            Self::Unwritable(error) => error.source(),
        }
    }
}

/// A request that was not sent because its input lacks required members.
#[derive(Debug)]
pub struct MissingInput {
    operation: &'static str,
    members: Vec<&'static str>,
}

impl MissingInput {
    pub(crate) fn new(operation: &'static str, members: Vec<&'static str>) -> Self {
        Self { operation, members }
    }

    /// The names of the members, in the order of the model.
    pub fn members(&self) -> &[&'static str] {
        &self.members
    }
}

impl fmt::Display for MissingInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: required input is not set: {}", self.operation, self.members.join(", "))
    }
}

impl Error for MissingInput {}
