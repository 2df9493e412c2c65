//! Secrets in events: `Sources` of a bulletin and the bytes of a photo. Each is a canary, and none is ever seen.

use super::{client, initial_response};
use aws_smithy_types::event_stream::{Header, HeaderValue};
use farrier_tests::frames::{event, message};
use farrier_tests::log::Log;
use farrier_tests::secrets::{assert_debug_unseen, assert_error_unseen, assert_unseen};
use farrier_tests::server::{Answer, Server};
use newsroom::types::Wire;

/// Events as they should be, damaged ones, and what else a service may send instead.
fn messages() -> Vec<Vec<u8>> {
    let width = || vec![Header::new("Width", HeaderValue::Int32(5))];
    let mut cut = event("Bulletin", r#"{"Headline":"Rain","Sources":["tweety"]}"#);
    cut.truncate(cut.len() - 6);
    let mut wrong = event("Bulletin", r#"{"Headline":"Rain","Sources":["tweety"]}"#);
    wrong.iter_mut().rev().take(1).for_each(|byte| *byte ^= 1);
    vec![
        event("Bulletin", r#"{"Headline":"Rain","Sources":["tweety one","tweety two"]}"#),
        message("event", "Photo", width(), "tweety"),
        message("event", "Correction", vec![], r#"{"Headline":"Rain","Sources":["tweety"]}"#),
        event("Bulletin", r#"{"Headline":"Rain","Sources":["tweety",5]}"#),
        event("Bulletin", r#"{"Headline":"Rain","Sources":["\tweety \x tweety"]}"#),
        event("Bulletin", r#"{"Headline":"Rain","Sources":["tweety"#),
        event("Bulletin", r#"{"Headline":5,"Sources":["tweety"]}"#),
        event("Bulletin", "tweety"),
        event("Unheard", r#"{"Sources":["tweety"]}"#),
        message("exception", "Unheard", vec![], r#"{"Sources":["tweety"]}"#),
        message("exception", "Censored", vec![], r#"{"Sources":["tweety"#),
        message("event", "Photo", vec![Header::new("Width", HeaderValue::Bool(true))], "tweety"),
        cut,
        wrong,
    ]
}

#[tokio::test]
async fn neither_logs_nor_errors_show_secrets_of_events() {
    for bytes in messages() {
        let log = Log::start();
        let (live, answer) = Answer::live();
        let server = Server::start([answer]).await;
        live.send([initial_response(), bytes].concat());
        drop(live);
        let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
        match output.wire.recv().await {
            Ok(event) => assert_debug_unseen(&event),
            Err(error) => assert_error_unseen(error),
        }
        assert_debug_unseen(&output);
        assert!(log.text().contains("transmitting request"), "logged at all levels");
        assert_unseen("the log", &log.text());
    }
}

#[tokio::test]
async fn what_is_not_seen_is_there() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    live.send([initial_response(), messages().swap_remove(0)].concat());
    let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
    let event = output.wire.recv().await.expect("received").expect("an event");
    let Wire::Bulletin(bulletin) = &event else { panic!("{event:?}") };
    assert_eq!(bulletin.sources(), ["tweety one", "tweety two"]);
}
