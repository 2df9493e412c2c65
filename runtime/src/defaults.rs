//! Defaults of the model, from the texts that generated code has.

use aws_smithy_types::{Blob, Document, base64};
use std::str::FromStr;

/// A string or enum.
pub fn default_value<T: for<'a> From<&'a str>>(value: &str) -> T {
    T::from(value)
}

/// A blob, which the model writes in base64.
#[inline]
pub fn default_blob(base64: &str) -> Blob {
    Blob::new(base64::decode(base64).unwrap_or_default())
}

/// A float or a big number.
pub fn default_number<T: FromStr + Default>(number: &str) -> T {
    number.parse().unwrap_or_default()
}

/// A document, as JSON.
#[inline]
pub fn default_document(json: &str) -> Document {
    crate::protocol::parse_document(json).unwrap_or(Document::Null)
}
