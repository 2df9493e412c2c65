//! Streams of events that are sent, most of them while others are received: over HTTP/2, by a host that checks each
//! signature.

mod both_ways;
mod broken;
mod ends;
mod goaway;
mod heads;
mod many;
mod messages;
mod own;
mod retries;
mod xml;

use farrier_tests::chain::{Chain, header};
use farrier_tests::client::settings;
use farrier_tests::frames::{event, text};
use farrier_tests::host::{Call, Host};
use futures_util::stream::poll_fn;
use harbour::Client;
use harbour::config::Builder;
use harbour::config::retry::RetryConfig;
use harbour::error::SdkError;
use harbour::operation::pilot::{PilotError, PilotOutput};
use harbour::primitives::event_stream::{EventStreamSender, Message};
use harbour::types::error::OrdersError;
use harbour::types::{Course, Orders};
use std::fmt::Debug;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// What a program sends.
type Sent = EventStreamSender<Orders, OrdersError>;

/// What a test sends by.
type Sender = UnboundedSender<Result<Orders, OrdersError>>;

/// What a call becomes.
type Piloted = Result<PilotOutput, SdkError<PilotError>>;

/// A configuration for a host.
fn config(host: &Host) -> Builder {
    settings()
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .endpoint_url(&host.url)
        .http_client(host.client())
}

fn client(host: &Host) -> Client {
    Client::from_conf(config(host).build())
}

/// A stream of what a test sends while it sends it; it ends when the other end is dropped.
fn live() -> (Sender, Sent) {
    let (sender, mut receiver) = unbounded_channel();
    (sender, poll_fn(move |context| receiver.poll_recv(context)).into())
}

/// Starts a call.
fn pilot(client: &Client, orders: Sent) -> JoinHandle<Piloted> {
    tokio::spawn(client.pilot().id("argo").orders(orders).send())
}

/// Starts a call of what a test sends while it sends it, which the host has got.
async fn begun(client: &Client, host: &mut Host) -> (Sender, JoinHandle<Piloted>, Call) {
    let (orders, stream) = live();
    let call = pilot(client, stream);
    (orders, call, soon(host.call()).await)
}

/// The output of a call that was answered with a success.
async fn answered<O, E: Debug>(call: JoinHandle<Result<O, E>>) -> O {
    soon(call).await.expect("no panic").expect("an output")
}

fn course(heading: i32) -> Orders {
    Orders::Course(Course::builder().heading(heading).build())
}

/// An event of the tide.
fn tide(height: f64) -> Vec<u8> {
    event("tide", &format!(r#"{{"h":{height}}}"#))
}

/// A success, and no body yet.
fn ok() -> http::response::Builder {
    http::Response::builder().header("X-Pilot", "Tiphys")
}

/// The next message of a call, out of its signed one.
async fn next(call: &mut Call, chain: &mut Chain) -> Option<Message> {
    let signed = call.message().await.expect("the client goes on").expect("a last message before the end");
    chain.open(&signed)
}

/// What the payload of a message says.
fn payload(message: &Message) -> &str {
    std::str::from_utf8(message.payload()).expect("text")
}

/// Waits for what has to come soon, however busy the machine is.
async fn soon<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(120), future).await.expect("soon")
}
