//! XML as [restXml and the query protocols](https://smithy.io/2.0/spec/xml.html) have it: members are elements by their
//! names, attributes where a trait says so, timestamps date-times unless a trait says otherwise, blobs in base64.
//!
//! Reading is one pass over the text, which is borrowed. It knows no document types, and so no entities but the five
//! that XML brings along.

mod cursor;
mod decoder;
mod escape;
mod nested;
mod reader;
mod writer;

pub(crate) use reader::Reader;
#[cfg(feature = "server")]
pub(crate) use writer::Of;
pub(crate) use writer::Writer;
#[cfg(all(feature = "query", feature = "server"))]
pub(crate) use writer::declare;
