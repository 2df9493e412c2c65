//! rpcv2Cbor and rpcv2Json over a connection, by two clients of `models/observatory.json`. What each message looks like
//! is said by the tests in that model.

mod calls;
mod events;
mod malformed;
mod secrets;
mod waiters;
mod way_back;

use farrier_tests::client::once;
use farrier_tests::server::{Answer, Server};
use observatory::config::Config;

/// Configures a client of a server, which tries once. All clients have the same configuration.
fn config(server: &Server) -> Config {
    let config = once().endpoint_url(format!("{}/base", server.url));
    config.build()
}

/// A client that speaks CBOR.
fn client(server: &Server) -> observatory::Client {
    observatory::Client::from_conf(config(server))
}

/// A client that speaks JSON.
fn json_client(server: &Server) -> observatory_json::Client {
    observatory_json::Client::from_conf(config(server))
}

/// An answer in CBOR.
fn cbor(status: u16, body: &[u8]) -> Answer {
    Answer::new(status, body.to_vec())
        .header("smithy-protocol", "rpc-v2-cbor")
        .header("content-type", "application/cbor")
}

/// An answer in JSON.
fn json(status: u16, body: &str) -> Answer {
    let answer = Answer::new(status, body.to_owned());
    answer.header("smithy-protocol", "rpc-v2-json").header("content-type", "application/json")
}
