//! What the protocols share that [bind members](https://smithy.io/2.0/spec/http-bindings.html) to parts of an HTTP
//! message.
//!
//! A message is written in two steps: the members with a place of their own by `Bindings`, then the body by the
//! codec of the protocol. It is read the same way. Requests and responses differ in what may be bound, which the
//! model says: the way back is the same code.

mod bindings;
mod body;
mod client;
mod elements;
mod members;
#[cfg(feature = "server")]
mod server;
#[cfg(all(test, feature = "rest-json", feature = "rest-xml"))]
mod tests;
mod text;
mod uri;

pub(super) use body::BodyFormat;
pub(super) use client::{read, request};
#[cfg(feature = "server")]
pub(super) use server::{input, match_score, response};
#[cfg(feature = "rest-xml")]
pub(super) use uri::SplitEndpoint;
