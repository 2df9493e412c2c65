//! JSON as the awsJson protocols write it: members by their names, timestamps in seconds unless a trait says otherwise,
//! big numbers as numbers, blobs in base64.
//!
//! Reading is as lenient as the JSON codec of AWS, which services are tested with: a string may hold control
//! characters, a number leading zeros.

mod decoder;
mod grammar;
mod nested;
pub(super) mod number;
mod reader;
mod text;
mod writer;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use reader::{Body, Reader};
pub(crate) use writer::Writer;
