//! Secrets that are somewhere inside of what an operation sends and gets: each is a canary, and none is ever seen.

use crate::{client, settings};
use farrier_tests::log::Log;
use farrier_tests::secrets::{assert_debug_unseen, assert_error_unseen, assert_unseen};
use farrier_tests::server::{Answer, Server};
use farrier_tests::tomb::{answers, in_json};
use farrier_tests::{bury, tomb};
use relay::config::{Config, Credentials, ProvideCredentials as _, StalledStreamProtectionConfig};
use relay::error::{DisplayErrorContext, SdkError};
use relay::operation::bury::{BuryError, BuryInput, BuryOutput};
use relay::types::Tomb;

fn tomb() -> Tomb {
    tomb!(relay, map, named)
}

fn body() -> Vec<u8> {
    format!("{{{}}}", in_json()).into_bytes()
}

fn error(code: &str) -> Vec<u8> {
    format!(r#"{{"__type":"{code}","Message":"plain message",{}}}"#, in_json()).into_bytes()
}

/// Checks all there is to see of an error, also where it is one of all operations.
fn assert_error_of_all_unseen(error: SdkError<BuryError>) {
    let all = relay::Error::from(error);
    assert_unseen("Display", &all.to_string());
    assert_debug_unseen(&all);
    assert_unseen("the chain of causes", &DisplayErrorContext(&all).to_string());
}

fn config() -> relay::config::Builder {
    let (key, token) = ("tweety-secret-key", "tweety-session-token".to_owned());
    let retries =
        relay::config::retry::RetryConfig::standard().with_initial_backoff(std::time::Duration::from_millis(1));
    settings().credentials_provider(Credentials::new("AKID", key, Some(token), None, "tests")).retry_config(retries)
}

#[tokio::test]
async fn an_output_holds_what_no_one_sees() {
    let server = Server::start([Answer::ok(body())]).await;
    let client = client(&server, config());
    let call = client.bury().tomb(tomb());
    assert_debug_unseen(&call);
    assert_debug_unseen(&BuryInput::builder().tomb(tomb()));
    assert_debug_unseen(&BuryInput::builder().tomb(tomb()).build().expect("an input"));
    let output = call.send().await.expect("an output");
    assert_eq!(output.tomb(), Some(&tomb()));
    assert_debug_unseen(&output);
    assert_debug_unseen(&BuryOutput::builder().tomb(tomb()));
    assert_debug_unseen(&client);
    assert_debug_unseen(&client.config().credentials_provider().expect("set").provide_credentials().await);
    let sent = server.request();
    let sent = String::from_utf8_lossy(sent.body());
    assert_eq!(sent.matches("tweety text").count(), 4, "{sent}");
}

#[tokio::test]
async fn nobody_sees_what_is_buried() {
    bury!(relay, tomb(), |server| client(server, config()), body(), error, Answer::new);
}

#[tokio::test]
async fn neither_logs_nor_errors_show_secrets() {
    let unwatched = || config().stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    for answer in answers(&body(), error, Answer::new) {
        for config in [unwatched(), config().endpoint_url("http://user:tweety-password@127.0.0.1:1")] {
            let log = Log::start();
            let server = Server::start(answer.clone().times(3)).await;
            let result = client(&server, config).bury().tomb(tomb()).send().await;
            assert_unseen("the log", &log.text());
            result.map_or_else(assert_error_of_all_unseen, |output| assert_debug_unseen(&output));
        }
    }
}

/// Wherever a body ends.
#[tokio::test]
async fn no_error_shows_where_it_stopped() {
    let body = body();
    for end in 0..body.len() {
        let response = http::Response::builder().status(200).body(body[..end].to_vec()).expect("a response");
        let error = relay::protocol::decode::<relay::operation::bury::Bury>(response).err();
        let Some(error) = error else { continue };
        assert_unseen("Display", &error.to_string());
        assert_debug_unseen(&error);
        assert_unseen("the chain of causes", &DisplayErrorContext(&error).to_string());
    }
}

/// An HTTP client of a program may have answers in memory, which the AWS runtime would log.
#[tokio::test]
async fn what_is_in_memory_is_not_logged() {
    let log = Log::start();
    let memory = farrier_tests::client::Canned::new(200, String::from_utf8(body()).expect("text"));
    let client = relay::Client::from_conf(config().http_client(memory).build());
    let output = client.bury().tomb(tomb()).send().await.expect("an output");
    assert_eq!(output.tomb(), Some(&tomb()));
    assert!(log.text().contains("received response from service"), "logged at all levels");
    assert_unseen("the log", &log.text());
}

#[tokio::test]
async fn every_scheme_keeps_its_credentials() {
    let log = Log::start();
    let server = Server::start(Answer::ok("{}").times(6)).await;
    let client = client(&server, config());
    client.send().signal("plain").secret("tweety").send().await.expect("signed by SigV4");
    client.whoami().send().await.expect("with a bearer token");
    client.ping().send().await.expect("not signed");
    assert!(log.text().contains("signing request"), "logged at all levels");
    assert_unseen("the log", &log.text());
}

/// A sensitive member that is a parameter of the endpoint rules, one of which says it in its error, and one in a URL.
#[tokio::test]
async fn no_endpoint_shows_what_it_is_chosen_by() {
    for secret in ["tweety secret", "tweety-url"] {
        let log = Log::start();
        let client = relay::Client::from_conf(config().endpoint_url("http://127.0.0.1:1").build());
        let error = client.send().signal("plain").secret(secret).send().await.expect_err("no endpoint");
        let text = error.to_string();
        let expected = "there is no endpoint for these parameters; why would show a sensitive member";
        assert!(text.contains(expected), "{text}");
        assert_error_unseen(error);
        assert!(!log.text().is_empty(), "logged at all levels");
        assert_unseen("the log", &log.text());
        let input = relay::operation::send::SendInput::builder().secret(secret).build().expect("an input");
        let params = relay::config::endpoint::Params::builder().region("us-east-1").build().expect("parameters");
        if let Err(error) = relay::protocol::endpoint::<relay::operation::send::Send2>(&input, &params) {
            assert_unseen("the error of rules", &format!("{error} {error:?}"));
        }
    }
}

/// A password in the URL of an endpoint is sent nowhere and seen nowhere.
#[tokio::test]
async fn a_password_in_the_url_is_left_out() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let url = server.url.replace("http://", "http://user:tweety-password@");
    let shared = aws_types::SdkConfig::builder().endpoint_url(&url).build();
    for config in [config().endpoint_url(&url), Config::new(&shared).to_builder()] {
        let log = Log::start();
        assert_debug_unseen(&config);
        let config = config
            .region(relay::config::Region::new("us-east-1"))
            .behavior_version(relay::config::BehaviorVersion::latest())
            .build();
        assert_debug_unseen(&config);
        let client = relay::Client::from_conf(config);
        assert_debug_unseen(&client);
        client.ping().send().await.expect("sent");
        assert_unseen("the log", &log.text());
    }
    let broken = config().endpoint_url("http://user:tweety/password@127.0.0.1:1");
    let log = Log::start();
    let error = relay::Client::from_conf(broken.build()).bury().tomb(tomb()).send().await.expect_err("no URL");
    assert_eq!(
        error.to_string(),
        "Bury: failed to construct request: the endpoint URL `http://<hidden>@127.0.0.1:1` cannot be read: user and \
         password do not belong there"
    );
    assert_error_unseen(error);
    assert_unseen("the log", &log.text());
}

/// What is no URL is said, and the request is in no part of the error.
#[tokio::test]
async fn an_endpoint_that_is_none_shows_no_request() {
    for url in ["localhost:4566", "http://local host", "not a url", "http://", "http://host:99999", "http://[::1", "/"]
    {
        let log = Log::start();
        let config = config().endpoint_url(url).build();
        let error = relay::Client::from_conf(config).bury().tomb(tomb()).send().await.expect_err("no URL");
        let text = error.to_string();
        let start = format!("Bury: failed to construct request: the endpoint URL `{url}` ");
        assert!(text.starts_with(&start) && !text.contains("Request"), "{text}");
        assert!(!format!("{error:?}").contains("SdkBody"), "{error:?}");
        assert_error_unseen(error);
        assert_unseen("the log", &log.text());
    }
}
