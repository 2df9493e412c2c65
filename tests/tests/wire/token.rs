//! The idempotency token.

use crate::json;
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::IdempotencyTokenProvider;
use farrier_tests::client::{client, config, invite};
use farrier_tests::server::{Answer, Received, Server};
use std::collections::BTreeSet;

fn token(request: &Received) -> String {
    json(request)["ClientToken"].as_str().expect("a token").to_owned()
}

/// [RFC 4122](https://www.rfc-editor.org/rfc/rfc4122#section-4.4), in lower case.
fn is_v4_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => b"89ab".contains(&byte),
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

#[tokio::test]
async fn an_absent_token_is_filled_with_a_v4_uuid() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server);
    for _ in 0..2 {
        invite(&client).send().await.expect("sent");
    }
    let [first, second] = server.requests().try_into().expect("two requests");
    assert!(is_v4_uuid(&token(&first)) && is_v4_uuid(&token(&second)));
    assert_ne!(token(&first), token(&second));
}

#[test]
fn version_and_variant_are_right_in_every_token() {
    let provider = IdempotencyTokenProvider::random();
    let tokens: BTreeSet<_> = (0..10_000).map(|_| provider.make_idempotency_token()).collect();
    assert_eq!(tokens.len(), 10_000);
    assert_eq!(tokens.iter().find(|token| !is_v4_uuid(token)), None);
    let variants: BTreeSet<_> = tokens.iter().map(|token| &token[19..20]).collect();
    assert_eq!(variants.into_iter().collect::<String>(), "89ab");
}

#[tokio::test]
async fn a_given_token_is_kept() {
    let server = Server::start([Answer::ok("{}")]).await;
    invite(&client(&server)).client_token("mine").send().await.expect("sent");
    assert_eq!(token(&server.request()), "mine");
}

#[tokio::test]
async fn token_is_the_same_for_all_retries() {
    let failure = Answer::new(500, "{}");
    let server = Server::start([failure.clone(), failure, Answer::ok("{}")]).await;
    invite(&client(&server)).send().await.expect("answered at last");
    let bodies: BTreeSet<_> = server.requests().iter().map(|request| request.body().clone()).collect();
    assert_eq!((server.requests().len(), bodies.len()), (3, 1));
}

#[tokio::test]
async fn a_provider_can_be_given() {
    let server = Server::start([Answer::ok("{}")]).await;
    let config = config().endpoint_url(&server.url).idempotency_token_provider("fixed").build();
    invite(&Client::from_conf(config)).send().await.expect("sent");
    assert_eq!(token(&server.request()), "fixed");
}
