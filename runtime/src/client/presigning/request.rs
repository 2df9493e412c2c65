//! What a presigned request has.

use crate::error::BoxError;
use crate::serde::REDACTED;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use std::fmt;

/// A request that is signed and not sent: its method, its URI with the signature, and the headers that were signed and
/// have to be sent along. The `Host` is that of the URI.
///
/// Whoever has it can send it and needs no credentials for that, until it expires.
#[derive(Clone)]
#[non_exhaustive]
pub struct PresignedRequest {
    uri: String,
    http: http::Request<()>,
    #[cfg(feature = "http-02x")]
    http_02x: super::http_02x::Parts,
}

impl PresignedRequest {
    pub(super) fn new(request: HttpRequest) -> Result<Self, BoxError> {
        let uri = request.uri().to_owned();
        // Whoever sends the request has the body.
        let request = request.map(|_| SdkBody::empty());
        #[cfg(feature = "http-02x")]
        let http_02x = super::http_02x::Parts::new(&request)?;
        let mut http = request.try_into_http1x()?.map(drop);
        http.extensions_mut().clear();
        Ok(Self {
            uri,
            http,
            #[cfg(feature = "http-02x")]
            http_02x,
        })
    }

    /// The method.
    pub fn method(&self) -> &str {
        self.http.method().as_str()
    }

    /// The URI, with the signature in its query.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// Names and values of the headers to send.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        // They were texts when they were signed.
        self.http
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), str::from_utf8(value.as_bytes()).ok()?)))
    }

    /// The request with a body.
    pub fn make_http_1x_request<B>(&self, body: B) -> http::Request<B> {
        self.clone().into_http_1x_request(body)
    }

    /// The request with a body.
    pub fn into_http_1x_request<B>(self, body: B) -> http::Request<B> {
        self.http.map(|()| body)
    }

    /// The request with a body, by `http` 0.2.
    #[cfg(feature = "http-02x")]
    #[deprecated = "`make_http_1x_request` gives that of the newer `http`"]
    pub fn make_http_02x_request<B>(&self, body: B) -> http_02x::Request<B> {
        self.http_02x.clone().with(body)
    }

    /// The request with a body, by `http` 0.2.
    #[cfg(feature = "http-02x")]
    #[deprecated = "`into_http_1x_request` gives that of the newer `http`"]
    pub fn into_http_02x_request<B>(self, body: B) -> http_02x::Request<B> {
        self.http_02x.with(body)
    }
}

/// Without the signature, and without values of headers.
impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = self.uri.split_once('?').map_or(self.uri(), |(path, _)| path);
        f.debug_struct("PresignedRequest")
            .field("method", &self.method())
            .field("uri", &format_args!("{uri}?{REDACTED}"))
            .field("headers", &self.http.headers().keys().collect::<Vec<_>>())
            .finish()
    }
}

#[cfg(all(test, feature = "http-02x"))]
mod tests {
    use super::*;

    /// By both versions of `http` it is the same request, and none has extensions of its making.
    #[test]
    #[expect(deprecated, reason = "as programs of official crates call them")]
    fn by_both_versions() -> Result<(), BoxError> {
        let mut request = HttpRequest::new(SdkBody::from("left to whoever sends it"));
        request.set_method("PUT")?;
        request.set_uri("https://a.example/b%20c?X-Amz-Signature=1")?;
        request.headers_mut().insert("x-amz-meta-a", "b");
        request.add_extension(7_u8);
        let presigned = PresignedRequest::new(request)?;
        let newer = presigned.make_http_1x_request("body");
        for older in [presigned.make_http_02x_request("body"), presigned.clone().into_http_02x_request("body")] {
            assert_eq!(older.method().as_str(), newer.method().as_str());
            assert_eq!(older.uri().to_string(), newer.uri().to_string());
            assert_eq!(older.headers()["x-amz-meta-a"].as_bytes(), b"b");
            assert_eq!((older.headers().len(), newer.headers().len()), (1, 1));
            assert_eq!((older.extensions().len(), newer.extensions().len()), (0, 0));
            assert_eq!(older.body(), newer.body());
        }
        Ok(())
    }
}
