//! What `docs/observability.md` says of spans.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::fake::Fault;
use farrier_tests::client::{SECRET_NAME, invite};
use farrier_tests::log::Log;

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
