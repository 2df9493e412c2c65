//! The settings: where they come from, and what of them is told.

use crate::{Wire, config, has_checksum, header};
use cellar::config::{Builder, Config, RequestChecksumCalculation, ResponseChecksumValidation};
use cellar::{Client, config};
use farrier_tests::server::features;

fn shared(wire: &Wire) -> aws_types::sdk_config::Builder {
    farrier_tests::client::shared().endpoint_url("https://cellar.example.com").http_client(wire.clone())
}

#[tokio::test]
async fn they_come_from_the_shared_configuration() {
    let wire = Wire::default();
    let shared = shared(&wire)
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    let client = Client::new(&shared.build());
    client.inspect_cask().id("c").send().await.expect("answered");
    let request = wire.request();
    assert!(!has_checksum(&request));
    assert_eq!(header(&request, "x-amz-checksum-mode"), "");
    let used = features(&request);
    assert!(used.contains(&"a".to_owned()) && used.contains(&"c".to_owned()), "{used:?}");
}

#[tokio::test]
async fn one_call_can_change_them() {
    let wire = Wire::default();
    let client = Client::new(&shared(&wire).build());
    let changes = Builder::new().request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
    client.rate_bottle().id("b").customize().config_override(changes).send().await.expect("rated");
    assert!(!has_checksum(&wire.request()));
}

#[test]
fn what_was_set_is_told() {
    let settings = |config: &Config| {
        (config.request_checksum_calculation().copied(), config.response_checksum_validation().copied())
    };
    assert_eq!(settings(&config().build()), (None, None));
    let mut builder = config::Config::builder()
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenSupported)
        .aws_chunked_encoding_chunk_size(Some(10_240));
    let told = (Some(RequestChecksumCalculation::WhenRequired), Some(ResponseChecksumValidation::WhenSupported));
    assert_eq!(settings(&builder.clone().build()), told);
    assert_eq!(settings(&builder.clone().build().to_builder().build()), told);
    builder.set_request_checksum_calculation(None).set_response_checksum_validation(None);
    builder.set_aws_chunked_encoding_chunk_size(None);
    assert_eq!(settings(&builder.build()), (None, None));
}
