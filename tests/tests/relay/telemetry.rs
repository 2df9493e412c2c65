//! Members of inputs that interceptors and metrics are shown.

use crate::{client, server, settings};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use relay::config::interceptors::BeforeTransmitInterceptorContextRef;
use relay::config::{ConfigBag, Intercept, RuntimeComponents};
use std::sync::{Arc, Mutex};

/// Keeps what was captured.
#[derive(Clone, Debug, Default)]
struct Keep(Arc<Mutex<Option<CapturedTelemetryAttributes>>>);

#[dyn_dispatch_hint]
impl Intercept for Keep {
    fn name(&self) -> &'static str {
        "Keep"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.0.lock().expect("not poisoned") = cfg.load::<CapturedTelemetryAttributes>().cloned();
        Ok(())
    }
}

/// What is captured of a call with these settings, sorted.
async fn captured(settings: relay::config::Builder) -> Option<Vec<(String, String)>> {
    let (keep, server) = (Keep::default(), server().await);
    let client = client(&server, settings.interceptor(keep.clone()));
    client.send().signal("hello").secret("hidden").endpoint_id("global").send().await.expect("sent");
    let captured = keep.0.lock().expect("not poisoned").take()?;
    let mut captured: Vec<_> = captured.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    captured.sort();
    Some(captured)
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
