//! What is sent, when, and what is said of it.

use crate::Claim;
use crate::canned::Canned;
use crate::log;
use crate::sides::Side;
use serde_json::Value;
use std::time::Duration;
use tracing::level_filters::LevelFilter;

pub(crate) fn claims() -> Vec<Claim> {
    vec![
        Claim::see(
            "missing input is said before anything is sent, all of it",
            missing,
            show_missing,
            |(sent, text)| *sent == 0 && text.contains("Email") && text.contains("Name"),
        ),
        Claim::see(
            "so it is for nested structures",
            |side| (side.build_tag)(),
            Clone::clone,
            |text| {
                let text = text.to_lowercase();
                text.contains("key") && text.contains("value")
            },
        ),
        Claim::see(
            "idempotency tokens are valid version 4 UUIDs",
            valid_tokens,
            |valid| format!("{valid} of {TOKENS}"),
            |valid| *valid == TOKENS,
        ),
        Claim::see(
            "a required member that is absent in a response is reported in the log",
            warning,
            |text| or_none(text),
            |text| text.contains("Arn"),
        ),
        Claim::see(
            "`x-amz-retry-after` is honoured for errors that the model calls retryable",
            |side| (delay(side, "ThrottlingException"), delay(side, "InternalServerException")),
            |(throttled, failed)| {
                format!("ThrottlingException after {throttled:?}, InternalServerException after {failed:?}")
            },
            |(throttled, failed)| *throttled >= RETRY_AFTER && *failed >= RETRY_AFTER,
        ),
    ]
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { text.to_owned() }
}

/// How many requests were sent without `Email` and `Name`, and what the call says.
fn missing(side: &Side) -> (usize, String) {
    let answer = Canned::new(200, "{}");
    let seen = (side.call)(answer.http(), false, 1);
    (answer.requests().len(), seen.display)
}

fn show_missing((sent, text): &(usize, String)) -> String {
    format!("{sent} sent: {}", text.chars().take(160).collect::<String>())
}

const TOKENS: usize = 200;

/// How many of the tokens that requests were given have the bits that RFC 9562 wants.
fn valid_tokens(side: &Side) -> usize {
    let answer = Canned::new(200, "{}");
    for _ in 0..TOKENS {
        (side.call)(answer.http(), true, 1);
    }
    let bodies =
        answer.requests().into_iter().filter_map(|request| serde_json::from_slice::<Value>(&request.body).ok());
    bodies.filter(|body| body["ClientToken"].as_str().is_some_and(is_v4)).count()
}

fn is_v4(token: &str) -> bool {
    let at = |index: usize| token.as_bytes().get(index).copied().unwrap_or_default();
    token.len() == 36 && at(14) == b'4' && b"89abAB".contains(&at(19))
}

/// What is logged, from warnings on, of a response without required members.
fn warning(side: &Side) -> String {
    let ((), text) = log::during(LevelFilter::WARN, || {
        (side.call)(Canned::new(200, r#"{"Id":"1"}"#).http(), true, 1);
    });
    text.lines()
        .map(|line| line.split_once("WARN").map_or(line, |(_, rest)| rest).trim())
        .collect::<Vec<_>>()
        .join("; ")
}

/// What the answers ask for, in milliseconds.
const RETRY_AFTER: Duration = Duration::from_millis(600);

/// How long after the first attempt the second one came.
fn delay(side: &Side, code: &'static str) -> Duration {
    let answer = Canned::new(500, "{}").header("x-amzn-errortype", code).header("x-amz-retry-after", "600");
    (side.call)(answer.http(), true, 2);
    match answer.requests().as_slice() {
        [first, second] => Duration::from_millis((second.at - first.at).as_millis().try_into().unwrap_or(u64::MAX)),
        _ => Duration::ZERO,
    }
}
