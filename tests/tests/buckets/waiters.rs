//! Waiters for what comes or goes. An answer to `HEAD` has no body: that something is not there, the status says alone.

use crate::client;
use buckets::client::Waiters as _;
use farrier_tests::server::{Answer, Server};
use std::time::Duration;

const WAIT: Duration = Duration::from_secs(20);

async fn server(statuses: [u16; 2]) -> Server {
    Server::start(statuses.map(|status| Answer::new(status, ""))).await
}

#[tokio::test]
async fn what_is_not_there_yet_is_asked_for_again() {
    let (bucket, object) = (server([404, 200]).await, server([404, 200]).await);
    let (bucket_client, object_client) = (client(&bucket), client(&object));
    let (bucket_exists, object_exists) = tokio::join!(
        bucket_client.wait_until_bucket_exists().bucket("pail").wait(WAIT),
        object_client.wait_until_object_exists().bucket("pail").key("k").wait(WAIT),
    );
    assert!(bucket_exists.expect("a bucket").into_result().is_ok());
    assert!(object_exists.expect("an object").into_result().is_ok());
    assert_eq!((bucket.requests().len(), object.requests().len()), (2, 2));
}

#[tokio::test]
async fn what_is_gone_is_an_error_that_is_waited_for() {
    let server = server([404, 404]).await;
    let client = client(&server);
    let bucket = client.wait_until_bucket_not_exists().bucket("pail").wait(WAIT).await.expect("gone");
    assert!(bucket.into_result().expect_err("gone").into_service_error().is_not_found());
    let object = client.wait_until_object_not_exists().bucket("pail").key("k").wait(WAIT).await.expect("gone");
    assert!(object.into_result().expect_err("gone").into_service_error().is_not_found());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_one_may_not_see_is_not_waited_for() {
    let server = server([403, 403]).await;
    client(&server).wait_until_bucket_exists().bucket("pail").wait(WAIT).await.expect_err("forbidden");
    client(&server).wait_until_object_not_exists().bucket("pail").key("k").wait(WAIT).await.expect_err("forbidden");
    assert_eq!(server.requests().len(), 2);
}
