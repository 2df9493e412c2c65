//! The calls that a fake got.

use super::secrets;
use crate::operation::{Operation, Traits};
use crate::protocol::Request;
use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// The input of any operation.
pub(super) type AnyInput = Arc<dyn Any + Send + Sync>;

/// A request that a fake got: one attempt of a call.
#[derive(Clone)]
pub struct Call {
    operation: &'static str,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    input: Option<AnyInput>,
}

impl Call {
    pub(super) fn new(operation: &'static str, traits: Traits, request: &Request, input: Option<AnyInput>) -> Self {
        let headers =
            request.headers().iter().filter_map(|(name, value)| secrets::header(name, value, traits.sensitive_headers));
        Self {
            operation,
            method: request.method().to_owned(),
            path: secrets::path(request.uri(), traits.sensitive_uri),
            headers: headers.collect(),
            input,
        }
    }

    /// The name of the operation.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The input as it was read, streams of bytes in memory; `None` if it is another operation, or could not be read.
    pub fn input<O: Operation>(&self) -> Option<&O::Input> {
        self.input.as_ref().filter(|_| self.operation == O::NAME)?.downcast_ref()
    }

    pub(super) fn any_input(&self) -> Option<&AnyInput> {
        self.input.as_ref()
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path and query. Signatures and tokens in it are replaced, and all of it if a member in there is `@sensitive`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value of a header. Those that prove who sends the request, or are `@sensitive`, are replaced by a text; of a
    /// map that is `@sensitive` there are none.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All headers; see [`header`](Self::header).
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The number of the attempt, from 1; what sends no `amz-sdk-request` has none.
    pub fn attempt(&self) -> Option<u32> {
        self.header("amz-sdk-request")?.split(';').find_map(|part| part.trim().strip_prefix("attempt="))?.parse().ok()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
