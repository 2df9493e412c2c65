//! Amazon S3.

mod protocol;
mod request_id;
#[cfg(feature = "client")]
mod unsigned_payload;

pub use protocol::S3;
pub use request_id::RequestIdExt;
#[cfg(feature = "client")]
pub use unsigned_payload::UnsignedPayload;
