//! What must not be seen of requests and answers: the AWS runtime logs both on their way to an HTTP client and back.
//!
//! Between that and the client, whichever it is, they are as they should be ([`Discreet`]); elsewhere their secret parts are
//! hidden ([`Hide`]), until an answer is read ([`Lift`]).

mod connector;
mod parts;
mod plugin;

pub(crate) use connector::Discreet;
pub(crate) use plugin::{Hide, Lift, Wrap, own_token};
