//! Secrets that are somewhere inside of what an operation sends and gets: each is a canary, and none is ever seen.

use crate::{client, settings};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server};
use relay::config::{Config, Credentials, ProvideCredentials as _, StalledStreamProtectionConfig};
use relay::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use relay::operation::bury::{BuryError, BuryInput, BuryOutput};
use relay::primitives::{Blob, DateTime};
use relay::types::{Casket, CasketOrSecret, SecretKind, SecretPart, SecretWhole, Tomb};
use std::fmt::Debug;

/// What every secret text has in it.
const CANARY: &str = "tweety";
/// Secrets that are no text: a number, a time, and the latter as it is shown.
const OTHERS: [&str; 3] = ["777000777", "1234554321", "2009-02-13"];

/// The structures that have a secret, each with all kinds of them.
fn casket() -> Casket {
    Casket::builder()
        .text("tweety text")
        .blob(Blob::new("tweety blob"))
        .number(777_000_777)
        .time(DateTime::from_secs(1_234_554_321))
        .kind(SecretKind::from("tweety kind"))
        .list("tweety list")
        .map("tweety key", "tweety value")
        .whole(SecretWhole::builder().inner("tweety whole").build())
        .part(SecretPart::Inner("tweety part".to_owned()))
        .build()
}

/// Secrets in all that can hold them.
fn tomb() -> Tomb {
    let inner = Tomb::builder().place("plain inside").either(CasketOrSecret::Secret("tweety union".to_owned()));
    Tomb::builder()
        .place("plain outside")
        .caskets(casket())
        .named("plain name", vec![casket()])
        .either(CasketOrSecret::Casket(casket()))
        .tombs(inner.caskets(casket()).build())
        .build()
}

/// The same as JSON.
const BODY: &str = r#"{"Tomb":{"Place":"plain outside","Caskets":[CASKET],"Named":{"plain name":[CASKET]},"Either":
    {"Casket":CASKET},"Tombs":[{"Place":"plain inside","Either":{"Secret":"tweety union"},"Caskets":[CASKET]}]}}"#;
const CASKET: &str = r#"{"Text":"tweety text","Blob":"dHdlZXR5IGJsb2I=","Number":777000777,"Time":1234554321,
    "Kind":"tweety kind","List":["tweety list"],"Map":{"tweety key":"tweety value"},"Whole":{"Inner":"tweety whole"},
    "Part":{"Inner":"tweety part"}}"#;

fn body() -> String {
    BODY.replace("CASKET", CASKET)
}

/// Checks that a text is there, and has no secret in it.
fn assert_unseen(what: &str, text: &str) {
    let canary_bytes = format!("{:?}", CANARY.as_bytes());
    let secrets = OTHERS.into_iter().chain([CANARY, canary_bytes.trim_matches(['[', ']']), "dHdlZXR5"]);
    for secret in secrets.chain(CREDENTIALS) {
        let line = text.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} in {what}: {}", line.unwrap_or_default());
    }
}

/// What credentials hold besides the access key id, which is no secret, and the token of `settings()`.
const CREDENTIALS: [&str; 4] = ["tweety-secret-key", "tweety-session-token", "the-token", "tweety-password"];

fn assert_debug_unseen(value: &impl Debug) {
    assert_unseen("Debug", &format!("{value:?}\n{value:#?}"));
}

/// Checks all there is to see of an error.
fn assert_error_unseen(error: SdkError<BuryError>) {
    assert_unseen("Display", &error.to_string());
    assert_debug_unseen(&error);
    assert_unseen("the chain of causes", &DisplayErrorContext(&error).to_string());
    assert_debug_unseen(&error.meta());
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

/// Answers of every kind: as they should be, and damaged in all ways.
fn answers() -> Vec<Answer> {
    let body = body();
    let of_type = |kind: &str| body.replacen('{', &format!(r#"{{"__type":"{kind}","Message":"plain message","#), 1);
    let mut answers = vec![
        Answer::ok(body.clone()),
        Answer::ok(body.clone()).header("content-type", "text/html"),
        Answer::ok(body.clone()).cut_short(),
        Answer::ok(body.clone() + " tweety"),
        Answer::ok("tweety"),
        Answer::ok("\"tweety\""),
        Answer::ok(body.replace("tweety", "\\tweety").replace("\\tweety", "\\weety\\uD8tweety")),
        Answer::ok(body.replace("777000777", "\"777000777\"")),
        Answer::ok(body.replace("777000777", "777000777000777000777")),
        Answer::ok(body.replace("1234554321", "\"2009-02-13T23:31:30+99:99\"")),
        Answer::ok(body.replace("dHdlZXR5IGJsb2I=", "dHdlZXR5IGJsb2")),
        Answer::ok(body.replace(r#"{"Inner":"tweety part"}"#, r#"{"tweety":"tweety"}"#)),
        Answer::ok(body.replace(r#"{"Inner":"tweety part"}"#, r#"{"Inner":"tweety","Inner":"tweety"}"#)),
        Answer::ok(body.replace(r#"["tweety list"]"#, r#"["tweety",7]"#)),
        Answer::ok(body.replace(r#""tweety key":"tweety value""#, r#""tweety key":{"tweety":1}"#)),
        Answer::ok(body.as_bytes().iter().map(|byte| if *byte == b'w' { 0xFF } else { *byte }).collect::<Vec<_>>()),
        Answer::closed(),
    ];
    for kind in ["Cursed", "relay#Cursed", "Unheard", "ThrottlingException"] {
        answers.push(Answer::new(400, of_type(kind)));
        answers.push(Answer::new(500, of_type(kind).replace("\"Tomb\":{", "\"Tomb\":[")));
    }
    for status in [302, 400, 403, 500, 503] {
        answers.push(Answer::new(status, body.clone()));
        answers.push(Answer::new(status, format!("<p>{body}")).header("content-type", "text/html"));
    }
    answers
}

#[tokio::test]
async fn neither_logs_nor_errors_show_secrets() {
    let unwatched = || config().stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    for answer in answers() {
        for config in [config(), unwatched(), config().endpoint_url("http://user:tweety-password@127.0.0.1:1")] {
            let log = Log::start();
            let server = Server::start(answer.clone().times(3)).await;
            let result = client(&server, config).bury().tomb(tomb()).send().await;
            let text = log.text();
            assert!(text.contains("transmitting request"), "logged at all levels");
            assert_unseen("the log", &text);
            match result {
                Ok(output) => assert_debug_unseen(&output),
                Err(error) => assert_error_unseen(error),
            }
        }
    }
}

/// Wherever a body ends.
#[tokio::test]
async fn no_error_shows_where_it_stopped() {
    let body = body();
    for end in 0..body.len() {
        let response = http::Response::builder().status(200).body(body[..end].to_owned()).expect("a response");
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
    let memory = farrier_tests::client::Canned::new(200, body());
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
