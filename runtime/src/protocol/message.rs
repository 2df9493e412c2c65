//! What protocols share that make requests and responses.

use super::definition::Response;
use aws_smithy_schema::serde::SerdeError;
use std::fmt;

#[cfg(any(feature = "aws-json", feature = "query", feature = "rpc-v2"))]
pub(super) use unbound::*;

/// The bytes of a body, which was loaded before.
pub(crate) fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

/// A part of a message that cannot be written.
pub(super) fn unwritable(error: impl fmt::Display) -> SerdeError {
    SerdeError::write_failed(error.to_string())
}

/// Messages of protocols that bind no member to a part of them but the body.
#[cfg(any(feature = "aws-json", feature = "query", feature = "rpc-v2"))]
mod unbound {
    use super::unwritable;
    use crate::protocol::definition::Request;
    #[cfg(feature = "server")]
    use crate::protocol::definition::Response;
    use crate::schema::SerdeResult;
    #[cfg(feature = "server")]
    use aws_smithy_runtime_api::http::StatusCode;
    use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

    /// A POST to the path of the endpoint. No body at all differs from one without bytes.
    pub(in crate::protocol) fn post(media_type: &'static str, body: Option<Vec<u8>>) -> SerdeResult<Request> {
        let length = body.as_ref().map(|body| body.len().to_string());
        let mut request = Request::new(body.unwrap_or_default().into());
        request.set_method("POST").map_err(unwritable)?;
        if let Some(length) = length {
            request.headers_mut().insert(CONTENT_TYPE, media_type);
            request.headers_mut().try_insert(CONTENT_LENGTH, length).map_err(unwritable)?;
        }
        Ok(request)
    }

    /// The response to it: what a service answers.
    #[cfg(feature = "server")]
    pub(in crate::protocol) fn answer(
        status: u16,
        media_type: &'static str,
        body: Option<Vec<u8>>,
    ) -> SerdeResult<Response> {
        let has_body = body.is_some();
        let status = StatusCode::try_from(status).map_err(unwritable)?;
        let mut response = Response::new(status, body.unwrap_or_default().into());
        if has_body {
            response.headers_mut().insert(CONTENT_TYPE, media_type);
        }
        Ok(response)
    }
}
