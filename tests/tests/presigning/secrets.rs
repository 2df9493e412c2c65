//! A presigned request is a secret until it expires.

use crate::{client, headers, param, ten_minutes};
use farrier_tests::client::SECRET_KEY;
use farrier_tests::log::Log;

#[tokio::test]
async fn nobody_sees_the_signature() {
    let log = Log::start();
    let call = client().get_object().bucket("b").key("k").sse_customer_key("canary");
    let request = call.presigned(ten_minutes()).await.expect("signed");
    let name = "x-amz-server-side-encryption-customer-key";
    assert_eq!(headers(&request), [(name, "canary")]);
    let shown = format!("{request:?}");
    assert!(shown.contains("https://b.s3.us-east-1.example.com/k?") && shown.contains(name), "{shown}");
    let log = log.text();
    assert!(log.contains("GetObject"), "nothing was logged");
    for secret in [param(&request, "X-Amz-Signature"), "the-session-token", "canary", SECRET_KEY] {
        assert!(!shown.contains(secret), "{shown}");
        assert!(!log.contains(secret), "{secret} was logged");
    }
}

#[test]
fn a_call_with_a_body_shows_it_to_nobody() {
    let call = client().put_object().bucket("b").body(chest::primitives::ByteStream::from_static(b"canary"));
    assert!(!format!("{call:?}").contains("canary"));
}
