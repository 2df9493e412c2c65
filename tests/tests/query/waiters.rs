//! Waiters look into outputs that are XML, and know errors by their shapes, whatever code stands for one.

use crate::{client, config};
use depot::client::Waiters as _;
use farrier_tests::server::{Answer, Server};
use std::time::Duration;
use yard::client::Waiters as _;

const WAIT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_waiter_of_aws_query_looks_into_a_list() {
    let full = Answer::new(402, "<ErrorResponse><Error><Code>DepotFull</Code></Error></ErrorResponse>");
    let topics = |last: &str| {
        let topics = format!("<topics><topic>sent</topic><topic>{last}</topic></topics>");
        Answer::ok(format!("<StoreResponse><StoreResult>{topics}</StoreResult></StoreResponse>"))
    };
    let server = Server::start([full, topics("lost"), topics("shelved")]).await;
    let stored = client(&server).wait_until_stored().name("n").wait(WAIT).await.expect("stored");
    assert_eq!(stored.into_result().expect("an output").topics(), ["sent", "shelved"]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_waiter_of_ec2_query_looks_at_a_value() {
    let full = Answer::new(400, "<Response><Errors><Error><Code>Full</Code></Error></Errors></Response>");
    let kind = |kind: &str| Answer::ok(format!("<StoreResponse><kind>{kind}</kind></StoreResponse>"));
    let server = Server::start([full, kind("crate"), kind("box")]).await;
    let client = yard::Client::from_conf(config(&server));
    let stored = client.wait_until_stored().name("n").wait(WAIT).await.expect("stored");
    assert_eq!(stored.into_result().expect("an output").kind(), Some(&yard::types::Kind::Box));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_error_of_another_code_ends_the_wait() {
    let body = "<ErrorResponse><Error><Code>DepotShut</Code></Error></ErrorResponse>";
    let server = Server::start([Answer::new(402, body)]).await;
    client(&server).wait_until_stored().name("n").wait(WAIT).await.expect_err("shut");
    assert_eq!(server.requests().len(), 1);
}
