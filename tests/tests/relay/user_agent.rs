//! The features that the user agent names, by the ids of AWS.

use farrier_tests::server::{Answer, Server, features};
use relay::Client;
use relay::client::Waiters as _;
use relay::config::Builder;
use relay::config::retry::RetryConfig;
use std::time::Duration;

/// What can be named here: waiter, paginator, modes of retries, an endpoint that is set. Of modes of accounts, where
/// the endpoint rules take none, nothing is.
const KNOWN: [&str; 9] = ["B", "C", "D", "E", "F", "N", "P", "Q", "R"];

/// Those of them that the only request of a call names.
async fn named(settings: impl FnOnce(Builder, &Server) -> Builder, call: impl AsyncFnOnce(Client)) -> String {
    let server = Server::start([Answer::ok("{}")]).await;
    let gateway = crate::settings().gateway(server.url.trim_start_matches("http://"));
    call(Client::from_conf(settings(gateway, &server).build())).await;
    let mut named = features(&server.request());
    named.retain(|feature| KNOWN.contains(&feature.as_str()));
    named.sort();
    named.concat()
}

async fn send(client: Client) {
    client.send().send().await.expect("sent");
}

#[tokio::test]
async fn settings_are_named() {
    assert_eq!(named(|config, _| config, send).await, "E");
    assert_eq!(named(|config, _| config.retry_config(RetryConfig::adaptive()), send).await, "F");
    assert_eq!(named(|config, server| config.endpoint_url(&server.url), send).await, "EN");
}

#[tokio::test]
async fn paginators_and_waiters_are_named() {
    let pages = async |client: Client| {
        client.recall().into_paginator().send().next().await.expect("a page").expect("read");
    };
    assert_eq!(named(|config, _| config, pages).await, "CE");
    let wait = async |client: Client| {
        client.wait_until_awake().wait(Duration::from_secs(9)).await.expect("awake");
    };
    assert_eq!(named(|config, _| config, wait).await, "BE");
}
