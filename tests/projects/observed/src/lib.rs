//! Spans and metrics of all clients of a program, by OpenTelemetry.

mod meters;

use aws_smithy_observability::TelemetryProvider;
use aws_smithy_observability::global::set_telemetry_provider;
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::error::Error;
use std::sync::Arc;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Hands what clients tell and measure to these, from now on.
///
/// # Errors
/// Somebody else has set where spans go.
pub fn observe(spans: &SdkTracerProvider, meters: SdkMeterProvider) -> Result<(), Box<dyn Error + Send + Sync>> {
    let spans = tracing_opentelemetry::layer().with_tracer(spans.tracer("watch"));
    tracing_subscriber::registry().with(spans).try_init()?;
    set_telemetry_provider(TelemetryProvider::builder().meter_provider(Arc::new(meters::Meters(meters))).build())?;
    Ok(())
}
