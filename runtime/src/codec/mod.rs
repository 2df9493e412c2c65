//! Bytes of one format each. Nothing here knows which Rust types are read or written.

#[cfg(feature = "rpc-v2-cbor")]
pub(crate) mod cbor;
#[cfg(test)]
pub(crate) mod corpus;
#[cfg(feature = "query")]
pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod percent;
pub(crate) mod timestamp;
#[cfg(feature = "xml")]
pub(crate) mod xml;

use aws_smithy_schema::serde::SerdeError;
use std::fmt::Display;

/// How deep the values of a body may be nested: deeper ones could exhaust the stack.
pub(crate) const MAX_DEPTH: usize = 128;

/// An error with the place in the body where it was found.
#[cold]
fn positioned(error: impl Display, at: usize) -> SerdeError {
    SerdeError::custom(format!("{error} at byte {at} of the body"))
}
