//! Checksums of bodies: MD5, where a model wants no more, and those of an algorithm that is chosen, `@httpChecksum`.
//!
//! A body in memory has its checksum in a header. Behind a stream it comes in a trailer, in the encoding `aws-chunked`.

#[cfg(feature = "http-checksum")]
mod algorithm;
#[cfg(feature = "http-checksum")]
mod chunked;
#[cfg(feature = "http-checksum")]
mod compared;
#[cfg(feature = "http-checksum")]
mod data;
#[cfg(feature = "http-checksum")]
mod interceptor;
#[cfg(feature = "request-checksum")]
mod md5;
#[cfg(feature = "http-checksum")]
mod quiet;
#[cfg(feature = "http-checksum")]
mod request;
#[cfg(feature = "http-checksum")]
mod response;

use crate::error::BoxError;
use crate::operation::{RequestChecksum, Traits};
use crate::protocol::Request;

#[cfg(feature = "http-checksum")]
pub(super) use interceptor::{RequestChecksums, ResponseChecksums};

/// Adds the checksum that all requests of an operation have. That of a chosen algorithm is for [`RequestChecksums`] to
/// add.
pub(super) fn add(request: &mut Request, traits: Traits) -> Result<(), BoxError> {
    #[cfg(not(feature = "http-checksum"))]
    if traits.response_checksum.is_some() || matches!(traits.request_checksum, RequestChecksum::Chosen { .. }) {
        return Err("the operation needs the feature `http-checksum` of farrier-runtime".into());
    }
    if traits.request_checksum != RequestChecksum::Md5 {
        return Ok(());
    }
    #[cfg(feature = "request-checksum")]
    return md5::add(request);
    // A service that wants a checksum refuses requests without one.
    #[cfg(not(feature = "request-checksum"))]
    {
        let _ = request;
        Err("the operation needs the feature `request-checksum` of farrier-runtime".into())
    }
}
