//! Auth schemes, client context parameters and waiters, by a client of `models/relay.json`.

mod auth;
mod config;
mod discovery;
mod secrets;
mod sigv4a;
mod telemetry;
mod user_agent;
mod waiters;

use aws_credential_types::Token;
use farrier_tests::client::{BEARER_TOKEN, credentials};
use farrier_tests::server::{Answer, Received, Server, decompressed};
use relay::Client;
use relay::config::{BehaviorVersion, Builder, Config, Region};

/// A configuration in region us-east-1 that can sign by any scheme.
fn settings() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
        .token_provider(Token::new(BEARER_TOKEN, None))
}

/// A client of a server.
fn client(server: &Server, config: Builder) -> Client {
    Client::from_conf(config.endpoint_url(&server.url).build())
}

/// A server that answers one request.
async fn server() -> Server {
    Server::start([Answer::ok("{}")]).await
}

/// What kind of signature a request has; empty without one.
fn kind(request: &Received) -> &str {
    let header = request.headers().get("authorization").map_or("", |value| value.to_str().expect("text"));
    header.split(' ').next().unwrap_or_default()
}

#[tokio::test]
async fn a_long_body_is_compressed() {
    let server = server().await;
    let long = "x".repeat(20_000);
    client(&server, settings()).send().signal(&long).send().await.expect("sent");
    assert_eq!(decompressed(&server.request()), format!(r#"{{"Signal":"{long}"}}"#).as_bytes());
}
