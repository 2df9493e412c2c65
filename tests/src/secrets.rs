//! Canaries: what every secret of a call has in it, and nothing that can be seen of the call.

use crate::log::Log;
use crate::server::{Answer, Server};
use aws_smithy_types::error::display::DisplayErrorContext;
use std::error::Error;
use std::fmt::Debug;

/// What every secret has in it.
pub const CANARY: &str = "tweety";

/// Fails if a text has a canary.
///
/// # Panics
/// It has.
pub fn assert_unseen(what: &str, text: &str) {
    let line = text.lines().find(|line| line.contains(CANARY));
    assert!(line.is_none(), "a secret in {what}: {}", line.unwrap_or_default());
}

/// Makes a call for each answer. `Debug` of what comes of it, errors with all their causes, and logs of every level show no
/// canary, though the server got one.
///
/// # Panics
/// There is one to be seen.
pub async fn assert_none_seen<O: Debug, E: Error + 'static>(
    answers: impl IntoIterator<Item = Answer>,
    call: impl AsyncFn(&Server) -> Result<O, E>,
) {
    for answer in answers {
        let log = Log::start();
        let server = Server::start([answer]).await;
        let answered = call(&server).await;
        assert_unseen("Debug", &format!("{answered:?} {answered:#?}"));
        if let Err(error) = &answered {
            assert_unseen("Display", &error.to_string());
            assert_unseen("the chain of causes", &DisplayErrorContext(error).to_string());
        }
        let text = log.text();
        assert!(text.contains("operation"), "there is a log");
        assert_unseen("the log", &text);
        for request in server.requests() {
            let sent = format!("{:?} {}", request.headers(), String::from_utf8_lossy(request.body()));
            assert!(sent.contains(CANARY), "the secret was sent: {sent}");
        }
    }
}
