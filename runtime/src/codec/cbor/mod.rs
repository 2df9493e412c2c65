//! [CBOR](https://www.rfc-editor.org/rfc/rfc8949) as rpcv2Cbor writes it: a structure is a map, by the names of its
//! members, and a timestamp has the tag for seconds since 1970.
//!
//! What is written has the form that the official SDKs give it, but that a list or map says its length in front. What
//! is read may have any form that stands for the value.

mod big_number;
mod decoder;
mod float;
mod item;
mod reader;
mod text;
mod writer;

pub(crate) use reader::Reader;
pub(crate) use writer::Writer;
#[cfg(feature = "server")]
pub(crate) use writer::typed;
