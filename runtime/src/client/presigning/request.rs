//! What a presigned request has.

use crate::error::BoxError;
use crate::serde::REDACTED;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use std::fmt;

/// A request that is signed and not sent: its method, its URI with the signature, and the headers that were signed and have to
/// be sent along. The `Host` is that of the URI.
///
/// Whoever has it can send it and needs no credentials for that, until it expires.
#[derive(Clone)]
#[non_exhaustive]
pub struct PresignedRequest {
    uri: String,
    http: http::Request<()>,
}

impl PresignedRequest {
    pub(super) fn new(request: HttpRequest) -> Result<Self, BoxError> {
        let uri = request.uri().to_owned();
        // Whoever sends the request has the body.
        let mut http = request.try_into_http1x()?.map(drop);
        http.extensions_mut().clear();
        Ok(Self { uri, http })
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
