//! Values that the AWS runtime would panic at, or that no one expects: errors, or calls like any other.

use crate::server::Server;
use crate::service::{Invite, SERVICE};
use crate::traits::{BEARER, PREFIXED, Variant};
use crate::{OK, client, config, input};
use aws_credential_types::Token;
use farrier_runtime::client::Handle;
use farrier_runtime::config::retry::RetryConfig;
use farrier_runtime::config::settings::SigningRegionSet;
use farrier_runtime::config::timeout::TimeoutConfig;
use farrier_runtime::config::{Builder, Credentials, Region};
use farrier_runtime::error::ProvideErrorMetadata;
use std::time::{Duration, SystemTime};

fn skewed(date: &str) -> String {
    format!("HTTP/1.1 403 No\r\ndate: {date}\r\nx-amzn-errortype: RequestTimeTooSkewed\r\n\r\n{{}}")
}

#[tokio::test]
async fn a_clock_in_a_time_without_signatures_is_not_believed() {
    for date in [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Sat, 01 Jan 9999 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Sat, 01 Jan 0000 00:00:00 GMT",
        "Fri, 31 Dec 99999 23:59:59 GMT",
        "yesterday",
    ] {
        let server = Server::start([skewed(date), OK.to_owned()]).await;
        let client = client(&server.url);
        let error = client.call().send::<Invite>(input()).await.expect_err(date);
        assert_eq!(error.code(), Some("RequestTimeTooSkewed"), "{date}: {error}");
        client.call().send::<Invite>(input()).await.expect("signed by the clock of this machine");
        let [first, second] = server.requests();
        assert_eq!(first.header("x-amz-date")[..4], second.header("x-amz-date")[..4], "{date}");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_corrected() {
    let server = Server::start([skewed("Sun, 01 Jan 2040 00:00:00 GMT"), OK.to_owned()]).await;
    client(&server.url).call().send::<Invite>(input()).await.expect("signed again");
    let [_, second] = server.requests();
    assert!(second.header("x-amz-date").starts_with("20400101T0000"), "{}", second.header("x-amz-date"));
}

/// What a header cannot hold: at the end, as what was read from a file has it, and elsewhere.
const UNFIT: [&str; 8] =
    ["AKID\n", "AK\nID", "AK\r\nx-evil: 1", "AK\0ID", "AK\u{1b}", "AK\u{7f}", "\u{e4}KID", "AK\u{1f600}"];

#[tokio::test]
async fn credentials_that_no_header_can_hold_are_an_error() {
    let key =
        |key: &str| config("http://127.0.0.1:1").credentials_provider(Credentials::new(key, "s", None, None, "test"));
    let session = |token: &str| {
        let credentials = Credentials::new("AKID", "s", Some(token.to_owned()), None, "test");
        config("http://127.0.0.1:1").credentials_provider(credentials)
    };
    for unfit in UNFIT {
        for (config, what) in [(key(unfit), "the access key id"), (session(unfit), "the session token")] {
            let error = Handle::new(&SERVICE, config.build()).call().send::<Invite>(input()).await.expect_err("unfit");
            assert_eq!(
                error.to_string(),
                format!(
                    "Invite: dispatch failure: the request cannot be signed: {what} has characters that do not belong \
                     into a header; is there a line break at its end?; attempts 1"
                ),
                "{unfit:?}"
            );
        }
        let config = config("http://127.0.0.1:1").token_provider(Token::new(unfit, None));
        let client = Handle::new(&SERVICE, config.build());
        let error = client.call().send::<Variant<BEARER>>(input()).await.expect_err("unfit");
        assert!(!error.to_string().contains("KID"), "{unfit:?}: {error}");
    }
}

#[tokio::test]
async fn what_else_is_signed_is_an_error_if_unfit() {
    for unfit in UNFIT {
        for config in [
            config("http://127.0.0.1:1").region(Region::new(unfit)),
            config("http://127.0.0.1:1").sigv4a_signing_region_set(SigningRegionSet::from(unfit)),
        ] {
            let client = Handle::new(&SERVICE, config.build());
            client.call().send::<Invite>(input()).await.expect_err("unfit");
        }
        let prefix = crate::service::InviteInput { client_token: Some(unfit.to_owned()), ..input() };
        client("http://127.0.0.1:1").call().send::<Variant<PREFIXED>>(prefix).await.expect_err("unfit");
    }
}

/// Settings that are as large as can be.
fn largest() -> [Builder; 3] {
    let most = RetryConfig::standard().with_max_attempts(u32::MAX).with_max_backoff(Duration::MAX);
    let timeouts = |timeout| {
        let timeouts = TimeoutConfig::builder().connect_timeout(timeout).read_timeout(timeout);
        timeouts.operation_timeout(timeout).operation_attempt_timeout(timeout).build()
    };
    [
        Builder::new().timeout_config(timeouts(Duration::MAX)),
        Builder::new().retry_config(most.with_initial_backoff(Duration::from_millis(1))),
        Builder::new().timeout_config(timeouts(Duration::from_secs(10_000 * 366 * 86_400))),
    ]
}

#[tokio::test]
async fn settings_can_be_as_large_as_they_like() {
    for changes in largest() {
        let server = Server::start(["HTTP/1.1 500 Oops\r\n\r\n{}", OK]).await;
        let call = client(&server.url).call().config_override(changes.clone());
        call.send::<Invite>(input()).await.unwrap_or_else(|error| panic!("{changes:?}: {error}"));
    }
}

/// Calls follow each other, since what is kept is looked at by the second one.
#[tokio::test]
async fn credentials_and_tokens_may_end_at_any_time() {
    let most = Duration::from_secs(i64::MAX.unsigned_abs());
    for end in [SystemTime::UNIX_EPOCH - most, SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + most] {
        let server = Server::start([OK; 6]).await;
        let credentials = Credentials::new("AKID", "secret", None, Some(end), "test");
        let client = Handle::new(&SERVICE, config(&server.url).credentials_provider(credentials).build());
        for _ in 0..2 {
            client.call().send::<Invite>(input()).await.unwrap_or_else(|error| panic!("{end:?}: {error}"));
        }
        let token = Token::new("token", Some(end));
        for config in [
            config(&server.url).token_provider(token.clone()),
            config(&server.url).bearer_token_resolver(token.clone()),
        ] {
            let client = Handle::new(&SERVICE, config.build());
            for _ in 0..2 {
                let answer = client.call().send::<Variant<BEARER>>(input()).await;
                answer.unwrap_or_else(|error| panic!("{end:?}: {error}"));
            }
        }
    }
}

#[tokio::test]
async fn a_body_is_loaded_up_to_the_limit() {
    let server = Server::start([OK, OK]).await;
    let limited = |size: u64| {
        let config = config(&server.url).response_max_body_size_bytes(size);
        Handle::new(&SERVICE, config.build()).call().send::<Invite>(input())
    };
    assert_eq!(limited(12).await.expect("as long as it may be").id, "i-1");
    let text = limited(11).await.expect_err("too long").to_string();
    let expected = "Invite: response error: the body is longer than 11 bytes, the setting `response_max_body_size_bytes`; \
                    attempts 1";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn the_error_of_a_host_with_a_prefix_says_so() {
    let url = Server::closed().await;
    let prefixed = crate::service::InviteInput { client_token: Some("127.".to_owned()), ..input() };
    let url = url.replace("127.0.0.1", "0.0.1");
    let error = client(&url).call().send::<Variant<PREFIXED>>(prefixed).await.expect_err("nobody listens");
    let host = url.replace("http://", "127.");
    let expected =
        format!("no connection to {host}, where `127.` is the host prefix that the model has for the operation: ");
    assert!(error.to_string().contains(&expected), "{error}");
}
