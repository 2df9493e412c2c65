//! Real traffic that is recorded and played again.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_partnercentralaccount::fake::{Fake, Fault, fixture};
use aws_sdk_partnercentralaccount::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_partnercentralaccount::types::Tag;
use aws_sdk_partnercentralaccount::{Client, Config};
use farrier_runtime::fake::Recorder;
use farrier_tests::client::{SECRET_NAME, invite};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server};

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

/// In an answer, in an error that says it, and where nothing has such a name.
#[tokio::test]
async fn what_a_program_calls_secret_is_hidden_by_its_name() {
    let fake = Fake::new().on_list_tags_for_resource(|_| async {
        let mut output: ListTagsForResourceOutput = fixture(1);
        output.tags = Some(vec![Tag::builder().key("plain").value("tweety").build()?]);
        Ok(output)
    });
    let record = async |recorder: Recorder| {
        let client = Client::from_conf(fake.config().http_client(recorder.clone()).build());
        assert_eq!(tags(&client).await.expect("tags").tags()[0].value(), "tweety", "who calls gets all of it");
        fake.inject(Fault::error(400, "ResourceNotFoundException", "tweety is gone"));
        tags(&client).await.expect_err("gone");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("traffic.json");
        recorder
            .save(&file)
            .map(|()| (std::fs::read_to_string(&file).expect("text"), Fake::replay(&file).expect("traffic")))
    };
    let (text, _) = record(Fake::recorder(fake.clone())).await.expect("saved");
    assert_eq!(text.matches("tweety").count(), 2, "the model has nothing sensitive: {text}");

    let (text, replay) = record(Fake::recorder(fake.clone()).also_hide("Value")).await.expect("saved");
    assert!(!text.contains("tweety") && text.contains("plain"), "{text}");
    let client = Client::from_conf(Config::builder().with_test_defaults_v2().http_client(replay).build());
    assert_eq!(tags(&client).await.expect("tags").tags()[0].value(), "*** Sensitive Data Redacted ***");
    assert_eq!(tags(&client).await.expect_err("gone").code(), Some("ResourceNotFoundException"));

    let (text, _) = record(Fake::recorder(fake.clone()).also_hide("Reason")).await.expect("an error has it");
    assert!(text.contains("tweety"), "{text}");

    let error =
        record(Fake::recorder(fake.clone()).also_hide("Value").also_hide("value")).await.expect_err("a mistake");
    assert!(error.to_string().ends_with("has a member `value` to hide"), "{error}");
}

#[test]
fn what_is_no_traffic_is_an_error() {
    let error = Fake::replay(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect_err("no traffic");
    assert!(error.to_string().contains("Cargo.toml: this is no recorded traffic: "), "{error}");
    let error = Fake::replay("no such file.json").expect_err("no file");
    assert!(error.to_string().starts_with("no such file.json: "), "{error}");
}

/// Such as one whose feature is off.
#[tokio::test]
async fn an_operation_that_the_recorder_does_not_know_is_in_the_log() {
    let log = Log::start();
    let server = Server::start([Answer::ok("{}")]).await;
    let recorder = Fake::recorder(farrier_runtime::client::http::default_client());
    let config = relay::Config::builder().with_test_defaults_v2().endpoint_url(&server.url);
    let client = relay::Client::from_conf(config.http_client(recorder.clone()).build());
    client.ping().send().await.expect("an output");
    let folder = tempfile::tempdir().expect("a folder");
    recorder.save(folder.path().join("traffic.json")).expect("saved");
    let text = log.text();
    assert!(text.contains("not recorded: POST / is no operation of the fake: its feature may be off"), "{text}");
}
