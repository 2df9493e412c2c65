//! Presigned requests as those of `http` 0.2.

use crate::error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use http_02x::{HeaderMap, Method, Request, Uri};

/// What a request has besides its body. A request of `http` 0.2 cannot be cloned.
#[derive(Clone)]
pub(super) struct Parts {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
}

impl Parts {
    /// Those of a request whose body is empty.
    pub(super) fn new(request: &HttpRequest) -> Result<Self, BoxError> {
        let request = request.try_clone().ok_or("the body is a stream")?;
        let (parts, _) = request.try_into_http02x()?.into_parts();
        Ok(Self { method: parts.method, uri: parts.uri, headers: parts.headers })
    }

    pub(super) fn with<B>(self, body: B) -> Request<B> {
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = self.uri;
        *request.headers_mut() = self.headers;
        request
    }
}
