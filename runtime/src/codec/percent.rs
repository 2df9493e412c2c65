//! Percent-encoding, as [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2) has it: in paths, queries and
//! forms.

#[cfg(all(feature = "server", any(feature = "query", feature = "http-binding")))]
use crate::schema::SerdeResult;
#[cfg(all(feature = "server", any(feature = "query", feature = "http-binding")))]
use aws_smithy_schema::serde::SerdeError;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what is called unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same where slashes stay.
#[cfg(feature = "http-binding")]
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// The bytes that a few parameters take.
#[cfg(any(feature = "auth-token", feature = "query", feature = "http-binding"))]
const PARAMS: usize = 128;

/// Adds a text. A blank is `%20`.
pub(crate) fn push(to: &mut String, text: &str) {
    push_all_but(RESERVED, to, text);
}

/// Adds a text in which slashes stay.
#[cfg(feature = "http-binding")]
pub(crate) fn push_path(to: &mut String, text: &str) {
    push_all_but(RESERVED_IN_PATH, to, text);
}

/// Adds a text with these encoded. Most texts have none of them.
fn push_all_but(encoded: &'static AsciiSet, to: &mut String, text: &str) {
    for run in utf8_percent_encode(text, encoded) {
        to.push_str(run);
    }
}

/// Adds a parameter to others.
#[cfg(any(feature = "auth-token", feature = "query", feature = "http-binding"))]
pub(crate) fn push_param(to: &mut String, key: &str, value: &str) {
    if to.is_empty() {
        // A few parameters follow as a rule, and to make room for each costs more than to write it.
        to.reserve((key.len() + value.len() + 2).max(PARAMS));
    } else {
        to.push('&');
    }
    push(to, key);
    to.push('=');
    push(to, value);
}

/// The text that was encoded.
#[cfg(all(feature = "server", any(feature = "query", feature = "http-binding")))]
pub(crate) fn decode(text: &str) -> SerdeResult<String> {
    let text = percent_encoding::percent_decode_str(text).decode_utf8();
    text.map(std::borrow::Cow::into_owned).map_err(|_| SerdeError::invalid_input("what is encoded is not UTF-8"))
}

/// The keys and values of parameters.
#[cfg(all(feature = "server", any(feature = "query", feature = "http-binding")))]
pub(crate) fn params(text: &str) -> SerdeResult<Vec<(String, String)>> {
    let params = text.split('&').filter(|param| !param.is_empty());
    let params = params.map(|param| param.split_once('=').unwrap_or((param, "")));
    params.map(|(key, value)| Ok((decode(key)?, decode(value)?))).collect()
}
