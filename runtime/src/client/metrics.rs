use crate::config::{FrozenLayer, RuntimeComponentsBuilder, RuntimePlugin};
use aws_smithy_observability::global::get_telemetry_provider;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use std::borrow::Cow;

/// Measures calls if somebody wants to know. Without a telemetry provider the AWS runtime would measure all the same,
/// at a sixth of the allocations of a call, and drop the result.
#[derive(Debug)]
pub(super) struct Metrics(pub(super) MetricsRuntimePlugin);

impl RuntimePlugin for Metrics {
    fn config(&self) -> Option<FrozenLayer> {
        if wanted() { self.0.config() } else { None }
    }

    fn runtime_components(&self, current: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        if wanted() {
            self.0.runtime_components(current)
        } else {
            Cow::Owned(RuntimeComponentsBuilder::new("no metrics"))
        }
    }
}

fn wanted() -> bool {
    is_measured(|name| name != "noop")
}

/// What the user agent says of measurements: that they go to OpenTelemetry, by what AWS has for it.
pub(super) fn feature() -> Option<SmithySdkFeature> {
    is_measured(|name| name == "AwsSmithyObservabilityOtelProvider")
        .then_some(SmithySdkFeature::ObservabilityOtelMetrics)
}

/// Whether there is a telemetry provider, and one of such a name.
fn is_measured(by: impl Fn(&str) -> bool) -> bool {
    get_telemetry_provider().is_ok_and(|provider| by(provider.meter_provider().provider_name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_async::time::SystemTimeSource;
    use aws_smithy_observability::global::set_telemetry_provider;
    use aws_smithy_observability::meter::{Meter, ProvideMeter};
    use aws_smithy_observability::{Attributes, TelemetryProvider};
    use std::sync::Arc;

    #[derive(Debug)]
    struct Provider;

    impl ProvideMeter for Provider {
        fn get_meter(&self, scope: &'static str, attributes: Option<&Attributes>) -> Meter {
            TelemetryProvider::noop().meter_provider().get_meter(scope, attributes)
        }
    }

    #[test]
    fn measures_while_there_is_a_provider() {
        let plugin = MetricsRuntimePlugin::builder().with_scope("test").with_time_source(SystemTimeSource::new());
        let plugin = Metrics(plugin.build().expect("complete"));
        let components = RuntimeComponentsBuilder::new("test");
        let measures = || (plugin.config().is_some(), plugin.runtime_components(&components).interceptors().count());
        assert_eq!(measures(), (false, 0));
        let provider = TelemetryProvider::builder().meter_provider(Arc::new(Provider)).build();
        set_telemetry_provider(provider).expect("nobody else sets it");
        assert_eq!(measures(), (true, 2));
        set_telemetry_provider(TelemetryProvider::noop()).expect("nobody else sets it");
        assert_eq!(measures(), (false, 0));
    }
}
