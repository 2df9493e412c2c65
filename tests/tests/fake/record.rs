//! Real traffic that is recorded and played again.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_partnercentralaccount::fake::{Fake, Fault, fixture};
use aws_sdk_partnercentralaccount::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_partnercentralaccount::{Client, Config};
use farrier_tests::client::{SECRET_NAME, invite};

/// Over a connection, so that there are headers of HTTP.
#[tokio::test]
async fn what_was_recorded_is_played_again_without_secrets() {
    let fake = accepting().on_list_tags_for_resource(|_| async { Ok(fixture(1)) });
    let server = fake.serve().await.expect("a port");
    let recorder = Fake::recorder(farrier_runtime::client::http::default_client());
    let config = Config::builder().with_test_defaults_v2().endpoint_url(server.url()).http_client(recorder.clone());
    let client = Client::from_conf(config.build());
    let output = tags(&client).await.expect("tags");
    fake.inject(Fault::error(400, "ResourceNotFoundException", "gone"));
    tags(&client).await.expect_err("gone");
    invite(&client).send().await.expect("invited");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("traffic.json");
    recorder.save(&file).expect("saved");
    let text = std::fs::read_to_string(&file).expect("text");
    assert!(!text.contains("AWS4-HMAC") && !text.contains(SECRET_NAME) && text.contains("Invitation"), "{text}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);

    let replay = Fake::replay(&file).expect("traffic");
    let config = Config::builder().with_test_defaults_v2().http_client(replay.clone());
    let client = Client::from_conf(config.build());
    assert_eq!(tags(&client).await.expect("tags"), output);
    assert_eq!(tags(&client).await.expect_err("gone").code(), Some("ResourceNotFoundException"));
    invite(&client).send().await.expect("invited");
    assert_eq!(replay.left(), 0);
    let error = tags(&client).await.expect_err("nothing left");
    assert!(error.to_string().contains("no more answers to ListTagsForResource"), "{error}");
}

async fn tags(client: &Client) -> Result<ListTagsForResourceOutput, SdkError<ListTagsForResourceError>> {
    let input = fixture::<ListTagsForResourceInput>(1);
    client.list_tags_for_resource().set_resource_arn(input.resource_arn).send().await
}

#[test]
fn what_is_no_traffic_is_an_error() {
    let error = Fake::replay(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect_err("no traffic");
    assert!(error.to_string().starts_with("this is no recorded traffic: "), "{error}");
}
