//! What must not be seen of requests and answers: the AWS runtime logs both on their way to an HTTP client and back.
//!
//! Between that and the client, whichever it is, they are as they should be ([`RedactingHttpClient`]); elsewhere their
//! secret parts are hidden ([`RedactRequest`]), until an answer is read ([`RestoreResponse`]).

mod connector;
mod parts;
mod plugin;

pub(crate) use connector::RedactingHttpClient;
#[cfg(feature = "test-util")]
pub(crate) use parts::{Secret, secret_of};
pub(crate) use plugin::{RedactPluginHttpClient, RedactRequest, RestoreResponse, own_token};
