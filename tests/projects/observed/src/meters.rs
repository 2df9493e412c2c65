//! What clients measure, handed to OpenTelemetry.

use aws_smithy_observability::instruments::{
    AsyncInstrumentBuilder, AsyncMeasure, Histogram, InstrumentBuilder, MonotonicCounter, ProvideInstrument,
    UpDownCounter,
};
use aws_smithy_observability::meter::{Meter, ProvideMeter};
use aws_smithy_observability::{AttributeValue, Attributes, Context};
use opentelemetry::metrics::MeterProvider;
use opentelemetry::{KeyValue, Value, metrics};
use opentelemetry_sdk::metrics::SdkMeterProvider;
use std::marker::PhantomData;
use std::sync::Arc;

/// Meters of this provider.
#[derive(Debug)]
pub struct Meters(pub SdkMeterProvider);

impl ProvideMeter for Meters {
    fn get_meter(&self, scope: &'static str, _: Option<&Attributes>) -> Meter {
        Meter::new(Arc::new(Instruments(self.0.meter(scope))))
    }

    fn provider_name(&self) -> &'static str {
        "otel"
    }
}

#[derive(Debug)]
struct Instruments(metrics::Meter);

#[derive(Debug)]
struct Instrument<T>(T);

/// Clients have histograms and no others yet.
impl ProvideInstrument for Instruments {
    fn create_histogram(&self, builder: InstrumentBuilder<'_, Arc<dyn Histogram>>) -> Arc<dyn Histogram> {
        let unit = builder.get_units().clone().unwrap_or_default();
        let description = builder.get_description().clone().unwrap_or_default();
        let histogram = self.0.f64_histogram(builder.get_name().clone());
        Arc::new(Instrument(histogram.with_unit(unit).with_description(description).build()))
    }

    fn create_monotonic_counter(
        &self,
        builder: InstrumentBuilder<'_, Arc<dyn MonotonicCounter>>,
    ) -> Arc<dyn MonotonicCounter> {
        Arc::new(Instrument(self.0.u64_counter(builder.get_name().clone()).build()))
    }

    fn create_up_down_counter(&self, builder: InstrumentBuilder<'_, Arc<dyn UpDownCounter>>) -> Arc<dyn UpDownCounter> {
        Arc::new(Instrument(self.0.i64_up_down_counter(builder.get_name().clone()).build()))
    }

    fn create_gauge(
        &self,
        _: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = f64>>, f64>,
    ) -> Arc<dyn AsyncMeasure<Value = f64>> {
        Arc::new(Nothing(PhantomData))
    }

    fn create_async_up_down_counter(
        &self,
        _: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = i64>>, i64>,
    ) -> Arc<dyn AsyncMeasure<Value = i64>> {
        Arc::new(Nothing(PhantomData))
    }

    fn create_async_monotonic_counter(
        &self,
        _: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = u64>>, u64>,
    ) -> Arc<dyn AsyncMeasure<Value = u64>> {
        Arc::new(Nothing(PhantomData))
    }
}

impl Histogram for Instrument<metrics::Histogram<f64>> {
    fn record(&self, value: f64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.0.record(value, &pairs(attributes));
    }
}

impl MonotonicCounter for Instrument<metrics::Counter<u64>> {
    fn add(&self, value: u64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.0.add(value, &pairs(attributes));
    }
}

impl UpDownCounter for Instrument<metrics::UpDownCounter<i64>> {
    fn add(&self, value: i64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.0.add(value, &pairs(attributes));
    }
}

/// Measures that somebody asks for from time to time.
#[derive(Debug)]
struct Nothing<T>(PhantomData<T>);

impl<T: Send + Sync + std::fmt::Debug> AsyncMeasure for Nothing<T> {
    type Value = T;

    fn record(&self, _: T, _: Option<&Attributes>, _: Option<&dyn Context>) {}

    fn stop(&self) {}
}

fn pairs(attributes: Option<&Attributes>) -> Vec<KeyValue> {
    let attributes = attributes.into_iter().flat_map(|attributes| attributes.attributes());
    let value = |value: &AttributeValue| match value {
        AttributeValue::I64(number) => Value::from(*number),
        AttributeValue::F64(number) => Value::from(*number),
        AttributeValue::Bool(flag) => Value::from(*flag),
        AttributeValue::String(text) => Value::from(text.clone()),
        other => Value::from(format!("{other:?}")),
    };
    attributes.map(|(name, it)| KeyValue::new(name.clone(), value(it))).collect()
}
