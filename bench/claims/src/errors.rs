//! What a program is told when a call fails.

use crate::Claim;
use crate::canned::Canned;
use crate::sides::{Seen, Side};

/// What must not be in a log.
const SECRET: &str = "the-secret-of-the-answer";

pub(crate) fn claims() -> Vec<Claim> {
    let display = |seen: &Seen| seen.display.clone();
    vec![
        Claim::see("an error of the service says what happened", conflict, display, |seen| {
            ["ConflictException", "Open already", "r-1"].iter().all(|part| seen.display.contains(part))
        }),
        Claim::see("a failure without an answer names operation and cause", refused, display, |seen| {
            seen.display.contains("CreateConnectionInvitation") && seen.display.contains("refused")
        }),
        Claim::see(
            "an error with a malformed body keeps its code, status and request id",
            malformed,
            metadata,
            |seen| seen.code.as_deref() == Some("ConflictException") && has_metadata(seen, 409),
        ),
        Claim::same("a page of HTML from a proxy keeps status and request id, as there", html, metadata, |seen| {
            has_metadata(seen, 502)
        }),
        Claim::see(
            "`Debug` of an error of the service leaves out the raw response",
            debug,
            |shown| shown.to_owned(),
            |shown| !shown.contains(SECRET),
        ),
    ]
}

fn has_metadata(seen: &Seen, status: u16) -> bool {
    seen.status == Some(status) && seen.request_id.as_deref() == Some("r-1")
}

fn metadata(seen: &Seen) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let status = seen.status.map_or_else(|| "none".to_owned(), |status| status.to_string());
    format!(
        "code {}, message {}, status {status}, id {}",
        text(&seen.code),
        text(&seen.message),
        text(&seen.request_id)
    )
}

fn conflict(side: &Side) -> Seen {
    let answer = Canned::new(409, r#"{"__type":"ConflictException","message":"Open already"}"#);
    (side.call)(answer.http(), true, 1)
}

fn refused(side: &Side) -> Seen {
    // Nobody listens at the port for `tcpmux`.
    (side.call_by_default_client)("http://127.0.0.1:1")
}

fn malformed(side: &Side) -> Seen {
    let answer = Canned::new(409, r#"{"message":"Open al"#).header("x-amzn-errortype", "ConflictException");
    (side.call)(answer.http(), true, 1)
}

fn html(side: &Side) -> Seen {
    (side.call)(Canned::new(502, "<html>Bad gateway</html>").http(), true, 1)
}

/// The part of the text around the secret, or its beginning if it has none.
fn debug(side: &Side) -> String {
    let body = r#"{"__type":"ConflictException","message":"Open already","Hint":"the-secret-of-the-answer"}"#;
    let text = (side.call)(Canned::new(409, body).http(), true, 1).debug;
    let start = text.find(SECRET).map_or(0, |at| at.saturating_sub(40));
    text.chars().skip(start).take(100).collect()
}
