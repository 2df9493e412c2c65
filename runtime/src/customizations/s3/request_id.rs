use crate::error::ProvideErrorMetadata;
use crate::error::metadata::extra;

/// The second id that Amazon S3 gave an answer: `x-amz-id-2`. AWS asks for both.
pub trait RequestIdExt {
    /// The id, if the service sent one.
    fn extended_request_id(&self) -> Option<&str>;
}

impl<T: ProvideErrorMetadata> RequestIdExt for T {
    fn extended_request_id(&self) -> Option<&str> {
        self.meta().extra(extra::EXTENDED_REQUEST_ID)
    }
}
