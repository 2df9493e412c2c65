//! Waiters look into outputs that are CBOR or JSON, and know errors by their shapes, whatever code stands for one.

use crate::{cbor, client, json, json_client};
use farrier_tests::server::Server;
use observatory::client::Waiters as _;
use observatory_json::client::Waiters as _;
use std::time::Duration;

const WAIT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_waiter_looks_into_cbor() {
    let overcast = cbor(409, b"\xA1\x66__type\x74observatory#Overcast");
    let (dull, clear) = (cbor(200, b"\xA1\x65clear\xF4"), cbor(200, b"\xBF\x65clear\xF5\xFF"));
    let server = Server::start([overcast.header("x-amzn-query-error", "SkyOvercast;Sender"), dull, clear]).await;
    let output = client(&server).wait_until_clear().name("n").wait(WAIT).await.expect("clear");
    assert_eq!(output.into_result().expect("an output").clear(), Some(true));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_waiter_looks_into_json() {
    let overcast = json(409, r#"{"__type": "observatory#Overcast"}"#);
    let answers = [overcast, json(200, r#"{"clear": false}"#), json(200, r#"{"clear": true}"#)];
    let server = Server::start(answers).await;
    let output = json_client(&server).wait_until_clear().name("n").wait(WAIT).await.expect("clear");
    assert_eq!(output.into_result().expect("an output").clear(), Some(true));
    assert_eq!(server.requests().len(), 3);
}
