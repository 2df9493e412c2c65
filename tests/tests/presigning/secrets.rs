//! A presigned request is a secret until it expires.

use crate::{client, headers, param, settings, ten_minutes};
use aws_credential_types::Credentials;
use chest::Client;
use chest::config::Builder;
use chest::error::DisplayErrorContext;
use farrier_tests::client::SECRET_KEY;
use farrier_tests::log::Log;
use farrier_tests::secrets::{CANARY, assert_unseen};

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

fn secretive() -> Builder {
    let secret = |what: &str| format!("{CANARY}-{what}");
    settings().credentials_provider(Credentials::new("AKID", secret("key"), Some(secret("token")), None, "tests"))
}

/// Whatever there is to presign, and whatever is wrong with it: neither what comes of it nor logs show a secret.
#[tokio::test]
async fn neither_requests_nor_errors_nor_logs_show_secrets() {
    let configs = [
        ("as it is", secretive(), true),
        ("a password", secretive().endpoint_url("https://user:tweety@example.com"), true),
        ("a password that ends the host", secretive().endpoint_url("https://user:tweety/tweety@example.com"), false),
        ("no scheme", secretive().endpoint_url("example.com"), false),
        ("a region that is none", secretive().region(chest::config::Region::new("us east")), false),
        (
            "a key id of two lines",
            secretive().credentials_provider(Credentials::new("A\nB", CANARY, None, None, "")),
            false,
        ),
    ];
    for (name, config, is_signed) in configs {
        let client = Client::from_conf(config.build());
        // `all` is signed by SigV4a; without a bucket, and with a header of two lines, there is no request.
        for (bucket, key, is_sent) in
            [("b", "canary", true), ("all", "canary", true), ("", "", false), ("b", "\n", false)]
        {
            let log = Log::start();
            let secret = format!("{CANARY}{key}");
            let call = client.get_object().bucket(bucket).key("k").sse_customer_key(&secret);
            let asked = format!("{call:?} {client:?}");
            let presigned = call.presigned(ten_minutes()).await;
            let what = format!("{name}, {bucket}");
            assert_eq!(presigned.is_ok(), is_signed && is_sent, "{what}: {presigned:?}");
            let shown = match &presigned {
                Ok(request) => {
                    assert!(headers(request).iter().any(|(_, value)| *value == secret), "it is there: {what}");
                    format!("{request:?} {request:#?}")
                }
                Err(error) => format!("{error} {error:?} {error:#?} {}", DisplayErrorContext(error)),
            };
            assert_unseen(&what, &[asked, shown, log.text()].join("\n"));
        }
    }
}
