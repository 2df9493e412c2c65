//! Bytes of one format each. Nothing here knows which Rust types are read or written.

pub(crate) mod json;
pub(crate) mod timestamp;
