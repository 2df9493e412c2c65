//! A type of a client inside of what another service delivers.

use observatory::types::Flare;
use serde::Deserialize;
use serde_json::json;

/// What EventBridge hands to a function.
#[derive(Debug, Deserialize)]
struct Event<T> {
    #[serde(rename = "detail-type")]
    detail_type: String,
    detail: T,
}

#[test]
fn the_detail_of_an_event_is_of_a_generated_type() {
    let payload = json!({
        "version": "0",
        "detail-type": "Flare",
        "source": "example.observatory",
        "detail": {"star": {"magnitude": 4.5}, "at": 1_796_000_000.25, "from": "dome 3"}
    });
    let event: Event<Flare> = serde_json::from_value(payload).expect("read");
    assert_eq!(event.detail_type, "Flare");
    assert_eq!(event.detail.star().and_then(|star| star.magnitude()), Some(4.5));
    assert_eq!(event.detail.at().map(|at| at.as_nanos()), Some(1_796_000_000_250_000_000));
}
