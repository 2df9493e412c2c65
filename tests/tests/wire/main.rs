//! What a correct client does on the wire: requests, answers, errors.

mod by_hand;
mod connections;
mod endpoint;
mod errors;
mod input;
mod malformed;
mod mutated;
mod request;
mod retries;
mod secrets;
mod shown;
mod signing;
mod success;
mod tls;
mod token;
mod typed;
mod unconnected;
mod validate;
mod way_back;

use farrier_tests::server::{Received, header};
use serde_json::Value;

/// The body of a request, as JSON.
fn json(request: &Received) -> Value {
    serde_json::from_slice(request.body()).expect("JSON")
}
