//! Members of events, wherever they are in a message.

use super::{decode, first, initial_response, response, stream};
use aws_smithy_types::event_stream::{Header, HeaderValue};
use farrier_tests::frames::{event, message, text};
use newsroom::operation::RequestId;
use newsroom::operation::listen::{Listen, ListenError, ListenOutput};
use newsroom::primitives::{Blob, DateTime};
use newsroom::protocol::decode as decode_whole;
use newsroom::types::{PhotoKind, Wire};

fn header(name: &'static str, value: impl Into<HeaderValue>) -> Header {
    Header::new(name, value)
}

#[tokio::test]
async fn headers_of_every_type_and_a_blob() {
    let headers = vec![
        text("Caption", "Clouds"),
        text("Kind", "still"),
        header("Urgent", HeaderValue::Bool(true)),
        header("Rank", HeaderValue::Byte(-1)),
        header("Depth", HeaderValue::Int16(-2)),
        header("Width", HeaderValue::Int32(-3)),
        header("Size", HeaderValue::Int64(i64::MAX)),
        header("Digest", HeaderValue::ByteArray(vec![0, 255].into())),
        header("Taken", HeaderValue::Timestamp(DateTime::from_millis(1_234))),
        header("Not-of-the-model", HeaderValue::Uuid(7)),
    ];
    let photo = first(message("event", "Photo", headers, "no {json}")).await.expect("received");
    let photo = photo.as_photo().expect("a photo");
    assert_eq!((photo.caption(), photo.kind(), photo.urgent()), (Some("Clouds"), Some(&PhotoKind::Still), Some(true)));
    assert_eq!((photo.rank(), photo.depth(), photo.width(), photo.size()), (Some(-1), Some(-2), -3, Some(i64::MAX)));
    assert_eq!(photo.digest(), Some(&Blob::new([0, 255])));
    assert_eq!(photo.taken(), Some(&DateTime::from_millis(1_234)));
    assert_eq!(photo.bytes(), Some(&Blob::new("no {json}")));
}

#[tokio::test]
async fn what_is_left_out_is_absent_or_empty() {
    let photo = first(message("event", "Photo", vec![], "")).await.expect("received");
    let photo = photo.as_photo().expect("a photo");
    assert_eq!((photo.caption(), photo.taken(), photo.width()), (None, None, 0));
    let bulletin = first(event("Bulletin", "")).await.expect("received");
    assert_eq!(bulletin.as_bulletin().expect("a bulletin").headline(), "");
}

#[tokio::test]
async fn payloads_of_every_type() {
    let quote = first(message("event", "Quote", vec![text("Speaker", "Ada")], "\"é\"")).await.expect("received");
    let quote = quote.as_quote().expect("a quote");
    assert_eq!((quote.speaker(), quote.text()), (Some("Ada"), Some("\"é\"")));

    let correction = first(event("Correction", r#"{"Headline":"Sun"}"#)).await.expect("received");
    let bulletin = correction.as_correction().expect("a correction").bulletin().expect("of a bulletin");
    assert_eq!(bulletin.headline(), "Sun");

    let score = message("event", "Score", vec![text("Game", "chess")], r#"{"Home":1,"Game":"no","X":{}}"#);
    let score = first(score).await.expect("received");
    let score = score.as_score().expect("a score");
    assert_eq!((score.game(), score.home(), score.away()), (Some("chess"), Some(1), None));

    for payload in ["", "{}", r#"{"more": 1}"#] {
        assert_eq!(first(event("Pause", payload)).await.expect("received"), Wire::Pause, "{payload}");
    }
}

/// Whatever it is: an event without members there has nothing to read in it.
#[tokio::test]
async fn a_payload_that_holds_no_member_is_not_looked_at() {
    assert_eq!(first(event("Pause", "no {json}")).await.expect("received"), Wire::Pause);
    let chime = first(message("event", "Chime", vec![text("Tone", "high")], "no {json}")).await.expect("received");
    assert_eq!(chime.as_chime().expect("a chime").tone(), Some("high"));
}

#[tokio::test]
async fn members_of_the_output_come_first() {
    let mut output = decode(&[initial_response(), event("Pause", "")]).await.expect("an output");
    assert_eq!((output.topic(), output.request_id()), ("weather", Some("r-1")));
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    // Or not at all: then the first message is an event.
    let mut output = decode(&[event("Pause", "")]).await.expect("an output");
    assert_eq!((output.topic(), output.since(), output.request_id()), ("", None, Some("r-1")));
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    assert_eq!(output.wire.recv().await.expect("ended"), None);
    let mut output = decode(&[]).await.expect("an output");
    assert_eq!(output.wire.recv().await.expect("ended"), None);
}

/// Without waiting, there is the stream and nothing else; its initial response is an event like any other then.
#[tokio::test]
async fn a_response_can_be_decoded_without_waiting() {
    let mut output = decode_whole::<Listen>(response(&[event("Pause", "")])).expect("an output");
    assert_eq!((output.topic(), output.request_id()), ("", Some("r-1")));
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    let refused = http::Response::builder().status(400).body(r#"{"__type":"NoSuchTopic"}"#).expect("a response");
    let error = newsroom::protocol::decode_events::<Listen>(refused).await.expect_err("refused");
    assert!(matches!(error, ListenError::NoSuchTopic(_)), "{error}");
}

#[tokio::test]
async fn an_output_can_be_built_by_hand() {
    let output = ListenOutput::builder().topic("tests").wire(stream(&[event("Pause", "")]).await).build();
    let mut output = output.expect("complete");
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    let error = ListenOutput::builder().build().expect_err("incomplete");
    let why = "Wire, Topic are required to build ListenOutput but not set";
    assert!(error.to_string().contains(why), "{error}");
}
