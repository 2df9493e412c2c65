//! What interceptors are shown of an input.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use std::sync::{Arc, Mutex};

/// Keeps what was captured of the last call.
#[derive(Clone, Debug, Default)]
pub struct Captured(Arc<Mutex<Option<CapturedTelemetryAttributes>>>);

impl Captured {
    /// The members and their values, sorted, if anything was to be captured.
    pub fn take(&self) -> Option<Vec<(String, String)>> {
        let captured = self.0.lock().expect("not poisoned").take()?;
        let mut captured: Vec<_> = captured.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        captured.sort();
        Some(captured)
    }
}

#[dyn_dispatch_hint]
impl Intercept for Captured {
    fn name(&self) -> &'static str {
        "Captured"
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
