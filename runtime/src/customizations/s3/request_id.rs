use crate::error::metadata::extra;
use crate::error::response::extended_request_id;
use crate::error::{Described, ProvideErrorMetadata};
use crate::protocol::Response;
use aws_smithy_runtime_api::http::Headers;

/// The second id that Amazon S3 gave an answer: `x-amz-id-2`. AWS asks for both.
pub trait RequestIdExt {
    /// The id, if the service sent one.
    fn extended_request_id(&self) -> Option<&str>;
}

impl<T: ProvideErrorMetadata + Described> RequestIdExt for T {
    fn extended_request_id(&self) -> Option<&str> {
        self.meta().extra(extra::EXTENDED_REQUEST_ID)
    }
}

impl<T: RequestIdExt, E: RequestIdExt> RequestIdExt for Result<T, E> {
    fn extended_request_id(&self) -> Option<&str> {
        self.as_ref().map_or_else(RequestIdExt::extended_request_id, RequestIdExt::extended_request_id)
    }
}

impl RequestIdExt for Headers {
    fn extended_request_id(&self) -> Option<&str> {
        extended_request_id(self)
    }
}

impl RequestIdExt for Response {
    fn extended_request_id(&self) -> Option<&str> {
        extended_request_id(self.headers())
    }
}
