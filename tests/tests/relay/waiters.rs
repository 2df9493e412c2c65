//! Waiters call an operation until an answer ends them.

use crate::{client, settings};
use farrier_tests::server::{Answer, Server};
use relay::client::Waiters;
use std::time::Duration;

#[tokio::test]
async fn a_waiter_asks_again_until_the_service_is_ready() {
    let asleep = Answer::new(400, r#"{"__type": "relay#Asleep"}"#);
    let server = Server::start([asleep, Answer::ok("{}")]).await;
    let client = client(&server, settings());
    client.wait_until_awake().wait(Duration::from_secs(30)).await.expect("awake");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_error_that_no_acceptor_names_ends_the_wait() {
    let server = Server::start([Answer::new(400, r#"{"__type": "relay#Gone"}"#)]).await;
    let client = client(&server, settings());
    let error = client.wait_until_awake().wait(Duration::from_secs(30)).await.expect_err("gone");
    assert!(format!("{error:?}").contains("Gone"), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}
