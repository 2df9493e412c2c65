//! Streams of events, received from a server on this machine and from bodies in memory.

mod broken;
mod live;
mod parts;
mod secrets;

use farrier_tests::client::settings;
use farrier_tests::frames::event;
use newsroom::Client;
use newsroom::config::Builder;
use newsroom::operation::listen::{Listen, ListenError, ListenOutput};
use newsroom::primitives::event_stream::{EventReceiver, RawMessage};
use newsroom::protocol::decode_events;
use newsroom::types::Wire;
use newsroom::types::error::WireError;

/// What receiving fails with.
type Failure = newsroom::error::SdkError<WireError, RawMessage>;

fn config(url: &str) -> Builder {
    settings().endpoint_url(url)
}

fn client(url: &str) -> Client {
    Client::from_conf(config(url).build())
}

fn initial_response() -> Vec<u8> {
    event("initial-response", r#"{"Topic":"weather","Since":1700000000}"#)
}

fn response(messages: &[Vec<u8>]) -> http::Response<Vec<u8>> {
    http::Response::builder().header("x-amzn-requestid", "r-1").body(messages.concat()).expect("a response")
}

/// The output in a response that is in memory.
async fn decode(messages: &[Vec<u8>]) -> Result<ListenOutput, ListenError> {
    decode_events::<Listen>(response(messages)).await
}

/// The stream of messages that follow an initial response.
async fn stream(messages: &[Vec<u8>]) -> EventReceiver<Wire, WireError> {
    decode(&[&[initial_response()], messages].concat()).await.expect("an output").wire
}

/// The first event or error.
async fn first(message: Vec<u8>) -> Result<Wire, Failure> {
    Ok(stream(&[message]).await.recv().await?.expect("an event"))
}
