//! The request line, the headers and the body.

use crate::{header, json};
use aws_sdk_partnercentralaccount::config::{AppName, FrameworkMetadata};
use aws_sdk_partnercentralaccount::types::ConnectionType;
use farrier_tests::client::{client, config, invite};
use farrier_tests::server::{Answer, Server};
use serde_json::json;

#[tokio::test]
async fn operations_bound_to_resources_are_there() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server);
    // `create` of the resource ConnectionInvitation, and an operation of the service itself.
    invite(&client).send().await.expect("sent");
    client.get_connection_preferences().catalog("AWS").send().await.expect("sent");
    let targets: Vec<_> = server.requests().iter().map(|request| header(request, "x-amz-target").to_owned()).collect();
    assert_eq!(
        targets,
        ["PartnerCentralAccount.CreateConnectionInvitation", "PartnerCentralAccount.GetConnectionPreferences"]
    );
}

#[tokio::test]
async fn every_operation_is_post_to_the_root() {
    let server = Server::start(Answer::ok("{}").times(3)).await;
    let client = client(&server);
    invite(&client).send().await.expect("sent");
    // These have HTTP bindings of other protocols in their models.
    client.get_connection().catalog("AWS").identifier("connection-1").send().await.expect("sent");
    client.list_tags_for_resource().resource_arn("arn:aws:x").send().await.expect("sent");
    for request in server.requests() {
        assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/"));
    }
    assert_eq!(json(&server.requests()[1]), json!({"Catalog": "AWS", "Identifier": "connection-1"}));
}

#[tokio::test]
async fn content_type_target_and_length_are_set() {
    let server = Server::start([Answer::ok("{}")]).await;
    invite(&client(&server)).send().await.expect("sent");
    let request = server.request();
    assert_eq!(header(&request, "content-type"), "application/x-amz-json-1.0");
    assert_eq!(header(&request, "x-amz-target"), "PartnerCentralAccount.CreateConnectionInvitation");
    assert_eq!(header(&request, "content-length"), request.body().len().to_string());
    assert_eq!(header(&request, "transfer-encoding"), "");
}

#[tokio::test]
async fn members_have_the_names_of_the_model_and_absent_ones_are_omitted() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server);
    invite(&client).client_token("t").send().await.expect("sent");
    client.list_connections().catalog("AWS").send().await.expect("sent");
    let [all, few] = server.requests().try_into().expect("two requests");
    let expected = json!({
        "Catalog": "AWS",
        "ClientToken": "t",
        "ConnectionType": "OPPORTUNITY_COLLABORATION",
        "Email": "ada@example.com",
        "Message": "Shall we?",
        "Name": "Ada Sensitive Lovelace",
        "ReceiverIdentifier": "123456789012",
    });
    assert_eq!(json(&all), expected);
    assert_eq!(json(&few), json!({"Catalog": "AWS"}));
}

#[tokio::test]
async fn text_is_escaped_so_that_it_arrives_as_it_was() {
    let server = Server::start([Answer::ok("{}")]).await;
    let controls: String = (0..=0x20_u8).map(char::from).collect();
    let text = format!("{controls}\u{7f}\"\\/\u{2028}é😀\u{10ffff}");
    invite(&client(&server)).message(&text).send().await.expect("sent");
    let request = server.request();
    assert_eq!(json(&request)["Message"], text);
    let raw = std::str::from_utf8(request.body()).expect("UTF-8");
    assert!(raw.chars().all(|char| char >= ' '), "control characters are escaped");
}

#[tokio::test]
async fn enums_send_their_value_known_or_not() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server);
    invite(&client).connection_type(ConnectionType::Subsidiary).send().await.expect("sent");
    invite(&client).connection_type(ConnectionType::from("A new KIND")).send().await.expect("sent");
    let sent: Vec<_> = server.requests().iter().map(|request| json(request)["ConnectionType"].clone()).collect();
    assert_eq!(sent, ["SUBSIDIARY", "A new KIND"]);
}

#[tokio::test]
async fn the_client_says_what_it_is() {
    let server = Server::start([Answer::ok("{}")]).await;
    invite(&client(&server)).send().await.expect("sent");
    let request = server.request();
    assert!(header(&request, "user-agent").starts_with("aws-sdk-rust/"), "{}", header(&request, "user-agent"));
    let agent = header(&request, "x-amz-user-agent");
    assert!(agent.starts_with("aws-sdk-rust/") && agent.contains(" api/partnercentralaccount/"), "{agent}");
    assert!(agent.contains(" lang/rust/"), "{agent}");
    assert!(agent.contains(concat!(" lib/farrier/", env!("CARGO_PKG_VERSION"))), "{agent}");
}

/// What `docs/user-agent.md` says.
#[tokio::test]
async fn names_of_the_program_and_of_partners_are_in_both_headers() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let solution = FrameworkMetadata::new("APN_1.1", Some("pc_5ugb$")).expect("a name");
    let config = config().endpoint_url(&server.url).framework_metadata(solution);
    let config = config.app_name(AppName::new("my-app").expect("a name")).build();
    let client = aws_sdk_partnercentralaccount::Client::from_conf(config);
    invite(&client).send().await.expect("sent");
    let change =
        aws_sdk_partnercentralaccount::config::Builder::default().app_name(AppName::new("other").expect("a name"));
    invite(&client).customize().config_override(change).send().await.expect("sent");
    for (request, app) in server.requests().iter().zip(["my-app", "other"]) {
        for name in ["user-agent", "x-amz-user-agent"] {
            let agent = header(request, name);
            let farrier = concat!(" lib/farrier/", env!("CARGO_PKG_VERSION"));
            assert!(agent.contains(&format!("{farrier} lib/APN_1.1/pc_5ugb$ ")), "{name}: {agent}");
            assert!(agent.ends_with(&format!(" app/{app}")), "{name}: {agent}");
        }
    }
}

#[tokio::test]
async fn attempts_are_numbered_and_share_an_invocation_id() {
    let failure = Answer::new(500, "{}");
    let server = Server::start([failure.clone(), failure, Answer::ok("{}"), Answer::ok("{}")]).await;
    let client = aws_sdk_partnercentralaccount::Client::from_conf(config().endpoint_url(&server.url).build());
    invite(&client).send().await.expect("answered at last");
    invite(&client).send().await.expect("answered");
    let [first, second, third, other] = server.requests().try_into().expect("four requests");
    let numbers = [&first, &second, &third, &other].map(|request| header(request, "amz-sdk-request").to_owned());
    for (number, prefix) in numbers.iter().zip(["attempt=1", "attempt=2", "attempt=3", "attempt=1"]) {
        assert!(number.ends_with(&format!("{prefix}; max=3")), "{number}");
    }
    let ids = [&first, &second, &third, &other].map(|request| header(request, "amz-sdk-invocation-id").to_owned());
    assert!(ids[0] == ids[1] && ids[1] == ids[2] && ids[2] != ids[3], "{ids:?}");
    assert_eq!(ids[0].split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
}
