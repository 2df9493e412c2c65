//! What `docs/observability.md` says of spans.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::fake::Fault;
use aws_smithy_observability::global::set_telemetry_provider;
use aws_smithy_observability::meter::{Meter, ProvideMeter};
use aws_smithy_observability::{Attributes, TelemetryProvider};
use farrier_tests::client::{SECRET_NAME, client, invite};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server, features};
use std::sync::Arc;

/// Measures nothing, under a name.
#[derive(Debug)]
struct Meters(&'static str);

impl ProvideMeter for Meters {
    fn get_meter(&self, scope: &'static str, attributes: Option<&Attributes>) -> Meter {
        TelemetryProvider::noop().meter_provider().get_meter(scope, attributes)
    }

    fn provider_name(&self) -> &'static str {
        self.0
    }
}

/// The user agent says so where measurements go to OpenTelemetry, by the name of what AWS has for it.
#[tokio::test]
async fn opentelemetry_is_a_feature() {
    let server = Server::start(Answer::ok("{}").times(3)).await;
    let client = client(&server);
    for name in ["AwsSmithyObservabilityOtelProvider", "another", "noop"] {
        let provider = TelemetryProvider::builder().meter_provider(Arc::new(Meters(name))).build();
        set_telemetry_provider(provider).expect("nobody else sets it");
        invite(&client).send().await.expect("sent");
    }
    set_telemetry_provider(TelemetryProvider::noop()).expect("nobody else sets it");
    let named = server.requests().iter().map(|request| features(request).contains(&"7".to_owned())).collect::<Vec<_>>();
    assert_eq!(named, [true, false, false]);
}

#[tokio::test]
async fn each_attempt_is_a_span_in_that_of_its_call() {
    let (fake, log) = (accepting(), Log::start());
    fake.inject(Fault::throttling());
    invite(&fake.client()).send().await.expect("the second attempt");
    let text = log.text();
    for span in [
        "operation{otel.name=\"PartnerCentral Account.CreateConnectionInvitation\" rpc.service=\"PartnerCentral Account\" \
         rpc.method=\"CreateConnectionInvitation\" sdk_invocation_id=",
        "rpc.system=\"aws-api\"}",
        ":try_attempt{attempt=1}",
        ":try_attempt{attempt=2}",
        ":finally_attempt{attempt=2}",
        ":deserialization",
    ] {
        assert!(text.contains(span), "{span} in {text}");
    }
    assert!(!text.contains(SECRET_NAME), "{text}");
}
