//! Members of inputs that interceptors and metrics are shown.

use crate::{client, server, settings};
use farrier_tests::captured::Captured;

/// What is captured of a call with these settings, sorted.
async fn captured(settings: relay::config::Builder) -> Option<Vec<(String, String)>> {
    let (captured, server) = (Captured::default(), server().await);
    let client = client(&server, settings.interceptor(captured.clone()));
    client.send().signal("hello").secret("hidden").endpoint_id("global").send().await.expect("sent");
    captured.take()
}

#[tokio::test]
async fn members_that_were_named_are_captured() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let both = settings().emit_input_attributes(["Signal"]).capture_input_attributes(["EndpointId".to_owned()]);
    assert_eq!(captured(both).await, Some(vec![pair("EndpointId", "global"), pair("Signal", "hello")]));
    let none = settings().emit_input_attributes(["Secret", "Nothing"]);
    assert_eq!(captured(none).await, Some(Vec::new()));
}

#[tokio::test]
async fn nothing_is_captured_unless_named() {
    assert_eq!(captured(settings()).await, None);
    assert_eq!(captured(settings().emit_input_attributes([""; 0])).await, None);
}
