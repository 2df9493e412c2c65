//! What is known about any error.

use aws_smithy_types::error::metadata::{Builder, ErrorMetadata, ProvideErrorMetadata};

/// Keys of [`ErrorMetadata::extra`](super::ErrorMetadata::extra).
pub mod extra {
    /// The request id of the service.
    pub const REQUEST_ID: &str = crate::protocol::REQUEST_ID;
    /// The second id that Amazon S3 gives an answer.
    pub const EXTENDED_REQUEST_ID: &str = "s3_extended_request_id";
    /// The HTTP status, decimal.
    pub const STATUS: &str = "http_status";
    /// The name of the operation.
    pub const OPERATION: &str = "operation";
    /// The content type of an answer that could not be read, or that names no error.
    pub const CONTENT_TYPE: &str = "content_type";
    /// How many attempts were made, decimal.
    pub const ATTEMPTS: &str = "attempts";
    /// How long the body is, decimal, of an answer that could not be read or that no modeled error fits.
    pub const BODY_LENGTH: &str = "body_length";
    /// The beginning of this body, [`SNIPPET`](crate::error::SNIPPET) bytes at most: enough to tell a page of a proxy
    /// by, and too little for what a service or a proxy may repeat of a request. Not of an operation with anything
    /// `@sensitive`.
    pub const BODY: &str = "body";
    /// All of them.
    pub(crate) const ALL: [&str; 8] =
        [REQUEST_ID, EXTENDED_REQUEST_ID, STATUS, OPERATION, CONTENT_TYPE, ATTEMPTS, BODY_LENGTH, BODY];
}

/// The request id a service gave an answer: `x-amzn-requestid`, else `x-amz-request-id`.
pub trait RequestId {
    /// The id, if the service sent one.
    fn request_id(&self) -> Option<&str>;
}

/// An error that has the request id in its metadata. Not all that has metadata is one, or else nothing could have an id
/// that has none.
pub trait Described {}

impl Described for ErrorMetadata {}

#[cfg(feature = "client")]
impl<E, R> Described for aws_smithy_runtime_api::client::result::SdkError<E, R> {}

impl<T: ProvideErrorMetadata + Described> RequestId for T {
    fn request_id(&self) -> Option<&str> {
        self.meta().extra(extra::REQUEST_ID)
    }
}

impl<T: RequestId, E: RequestId> RequestId for Result<T, E> {
    fn request_id(&self) -> Option<&str> {
        self.as_ref().map_or_else(RequestId::request_id, RequestId::request_id)
    }
}

/// Adds what any error says of the call: the operation and the attempts made, if that is known.
pub(crate) fn describe_call(meta: Builder, operation: &str, attempts: Option<u32>) -> Builder {
    let meta = meta.custom(extra::OPERATION, operation);
    attempts.into_iter().fold(meta, |meta, attempts| meta.custom(extra::ATTEMPTS, attempts.to_string()))
}
