//! Requests as they are before they are packed for the way.

use crate::error::BoxError;
use crate::protocol::{EVENT_STREAM, Request};
use aws_smithy_types::body::SdkBody;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http_body_util::BodyExt as _;

const AWS_CHUNKED: &str = "aws-chunked";

/// Whether the body is a stream of events, which may wait for those of the answer.
pub(super) fn is_of_events(request: &Request) -> bool {
    request.headers().get(CONTENT_TYPE).is_some_and(|media_type| media_type.starts_with(EVENT_STREAM))
}

/// Takes out a body that is a stream of events.
pub(super) fn take_events(request: &mut Request) -> Option<SdkBody> {
    is_of_events(request).then(|| std::mem::replace(request.body_mut(), SdkBody::empty()))
}

/// The request with its body in memory, neither in chunks nor, if clients of the service do that, compressed.
pub(super) async fn unpack(mut request: Request, compresses: bool) -> Result<Request, BoxError> {
    let body = request.take_body().collect().await?.to_bytes().to_vec();
    unpacked(request, body, compresses)
}

/// [`unpack`] with a body that is in memory.
pub(super) fn unpacked(mut request: Request, mut body: Vec<u8>, compresses: bool) -> Result<Request, BoxError> {
    let values = request.headers().get_all(CONTENT_ENCODING);
    let encodings: Vec<String> =
        values.flat_map(|value| value.split(',')).map(|encoding| encoding.trim().to_owned()).collect();
    let has = |wanted: &str| encodings.iter().any(|encoding| encoding.eq_ignore_ascii_case(wanted));
    if has(AWS_CHUNKED) {
        body = chunks(&body).ok_or("a body in chunks is damaged")?;
        // It is for the way alone, and no part of what the input says.
        request.headers_mut().remove(CONTENT_ENCODING);
        let others = encodings.iter().filter(|encoding| !encoding.eq_ignore_ascii_case(AWS_CHUNKED));
        for encoding in others {
            request.headers_mut().try_append(CONTENT_ENCODING, encoding.clone())?;
        }
    }
    if compresses && has("gzip") {
        body = inflated(&body)?;
    }
    *request.body_mut() = SdkBody::from(body);
    Ok(request)
}

/// Takes away a slash at the end of the path, if there is one.
pub(super) fn without_last_slash(request: &mut Request) -> bool {
    let (path, query) = request.uri().split_at(request.uri().find('?').unwrap_or(request.uri().len()));
    let shorter = path.strip_suffix('/').map(|path| format!("{path}{query}"));
    shorter.is_some_and(|shorter| request.set_uri(shorter).is_ok())
}

/// The content of `aws-chunked`: chunks, each behind a line with its length in hexadecimal digits and, if it is signed,
/// that.
fn chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::with_capacity(body.len());
    loop {
        let end = body.windows(2).position(|pair| pair == b"\r\n")?;
        let head = str::from_utf8(&body[..end]).ok()?;
        let length = usize::from_str_radix(head.split(';').next()?, 16).ok()?;
        let chunk = body.get(end + 2..)?;
        if length == 0 {
            return Some(content);
        }
        content.extend_from_slice(chunk.get(..length)?);
        body = chunk.get(length + 2..)?;
    }
}

#[cfg(feature = "request-compression")]
fn inflated(body: &[u8]) -> Result<Vec<u8>, BoxError> {
    use std::io::Read as _;
    let mut content = Vec::new();
    flate2::read::GzDecoder::new(body).read_to_end(&mut content)?;
    Ok(content)
}

/// No client of a service without compressed requests sends one.
#[cfg(not(feature = "request-compression"))]
fn inflated(_: &[u8]) -> Result<Vec<u8>, BoxError> {
    Err("the service takes no compressed requests".into())
}

#[cfg(test)]
mod tests {
    use super::{Request, chunks, unpack, without_last_slash};
    use aws_smithy_types::body::SdkBody;

    #[tokio::test]
    async fn encodings_of_an_object_stay() {
        let mut request = Request::new(SdkBody::from("4\r\nWiki\r\n0\r\n\r\n"));
        request.headers_mut().append("content-encoding", "gzip, br");
        request.headers_mut().append("content-encoding", "aws-chunked");
        let request = unpack(request, false).await.expect("chunks");
        assert_eq!(request.body().bytes(), Some(&b"Wiki"[..]));
        assert_eq!(request.headers().get_all("content-encoding").collect::<Vec<_>>(), ["gzip", "br"]);
    }

    #[test]
    fn a_slash_at_the_end_goes() {
        for (uri, expected) in [
            ("http://a.test/b/?c=d/", Some("http://a.test/b?c=d/")),
            ("/b/", Some("/b")),
            ("/b", None),
            ("/b?c/", None),
        ] {
            let mut request = Request::empty();
            request.set_uri(uri).expect("a URI");
            assert_eq!(without_last_slash(&mut request).then_some(request.uri()), expected);
        }
    }

    #[test]
    fn chunks_are_put_together() {
        let body = b"4;chunk-signature=abc\r\nWiki\r\n5\r\npedia\r\n0\r\nx-amz-checksum-crc32:a\r\n\r\n";
        assert_eq!(chunks(body).as_deref(), Some(&b"Wikipedia"[..]));
        for damaged in [&b"4\r\nWik"[..], b"", b"x\r\n", b"ffffffffffffffff\r\n", b"4\r\nWiki"] {
            assert_eq!(chunks(damaged), None);
        }
    }
}
