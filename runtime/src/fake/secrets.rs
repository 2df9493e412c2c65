//! What of a message is not kept.

use crate::redaction::{Secret, secret_of};
use crate::serde::REDACTED;

/// Headers that prove who sends a request, in lower case.
const HEADERS: [&str; 6] =
    ["authorization", "cookie", "proxy-authorization", "set-cookie", "x-amz-s3session-token", "x-amz-security-token"];

/// The same in the query of requests that were signed beforehand, in lower case.
const PARAMS: [&str; 4] = ["x-amz-credential", "x-amz-s3session-token", "x-amz-security-token", "x-amz-signature"];

/// A header without what is secret; `sensitive` is what the names of more such headers begin with.
pub(super) fn header(name: &str, value: &str, sensitive: &[&str]) -> Option<(String, String)> {
    let secret = if HEADERS.contains(&name) { Some(Secret::Value) } else { secret_of(name, sensitive) };
    let value = match secret {
        Some(Secret::NameAndValue) => return None,
        Some(Secret::Value) => REDACTED,
        None => value,
    };
    Some((name.to_owned(), value.to_owned()))
}

/// Path and query without what is secret; nothing but a text if all of it may be.
pub(super) fn path(uri: &str, is_sensitive: bool) -> String {
    if is_sensitive {
        return REDACTED.to_owned();
    }
    let path = uri.split_once("://").map_or(uri, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let params = query.split('&').map(|param| match param.split_once('=') {
        Some((key, _)) if PARAMS.contains(&key.to_ascii_lowercase().as_str()) => format!("{key}={REDACTED}"),
        _ => param.to_owned(),
    });
    format!("{path}?{}", params.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_a_sensitive_map_is_not_kept() {
        let kept = |name: &str| header(name, "v", &["x-map-", "x-one"]).map(|(_, value)| value);
        assert_eq!(["x-other", "x-one", "cookie"].map(kept), ["v", REDACTED, REDACTED].map(|v| Some(v.to_owned())));
        assert_eq!(kept("x-map-key"), None);
    }

    #[test]
    fn a_path_proves_nothing() {
        for (uri, kept) in [
            ("https://host", "/"),
            ("https://host/a?b=c", "/a?b=c"),
            ("/a?X-Amz-Signature=s&b=c&x-amz-security-token=t", "/a?X-Amz-Signature=*&b=c&x-amz-security-token=*"),
            (
                "/a?X-Amz-Credential=c&X-Amz-Date=d&X-Amz-S3session-Token=",
                "/a?X-Amz-Credential=*&X-Amz-Date=d&X-Amz-S3session-Token=*",
            ),
        ] {
            assert_eq!(path(uri, false), kept.replace('*', REDACTED), "{uri}");
            assert_eq!(path(uri, true), REDACTED);
        }
    }
}
