//! Answers of awsQuery and ec2Query that cannot be read are errors, never a panic or a hang; errors say what they can.

use crate::{client, config};
use depot::error::{ProvideErrorMetadata as _, SdkError};
use depot::operation::store::StoreError;
use farrier_tests::malformed::{Members, assert_unreadable};
use farrier_tests::server::{Answer, Server};
use yard::operation::RequestId as _;
use yard::operation::store::{StoreError as YardError, StoreOutput as YardOutput};

const DEPOT: Members = Members {
    root: "StoreResponse/StoreResult",
    text: "name",
    number: "count",
    flag: "sealed",
    time: "at",
    bytes: "image",
    union: "pick",
    other: "bin",
    nest: ["bin", "part"],
};

const YARD: Members = Members { root: "StoreResponse", ..DEPOT };

async fn store(server: &Server) -> Result<YardOutput, SdkError<YardError>> {
    yard::Client::from_conf(config(server)).store().send().await
}

#[tokio::test]
async fn what_cannot_be_read_is_an_error() {
    let of_depot = async |server: &Server| client(server).store().send().await;
    assert_unreadable(DEPOT.malformed(), of_depot, |error| {
        matches!(error.as_service_error(), Some(StoreError::Unhandled(_)))
    })
    .await;
    assert_unreadable(YARD.malformed(), store, |error| {
        matches!(error.as_service_error(), Some(YardError::Unhandled(_)))
    })
    .await;
}

/// As deep as it may be.
#[tokio::test]
async fn what_nests_is_read_to_a_limit() {
    for known in [true, false] {
        let server = Server::start([Answer::ok(DEPOT.nested(128, known)), Answer::ok(YARD.nested(128, known))]).await;
        let output = client(&server).store().send().await.expect("it may be that deep");
        assert_eq!(output.bin.is_some(), known);
        let output = store(&server).await.expect("it may be that deep");
        assert_eq!(output.bin.is_some(), known);
    }
}

#[tokio::test]
async fn what_is_longer_than_the_limit_is_not_loaded() {
    let long = format!("<R><StoreResult><name>{}</name></StoreResult></R>", "n".repeat(100_000));
    let server = Server::start([Answer::ok(long.clone()), Answer::ok(long)]).await;
    let limited = config(&server).to_builder().response_max_body_size_bytes(1_000_u64).build();
    let error = depot::Client::from_conf(limited.clone()).store().send().await.expect_err("too long");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    let error = yard::Client::from_conf(limited).store().send().await.expect_err("too long");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
}

/// The id is spelled in another way than in outputs.
#[tokio::test]
async fn an_error_of_ec2_query_has_a_form_of_its_own() {
    let body = "<Response><Errors><Error><Code>Full</Code><Message>no room</Message><room>7</room></Error>\
                <Error><Code>Other</Code></Error></Errors><RequestID>r-9</RequestID></Response>";
    let server = Server::start([Answer::new(400, body)]).await;
    let error = store(&server).await.expect_err("an error");
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("Full"), Some("no room"), Some("r-9")));
    let Some(YardError::Full(full)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!((full.message(), full.room()), (Some("no room"), Some("7")));
}

#[tokio::test]
async fn an_error_that_cannot_be_read_is_one_without_a_code() {
    for body in ["", "<html>", "<Response/>", "<Response><Errors/></Response>", "<Response><Errors><Error>", "{}"] {
        let server = Server::start([Answer::new(503, body), Answer::new(503, body)]).await;
        let error = client(&server).store().send().await.expect_err("an error");
        assert!(matches!(error.as_service_error(), Some(StoreError::Unhandled(_))), "{body}: {error:?}");
        assert_eq!(error.code(), None, "{body}");
        let error = store(&server).await.expect_err("an error");
        assert!(matches!(error.as_service_error(), Some(YardError::Unhandled(_))), "{body}: {error:?}");
        assert_eq!(error.code(), None, "{body}");
    }
}
