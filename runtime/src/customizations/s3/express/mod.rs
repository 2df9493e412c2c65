//! Buckets with sessions, of S3 Express One Zone: requests are signed with the credentials of a session, which are
//! short and for one bucket. A client asks for them when it needs them.

mod auth;
mod cache;
mod session;

pub use auth::express;
pub use session::{CreateSession, SessionCredentials};
