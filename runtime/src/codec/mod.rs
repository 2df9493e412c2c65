//! Bytes of one format each. Nothing here knows which Rust types are read or written.

#[cfg(feature = "rpc-v2-cbor")]
pub(crate) mod cbor;
#[cfg(test)]
pub(crate) mod corpus;
#[cfg(feature = "query")]
pub(crate) mod form;
pub(crate) mod json;
#[cfg(any(feature = "auth-token", feature = "query", feature = "http-binding"))]
pub(crate) mod percent;
pub(crate) mod timestamp;
#[cfg(feature = "xml")]
pub(crate) mod xml;

/// How deep the values of a body may be nested: deeper ones could exhaust the stack.
pub(crate) const MAX_DEPTH: usize = 128;
