//! Secrets outside of bodies: in path, query and headers of requests, and in headers of answers. Each is a canary, and
//! what logs everything sees none.

use crate::{client, config};
use farrier_tests::client::UriCapture;
use farrier_tests::log::Log;
use farrier_tests::secrets::{NUMBER, assert_debug_unseen, assert_error_unseen, assert_unseen};
use farrier_tests::server::{Answer, Server};
use farrier_tests::tomb::in_json;
use farrier_tests::{bury, tomb};
use harbour::Client;
use harbour::config::http::HttpRequest;
use harbour::config::interceptors::{BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut};
use harbour::config::retry::RetryConfig;
use harbour::config::{Config, ConfigBag, Intercept, RuntimeComponents, RuntimeComponentsBuilder, RuntimePlugin};
use harbour::error::{BoxError, ProvideErrorMetadata as _, SdkError};
use harbour::operation::whisper::{WhisperError, WhisperOutput};
use std::borrow::Cow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

async fn whisper(client: &Client) -> Result<WhisperOutput, SdkError<WhisperError>> {
    let call = client.whisper().to("tweety label").query("tweety query").params("tweety-key", "tweety param");
    call.header("tweety header").prefixed("Tweety", "tweety prefixed").open("plain").send().await
}

fn answer() -> Answer {
    Answer::ok("{}")
        .header("x-amzn-requestid", "r-1")
        .header("X-Echo", "tweety echo")
        .header("X-Number", &NUMBER.to_string())
        .header("X-Time", "Fri, 13 Feb 2009 19:45:21 GMT")
        .header("X-Hush-Tweety", "tweety prefixed")
        .header("Location", "/whispers/tweety%20label")
        .header("X-Open", "plain")
}

fn assert_complete(output: &WhisperOutput) {
    assert_eq!(
        (output.header(), output.number(), output.open()),
        (Some("tweety echo"), Some(777_000_777), Some("plain"))
    );
    let prefixed = output.prefixed().and_then(|prefixed| prefixed.get("tweety"));
    assert_eq!(prefixed.map(String::as_str), Some("tweety prefixed"));
    assert_debug_unseen(output);
}

#[tokio::test]
async fn what_is_sent_and_answered_is_whole_and_unseen() {
    let log = Log::start();
    let server = Server::start([Answer::new(503, "{}"), answer()]).await;
    let output = whisper(&Client::from_conf(config(&server).retry_config(retries()).build())).await.expect("answered");
    assert_complete(&output);
    assert_eq!(server.requests().len(), 2);
    for request in server.requests() {
        let uri = "/whispers/tweety%20label?tweety-key=tweety%20param&query=tweety%20query";
        assert_eq!(request.uri(), uri);
        let header = |name| request.headers().get(name).map(|value| value.as_bytes());
        assert_eq!(header("x-whisper"), Some(&b"tweety header"[..]));
        assert_eq!(header("x-hush-tweety"), Some(&b"tweety prefixed"[..]));
        assert_eq!(header("x-open"), Some(&b"plain"[..]));
    }
    let text = log.text();
    for line in [
        "transmitting request",
        "received response from service",
        "signing request",
        "/**hidden**",
        "\"x-open\": \"plain\"",
    ] {
        assert!(text.contains(line), "{line} is logged");
    }
    assert_unseen("the log", &text);
}

fn retries() -> RetryConfig {
    RetryConfig::standard().with_initial_backoff(Duration::from_millis(1))
}

#[tokio::test]
async fn no_error_shows_what_headers_hold() {
    let refused = Answer::new(403, r#"{"message": "plain"}"#).header("X-Amzn-Errortype", "Overheard");
    let answers = [
        refused.clone().header("X-By", "tweety"),
        refused.header("X-Amzn-Errortype", "Unheard").header("X-By", "tweety"),
        answer().header("X-Number", "777000777tweety"),
        answer().header("X-Time", "777000777tweety"),
        Answer::closed(),
    ];
    for answer in answers {
        let log = Log::start();
        let server = Server::start([answer]).await;
        assert_error_unseen(whisper(&client(&server)).await.expect_err("an error"));
        assert_unseen("the log", &log.text());
    }
}

/// A message that is sensitive is a member like any other. Where it cannot be read, nobody knows what it is.
#[tokio::test]
async fn a_message_that_is_sensitive_is_not_shown() {
    let muffled = |depth| {
        let body = format!(r#"{{"message": "tweety message", "depth": {depth}}}"#);
        Answer::new(400, body).header("X-Amzn-Errortype", "Muffled")
    };
    let log = Log::start();
    let server = Server::start([muffled("1"), muffled("\"deep\"")]).await;
    let error = whisper(&client(&server)).await.expect_err("an error");
    let Some(WhisperError::Muffled(inner)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!((inner.message(), inner.depth()), (Some("tweety message"), Some(1)));
    assert_eq!(inner.to_string(), "Muffled: *** Sensitive Data Redacted ***");
    assert_eq!(error.message(), Some("tweety message"));
    assert!(error.to_string().starts_with("Muffled: *** Sensitive Data Redacted *** (operation Whisper"), "{error}");
    assert_error_unseen(error);
    let error = whisper(&client(&server)).await.expect_err("an error");
    assert!(matches!(error.as_service_error(), Some(WhisperError::Unhandled(_))), "{error:?}");
    assert!(error.to_string().contains("Muffled"), "{error}");
    assert_error_unseen(error);
    assert_unseen("the log", &log.text());
}

/// Hosts that refuse, that are none, and that do not speak TLS.
#[tokio::test]
async fn no_error_shows_what_was_to_be_sent() {
    let server = Server::start([]).await;
    let log = Log::start();
    for url in ["http://127.0.0.1:1", "http://nowhere.invalid", &server.url.replace("http", "https")] {
        let client = Client::from_conf(config(&server).endpoint_url(url).build());
        let error = whisper(&client).await.expect_err("no connection");
        let host = url.split("//").last().unwrap_or_default();
        assert!(matches!(error, SdkError::DispatchFailure(_)) && error.to_string().contains(host), "{error}");
        assert_error_unseen(error);
    }
    assert_unseen("the log", &log.text());
}

/// Keeps the headers it is given when everything is signed, and those of the answer.
#[derive(Clone, Debug, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Witness {
    fn saw(&self, text: impl Into<String>) {
        self.0.lock().expect("not poisoned").push(text.into());
    }
}

impl Intercept for Witness {
    fn name(&self) -> &'static str {
        "Witness"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request: &HttpRequest = context.request();
        self.saw(request.uri());
        self.saw(request.headers().get("x-whisper").unwrap_or_default());
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.saw(context.response().headers().get("x-echo").unwrap_or_default());
        Ok(())
    }
}

/// Interceptors that may change a message get it whole, those of a single call, too.
#[tokio::test]
async fn interceptors_get_whole_messages() {
    let log = Log::start();
    let (of_client, of_call) = (Witness::default(), Witness::default());
    let server = Server::start([answer()]).await;
    let client = Client::from_conf(config(&server).interceptor(of_client.clone()).build());
    let call = client.whisper().to("tweety").header("tweety header").customize().interceptor(of_call.clone());
    call.send().await.expect("answered");
    for witness in [of_client, of_call] {
        let seen = witness.0.lock().expect("not poisoned").clone();
        let uri = format!("{}/whispers/tweety", server.url);
        assert_eq!(seen, [uri.as_str(), "tweety header", "tweety echo"]);
    }
    assert_unseen("the log", &log.text());
}

/// Sets an HTTP client of its own.
#[derive(Debug)]
struct Plugin(UriCapture);

impl RuntimePlugin for Plugin {
    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Owned(RuntimeComponentsBuilder::new("plugin").with_http_client(Some(self.0.clone())))
    }
}

/// An HTTP client that is set past the configuration, for all calls or for one, gets requests as they are.
#[tokio::test]
async fn an_http_client_of_a_plugin_gets_whole_requests() {
    let server = Server::start([]).await;
    for is_of_client in [true, false] {
        let capture = UriCapture::default();
        let plugin = Config::builder().runtime_plugin(Plugin(capture.clone()));
        let config =
            if is_of_client { config(&server).runtime_plugin(Plugin(capture.clone())) } else { config(&server) };
        let log = Log::start();
        let call = Client::from_conf(config.build()).whisper().to("tweety").customize();
        let call = if is_of_client { call } else { call.config_override(plugin) };
        call.send().await.expect("answered");
        assert_unseen("the log", &log.text());
        assert_eq!(capture.uris(), [format!("{}/whispers/tweety", server.url)]);
    }
}

#[tokio::test]
async fn nobody_sees_what_is_buried() {
    let body = format!("{{{}}}", in_json()).into_bytes();
    let error = |code: &str| format!(r#"{{"__type":"{code}","Message":"plain",{}}}"#, in_json()).into_bytes();
    bury!(harbour, tomb!(harbour, map, named), client, body, error, Answer::new);
}
