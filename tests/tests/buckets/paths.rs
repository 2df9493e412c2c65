//! Where requests go.

use crate::client;
use buckets::config::Builder;
use farrier_tests::server::{Answer, Server};

/// By a vendor other than AWS, which has buckets in the path.
#[tokio::test]
async fn keys_arrive_as_they_are() {
    let keys = [
        ("../a", "/pail/../a"),
        ("a//b", "/pail/a//b"),
        ("/a/", "/pail//a/"),
        (".", "/pail/."),
        ("..", "/pail/.."),
        ("a/./b/../c", "/pail/a/./b/../c"),
        ("a b+c%20d?e#f", "/pail/a%20b%2Bc%2520d%3Fe%23f"),
        ("\u{fc}\n", "/pail/%C3%BC%0A"),
    ];
    let server = Server::start(Answer::ok("").times(keys.len() + 1)).await;
    for (key, path) in keys {
        client(&server).get_object().bucket("pail").key(key).send().await.expect("an object");
        let request = server.requests().pop().expect("a request");
        assert_eq!((request.uri().path(), request.uri().query()), (path, Some("x-id=GetObject")), "{key}");
        crate::signing::assert_signed(&request, "s3");
    }
    let by_name = |config: Builder| config.force_path_style(true);
    let config = by_name(crate::config(&server)).endpoint_url(server.url.replace("127.0.0.1", "localhost"));
    let call = buckets::Client::from_conf(config.build()).get_object().bucket("pail").key("k");
    call.send().await.expect("an object");
    assert_eq!(server.requests()[keys.len()].uri(), "/pail/k?x-id=GetObject");
}

#[tokio::test]
async fn nothing_is_sent_without_a_bucket_and_a_key() {
    let server = Server::start([]).await;
    for (bucket, key) in [(None, Some("k")), (Some(""), Some("k")), (Some("pail"), None), (Some("pail"), Some(""))] {
        let call = client(&server).get_object().set_bucket(bucket.map(str::to_owned)).set_key(key.map(str::to_owned));
        let error = call.send().await.expect_err("nothing to send");
        let missing = if key.is_some_and(|key| !key.is_empty()) { "Bucket" } else { "Key" };
        assert!(error.to_string().contains(missing), "{error}");
    }
    assert!(server.requests().is_empty());
}

/// As the official tests for S3 want it. The official crate sends a slash behind the bucket.
#[tokio::test]
async fn no_slash_is_between_a_bucket_and_a_query() {
    let server = Server::start([Answer::ok("<LocationConstraint/>")]).await;
    client(&server).get_bucket_location().bucket("pail").send().await.expect("a location");
    assert_eq!(server.request().uri(), "/pail?location");
}
