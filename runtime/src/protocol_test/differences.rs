//! [`Differences`]: what is not as a case expects it.

use super::{cbor, form, xml};
use serde_json::Value;
use std::fmt::Debug;

const CBOR: &str = "application/cbor";

/// What is not as expected, a line each.
#[derive(Default)]
pub(super) struct Differences(pub(super) Vec<String>);

impl Differences {
    pub(super) fn compare(&mut self, what: &str, actual: &dyn Debug, expected: &dyn Debug) {
        let (actual, expected) = (format!("{actual:?}"), format!("{expected:?}"));
        if actual != expected {
            self.0.push(format!("{what}: {actual}, expected {expected}"));
        }
    }

    /// Compares bodies by what their media type says they mean.
    pub(super) fn compare_body(&mut self, media_type: &str, actual: &[u8], expected: &str) {
        let (bytes, expected_bytes) = (actual, bytes_of(media_type, expected));
        let actual = String::from_utf8_lossy(bytes);
        match media_type {
            _ if bytes == expected_bytes => {}
            CBOR => self.compare("body", &cbor::normal(bytes), &cbor::normal(&expected_bytes)),
            // Objects are equal in any order, and may print in another.
            "application/json" if json(&actual) == json(expected) => {}
            "application/json" => self.compare("body", &json(&actual), &json(expected)),
            "application/xml" => self.compare("body", &xml::normal(&actual), &xml::normal(expected)),
            "application/x-www-form-urlencoded" => {
                self.compare("body", &form::normal(&actual), &form::normal(expected));
            }
            _ => self.compare("body", &actual, &expected),
        }
    }
}

/// The bytes of a body. What is no text is in base64.
pub(super) fn bytes_of(media_type: &str, content: &str) -> Vec<u8> {
    match media_type {
        CBOR => {
            aws_smithy_types::base64::decode(content).unwrap_or_else(|error| panic!("no base64: {error}: {content:?}"))
        }
        _ => content.into(),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("no JSON: {error}: {text:?}"))
}
