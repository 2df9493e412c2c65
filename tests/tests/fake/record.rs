//! Real traffic that is recorded and played again.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::error::ProvideErrorMetadata as _;
use aws_sdk_partnercentralaccount::fake::{Fake, Fault};
use aws_sdk_partnercentralaccount::{Client, Config};
use farrier_tests::client::{SECRET_NAME, invite};

/// Over a connection, so that there are headers of HTTP.
#[tokio::test]
async fn what_was_recorded_is_played_again_without_secrets() {
    let fake = accepting();
    let server = fake.serve().await.expect("a port");
    let recorder = Fake::recorder(farrier_runtime::client::http::default_client());
    let config = Config::builder().with_test_defaults_v2().endpoint_url(server.url()).http_client(recorder.clone());
    let client = Client::from_conf(config.build());
    let output = invite(&client).send().await.expect("invited");
    fake.inject(Fault::error(409, "ConflictException", "taken"));
    invite(&client).send().await.expect_err("taken");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("traffic.json");
    recorder.save(&file).expect("saved");
    let text = std::fs::read_to_string(&file).expect("text");
    assert!(!text.contains(SECRET_NAME) && !text.contains("AWS4-HMAC"), "{text}");
    assert!(text.contains("CreateConnectionInvitation") && text.contains("ada@example.com"), "{text}");

    let replay = Fake::replay(&file).expect("traffic");
    let config = Config::builder().with_test_defaults_v2().http_client(replay.clone());
    let client = Client::from_conf(config.build());
    let again = invite(&client).send().await.expect("invited");
    assert_eq!((again.id(), again.arn()), (output.id(), output.arn()));
    assert_eq!(invite(&client).send().await.expect_err("taken").code(), Some("ConflictException"));
    assert_eq!(replay.left(), 0);
    let error = invite(&client).send().await.expect_err("nothing left");
    assert!(error.to_string().contains("no more answers to CreateConnectionInvitation"), "{error}");
}

#[test]
fn what_is_no_traffic_is_an_error() {
    let error = Fake::replay(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect_err("no traffic");
    assert!(error.to_string().starts_with("this is no recorded traffic: "), "{error}");
}
