//! Tokens of sessions go by a header that Amazon S3 alone has, and are as secret as others.

use crate::client;
use crate::express::{BUCKET, LATER};
use buckets::primitives::ByteStream;
use buckets::types::SessionCredentials;
use farrier_tests::log::Log;
use farrier_tests::secrets::{CANARY, assert_debug_unseen, assert_error_unseen, assert_unseen};
use farrier_tests::server::{Answer, Server};

#[tokio::test]
async fn nobody_sees_the_token_of_a_session() {
    let log = Log::start();
    let refused = Answer::new(403, "<Error><Code>AccessDenied</Code></Error>");
    let begun = || {
        Answer::ok(format!(
            "<CreateSessionResult><Credentials><AccessKeyId>key</AccessKeyId><SecretAccessKey>{CANARY}</SecretAccessKey>\
             <SessionToken>{CANARY}</SessionToken><Expiration>{LATER}</Expiration></Credentials></CreateSessionResult>"
        ))
    };
    let server = Server::start([begun(), Answer::ok(""), Answer::ok(""), refused, begun()]).await;
    let client = client(&server);
    let get = || client.get_object().bucket(BUCKET).key("k").send();
    assert_debug_unseen(&get().await.expect("an object"));
    let put = client.put_object().bucket(BUCKET).key("k").body(ByteStream::from_static(b"plain"));
    assert_debug_unseen(&put.send().await.expect("stored"));
    assert_error_unseen(get().await.expect_err("refused"));
    // One that is sensitive itself.
    let output = client.create_session().bucket(BUCKET).send().await.expect("a session");
    let token = output.credentials().map(SessionCredentials::session_token);
    assert_eq!(token, Some(CANARY));
    assert_debug_unseen(&output);
    for request in &server.requests()[1..4] {
        assert_eq!(request.headers()["x-amz-s3session-token"], CANARY);
    }
    assert_eq!(&server.requests()[2].body()[..], b"plain");
    let log = log.text();
    assert!(log.contains("transmitting request"), "logged at all levels");
    assert_unseen("the log", &log);
}
