//! Amazon S3.

mod bucket;
#[cfg(feature = "s3-express")]
mod express;
mod protocol;
mod request_id;
#[cfg(feature = "client")]
mod unsigned_payload;

#[cfg(feature = "s3-express")]
pub use express::{CreateSession, SessionCredentials, express};
pub use protocol::S3;
pub use request_id::RequestIdExt;
#[cfg(feature = "client")]
pub use unsigned_payload::UnsignedPayload;
