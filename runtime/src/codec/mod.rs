//! Bytes of one format each. Nothing here knows which Rust types are read or written.

pub(crate) mod json;
pub(crate) mod timestamp;
#[cfg(feature = "xml")]
pub(crate) mod xml;

/// How deep the values of a body may be nested: deeper ones could exhaust the stack.
const MAX_DEPTH: usize = 128;
