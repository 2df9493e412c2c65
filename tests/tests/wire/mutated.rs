//! Answers that are almost those of `cases/errors`: whatever a server writes, the error is one line, and the code is
//! what another parser of JSON finds. Seeded, so that each run is the same; `FARRIER_RUNS=1000` makes more of each
//! case.

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use farrier_tests::client::{Canned, config, invite};
use fastrand::Rng;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// How many each case becomes.
fn runs() -> usize {
    std::env::var("FARRIER_RUNS").map_or(10, |runs| runs.parse().expect("FARRIER_RUNS is a number"))
}

#[tokio::test]
async fn errors_are_one_line_and_have_the_code_of_the_body() {
    let mut random = Rng::with_seed(16);
    let mut with_code = 0;
    for body in bodies() {
        for number in 0..runs() {
            let mutant = if number % 2 == 0 { text(&body, &mut random) } else { value(&body, &mut random) };
            // As the official crates: what 2xx says is an output.
            let status = *random.choice([300, 400, 403, 404, 429, 500, 503]).as_ref().expect("there are some");
            with_code += usize::from(check(&mutant, status).await);
        }
    }
    assert!(with_code > 10 * runs(), "many mutants have a code: {with_code}");
}

#[tokio::test]
async fn outputs_are_read_or_refused() {
    let mut random = Rng::with_seed(61);
    let output = json!({"Id": "1", "Arn": "a", "Catalog": "AWS", "ConnectionType": "OPPORTUNITY_COLLABORATION",
        "CreatedAt": "2026-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00.5Z", "ExpiresAt": 1.5, "Status": "PENDING",
        "OtherParticipantIdentifier": "é", "ParticipantType": "SENDER", "InvitationMessage": "\u{1f600}"});
    let mut read = 0;
    for number in 0..40 * runs() {
        let mutant = match number % 2 {
            0 => text(&output.to_string(), &mut random),
            _ => value(&output.to_string(), &mut random),
        };
        let client = client(200, &mutant);
        let answered = invite(&client).send().await;
        // Control characters within strings are read, as the codec of AWS does.
        let plain: String = mutant.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // By its grammar: half a surrogate pair, and a number that no float is, may be in what nobody reads.
        let is_json = serde_json::from_str::<IgnoredAny>(&plain).is_ok();
        match answered {
            // The other parser is strict; ours reads no more than it, and nothing where there is nothing.
            Ok(_) => assert!(is_json || plain.trim().is_empty(), "{mutant}"),
            Err(error) => assert_line(&error.to_string(), &mutant),
        }
        read += usize::from(is_json);
    }
    assert!(read > 10 * runs(), "{read} are JSON");
}

/// Whether the answer has a code, which is checked.
async fn check(body: &str, status: u16) -> bool {
    let error = invite(&client(status, body)).send().await.expect_err(body);
    assert_line(&error.to_string(), body);
    let chain = DisplayErrorContext(&error).to_string();
    assert!(!chain.contains(char::is_control), "{body:?}: {chain:?}");
    assert!(matches!(error, SdkError::ServiceError(_)), "{body}: {error}");
    let expected = serde_json::from_str::<Value>(body).ok().and_then(|value| code(&value));
    // Where a key is twice, the other parser takes the last one.
    if let Some(expected) = expected.filter(|_| body.matches("__type").count() + body.matches("\"code\"").count() == 1)
    {
        assert_eq!(error.code(), Some(&*expected), "{body}");
        return true;
    }
    false
}

/// The code of a body by the rules of awsJson: without a namespace, and without what follows a colon.
fn code(body: &Value) -> Option<String> {
    let text = body.get("__type").or(body.get("code"))?.as_str()?;
    let text = text.split(':').next().unwrap_or(text);
    let text = text.split_once('#').map_or(text, |(_, name)| name);
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn assert_line(text: &str, body: &str) {
    assert!(!text.contains(char::is_control), "{body:?}: {text:?}");
    assert!(text.len() < 20_000, "{body:?}: {} bytes", text.len());
}

fn client(status: u16, body: &str) -> Client {
    let once = aws_sdk_partnercentralaccount::config::retry::RetryConfig::disabled();
    let config = config().http_client(Canned::new(status, body)).endpoint_url("http://127.0.0.1:1");
    Client::from_conf(config.retry_config(once).build())
}

/// The bodies of the cases of errors.
fn bodies() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/errors");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    let body = |path: &std::path::PathBuf| {
        let case: Value = serde_json::from_slice(&fs::read(path).expect("a case")).expect("JSON");
        case["body"].as_str().map_or_else(|| case["body"].to_string(), str::to_owned)
    };
    paths.iter().filter(|path| path.is_file()).map(body).collect()
}

/// The text with some of its characters removed, repeated or replaced.
fn text(text: &str, random: &mut Rng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..random.usize(1..4) {
        let at = random.usize(0..=chars.len());
        let end = (at + random.usize(0..6)).min(chars.len());
        let part: Vec<char> = chars[at..end].to_vec();
        match random.u8(0..4) {
            0 => drop(chars.drain(at..end)),
            1 => drop(chars.splice(at..at, part.repeat(random.usize(1..40)))),
            2 => drop(chars.splice(at..end, random.choice(PIECES.iter()).expect("there are some").chars())),
            _ => chars.truncate(at),
        }
    }
    chars.into_iter().collect()
}

/// What a text is damaged with.
const PIECES: [&str; 16] =
    ["\"", "{", "}", "[", "]", ":", ",", "\\", "\\u", "\\ud800", "\u{0}", "\u{1b}", "é\u{202e}", "1e999", "null", " "];

/// The JSON value with some of its values replaced; the text, if it is none.
fn value(body: &str, random: &mut Rng) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(body) else { return text(body, random) };
    for _ in 0..random.usize(1..3) {
        replace(&mut value, random);
    }
    value.to_string()
}

fn replace(value: &mut Value, random: &mut Rng) {
    let with = |random: &mut Rng| match random.u8(0..8) {
        0 => Value::Null,
        1 => json!(-1),
        2 => json!(1e300),
        3 => json!([[[[]]]]),
        4 => json!({"a": {"__type": "Inner"}}),
        5 => json!("a#b:c\n\u{1b}[31m"),
        6 => json!("x".repeat(random.usize(0..30_000))),
        _ => json!("ThrottlingException"),
    };
    match value {
        Value::Object(members) if !members.is_empty() && random.u8(0..5) > 0 => {
            let keys: Vec<String> = members.keys().cloned().collect();
            let key = random.choice(keys).expect("it is not empty");
            match random.u8(0..4) {
                0 => drop(members.remove(&key)),
                1 => drop(members.insert("__type".to_owned(), with(random))),
                _ => replace(members.get_mut(&key).expect("it is there"), random),
            }
        }
        Value::Array(items) if !items.is_empty() && random.bool() => {
            let at = random.usize(0..items.len());
            replace(&mut items[at], random);
        }
        _ => *value = with(random),
    }
}
