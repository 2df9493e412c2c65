//! Canaries: what every secret of a call has in it, and nothing that can be seen of the call.

use crate::client::{BEARER_TOKEN, SECRET_KEY, SESSION_TOKEN};
use crate::hash::hex;
use crate::log::Log;
use crate::server::{Answer, Server};
use aws_smithy_types::base64;
use aws_smithy_types::error::display::DisplayErrorContext;
use farrier_runtime::client::SdkError;
use farrier_runtime::error::{OperationError, ProvideErrorMetadata};
use std::fmt::Debug;
use std::sync::LazyLock;

/// What every secret text has in it.
pub const CANARY: &str = "tweety";

/// A secret that is no text.
pub const NUMBER: i64 = 777_000_777;

/// A secret time, in seconds since 1970: on 2009-02-13.
pub const TIME: i64 = 1_234_554_321;

/// What shows that there was a secret.
static TRACES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let (number, time) = (NUMBER.to_string(), TIME.to_string());
    // Parts of a key are seen where what is between them is escaped.
    let keys = SECRET_KEY.split('/').chain([SESSION_TOKEN, BEARER_TOKEN, "Lovelace"]);
    keys.chain([CANARY, &number, &time, "2009-02-13", "13 Feb 2009"]).flat_map(forms).collect()
});

/// A text, and what it may look like.
fn forms(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let hex = hex(bytes);
    let list = format!("{bytes:?}").replace(['[', ']', ' '], "");
    // In base64 it depends on what is before it, and its ends on what is beside them.
    let in_base64 = (0..3).map(|before| {
        let encoded = base64::encode([&[0; 2][..before], bytes].concat());
        encoded[(before * 8).div_ceil(6)..(before + bytes.len()) * 8 / 6].to_owned()
    });
    in_base64.chain([text.to_owned(), hex.to_uppercase(), hex, list]).collect()
}

/// A line of a text that has a secret, in whatever form.
fn secret_line(text: &str) -> Option<String> {
    // A list of bytes may be on many lines.
    let squeezed: String = text.split_whitespace().collect();
    let trace = TRACES.iter().find(|trace| if trace.contains(',') { &squeezed } else { text }.contains(*trace))?;
    let line = text.lines().find(|line| line.contains(trace)).unwrap_or("a list of bytes");
    Some(format!("{trace} in {line}"))
}

/// Fails if a text has a secret.
///
/// # Panics
/// It has.
#[track_caller]
pub fn assert_unseen(what: &str, text: &str) {
    let line = secret_line(text);
    assert!(line.is_none(), "a secret in {what}: {}", line.unwrap_or_default());
}

/// Fails if `Debug` of a value has a secret.
///
/// # Panics
/// It has.
#[track_caller]
pub fn assert_debug_unseen(value: &(impl Debug + ?Sized)) {
    assert_unseen("Debug", &format!("{value:?}\n{value:#?}"));
}

/// Fails if anything that is to be seen of an error has a secret.
///
/// # Panics
/// It has.
#[track_caller]
pub fn assert_error_unseen<E: OperationError, R: Debug>(error: SdkError<E, R>) {
    assert_unseen("Display", &error.to_string());
    assert_unseen("the chain of causes", &DisplayErrorContext(&error).to_string());
    assert_debug_unseen(&error);
    // The message is for whoever asks for it, sensitive or not.
    assert_debug_unseen(&error.meta().clone().into_builder().message("").build());
    if let SdkError::ServiceError(error) = error {
        let error = error.into_err();
        assert_unseen("Display", &error.to_string());
        assert_unseen("the chain of causes", &DisplayErrorContext(&error).to_string());
        assert_debug_unseen(&error);
    }
}

/// Makes a call for each answer. `Debug` of what comes of it, errors with all their causes, and logs of every level
/// show no secret, though the server got one.
///
/// # Panics
/// There is one to be seen.
pub async fn assert_none_seen<O: Debug, E: OperationError>(
    answers: impl IntoIterator<Item = Answer>,
    call: impl AsyncFn(&Server) -> Result<O, SdkError<E>>,
) {
    for answer in answers {
        let log = Log::start();
        let server = Server::start([answer]).await;
        match call(&server).await {
            Ok(output) => assert_debug_unseen(&output),
            Err(error) => assert_error_unseen(error),
        }
        let text = log.text();
        assert!(text.contains("transmitting request"), "logged at all levels: {text}");
        assert_unseen("the log", &text);
        for request in server.requests() {
            let sent = format!("{:?} {}", request.headers(), String::from_utf8_lossy(request.body()));
            assert!(sent.contains(CANARY), "the secret was sent: {sent}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_in_whatever_form() {
        let text = "a tweety b";
        let bytes = text.as_bytes();
        let hex = hex(bytes);
        for form in [text.to_owned(), hex.to_uppercase(), hex, format!("{bytes:?}"), format!("{bytes:#?}")] {
            assert!(secret_line(&form).is_some(), "{form}");
        }
        for before in ["", "a", "ab", "abc"] {
            for after in ["", "c", "cd"] {
                let encoded = base64::encode(format!("{before}tweety{after}"));
                assert!(secret_line(&encoded).is_some(), "{encoded}");
            }
        }
        for secret in [SECRET_KEY, &SECRET_KEY.replace('/', "%2F"), SESSION_TOKEN, "777000777", "2009-02-13T19:45:21Z"]
        {
            assert!(secret_line(secret).is_some(), "{secret}");
        }
        assert_eq!(secret_line("AKIDEXAMPLE [116, 119] dHdl 7477 plain"), None);
    }
}
