//! Exceptions and messages that are not what they should be: an error each, and the end of the stream.

use super::{Failure, decode, first, initial_response, stream};
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use farrier_tests::frames::{encode, event, message, text};
use newsroom::error::{ProvideErrorMetadata, SdkError};
use newsroom::operation::RequestId;
use newsroom::primitives::event_stream::RawMessage;
use newsroom::types::error::WireError;

/// The error that the only message of a stream is.
async fn failure(message: Vec<u8>) -> Failure {
    first(message).await.expect_err("an error")
}

#[tokio::test]
async fn exceptions_go_by_the_name_of_their_member() {
    let error = failure(message("exception", "lineBusy", vec![], r#"{"RetryAfterSeconds":3,"message":"wait"}"#)).await;
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("lineBusy"), Some("wait"), Some("r-1")));
    let Some(WireError::LineBusyException(busy)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!((busy.retry_after_seconds(), busy.message()), (Some(3), Some("wait")));
    assert!(matches!(error.raw_response(), Some(RawMessage::Decoded(_))));
}

#[tokio::test]
async fn errors_that_the_model_does_not_have_keep_their_code() {
    let error = failure(message("exception", "Strike", vec![], r#"{"message":"all out"}"#)).await;
    assert_eq!(error.to_string(), "Strike: all out (operation Listen, request id r-1)");
    assert!(matches!(error.as_service_error(), Some(WireError::Unhandled(_))));

    let error = failure(message("exception", "Censored", vec![], "<page>")).await;
    assert_eq!(error.code(), Some("Censored"));
    assert!(matches!(error.as_service_error(), Some(WireError::Unhandled(_))), "{error:?}");

    let headers = [(":message-type", "error"), (":error-code", "InternalError"), (":error-message", "sorry")];
    let headers = headers.map(|(name, value)| text(name, value)).to_vec();
    let error = failure(encode(&Message::new_from_parts(headers, ""))).await;
    assert_eq!(error.to_string(), "InternalError: sorry (operation Listen, request id r-1)");
    assert_eq!(newsroom::Error::from(error).code(), Some("InternalError"));
}

#[tokio::test]
async fn what_cannot_be_read_says_why() {
    let wrong_header = vec![Header::new("Width", HeaderValue::String("wide".into()))];
    let kinds = |headers: &[(&'static str, &str)]| {
        let headers = headers.iter().map(|(name, value)| text(name, value)).collect();
        encode(&Message::new_from_parts(headers, "{}"))
    };
    for (message, why) in [
        (kinds(&[(":event-type", "Pause")]), "a message without the header `:message-type`"),
        (kinds(&[(":message-type", "event")]), "a message without the header `:event-type`"),
        (kinds(&[(":message-type", "exception")]), "a message without the header `:exception-type`"),
        (kinds(&[(":message-type", "error")]), "a message without the header `:error-code`"),
        (kinds(&[(":message-type", "odd")]), "a message of the unknown type `odd`"),
        (message("event", "Photo", wrong_header, ""), "`Width`: the header is no integer"),
        (event("Bulletin", r#"{"Headline":"#), ""),
        (event("Bulletin", "[]"), ""),
        (event("Bulletin", r#"{"Headline":1}"#), ""),
    ] {
        let error = failure(message).await;
        assert!(matches!(&error, SdkError::ResponseError(_)), "{error:?}");
        assert!(matches!(error.raw_response(), Some(RawMessage::Decoded(_))));
        let text = error.to_string();
        assert!(text.starts_with("Listen: response error: ") && text.contains(why), "{text}");
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[tokio::test]
async fn text_that_is_none_is_an_error() {
    let headers = vec![text(":message-type", "event"), text(":event-type", "Quote")];
    let error = failure(encode(&Message::new_from_parts(headers, vec![0xff]))).await;
    assert!(error.to_string().contains("a payload is no text"), "{error}");
}

#[tokio::test]
async fn a_wrong_checksum_ends_the_stream() {
    let mut damaged = event("Pause", "{}");
    *damaged.last_mut().expect("a checksum") ^= 1;
    let mut stream = stream(&[event("Pause", ""), damaged, event("Pause", "")]).await;
    stream.recv().await.expect("received").expect("an event");
    let error = stream.recv().await.expect_err("damaged");
    assert!(error.to_string().contains("checksum"), "{error}");
    assert!(matches!(error.raw_response(), Some(RawMessage::Invalid(Some(_)))));
    assert_eq!(stream.recv().await.expect("ended"), None);
}

#[tokio::test]
async fn an_end_within_a_message_is_an_error() {
    let mut stream = stream(&[event("Pause", "{}")[..12].to_vec()]).await;
    let error = stream.recv().await.expect_err("cut");
    assert_eq!(error.to_string(), "Listen: response error: the stream ended within a message");
}

#[tokio::test]
async fn an_exception_may_be_the_first_message() {
    let mut output = decode(&[message("exception", "Censored", vec![], "{}")]).await.expect("an output");
    let error = output.wire.recv().await.expect_err("an exception");
    assert!(matches!(error.as_service_error(), Some(WireError::CensoredException(_))), "{error:?}");
}

#[tokio::test]
async fn a_broken_initial_response_is_an_error_of_the_call() {
    let error = decode(&[event("initial-response", "[")]).await.expect_err("broken");
    assert_eq!(error.request_id(), None);
    let mut damaged = initial_response();
    damaged[0] = 0xff;
    let error = decode(&[damaged]).await.expect_err("broken");
    assert!(error.to_string().contains("checksum of the lengths"), "{error}");
}
