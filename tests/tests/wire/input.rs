//! What is checked before a request is sent.

use crate::json;
use aws_sdk_partnercentralaccount::error::SdkError;
use aws_sdk_partnercentralaccount::types::{AllianceLeadContact, ConnectionType};
use farrier_tests::client::{client, invite};
use farrier_tests::server::{Answer, Server};

#[tokio::test]
async fn no_constraint_is_enforced_when_sending() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server);
    // Beyond the length, against the pattern, out of range: the service decides.
    let long = "x".repeat(10_000);
    invite(&client).message(&long).email("not an address").catalog("").send().await.expect("sent");
    client.list_connections().catalog("AWS").max_results(-1).send().await.expect("sent");
    let [invitation, list] = server.requests().try_into().expect("two requests");
    assert_eq!(json(&invitation)["Message"], long);
    assert_eq!(json(&invitation)["Catalog"], "");
    assert_eq!(json(&list)["MaxResults"], -1);
}

#[tokio::test]
async fn an_error_names_every_missing_member_and_nothing_is_sent() {
    let server = Server::start([]).await;
    let error = client(&server).create_connection_invitation().send().await.expect_err("incomplete");
    assert!(matches!(error, SdkError::ConstructionFailure(_)));
    assert_eq!(
        error.to_string(),
        "CreateConnectionInvitation: failed to construct request: required input is not set: Catalog, \
         ConnectionType, Email, Message, Name, ReceiverIdentifier"
    );
    let connection_type = ConnectionType::Subsidiary;
    let builder = client(&server).create_connection_invitation().catalog("AWS").connection_type(connection_type);
    let error = builder.email("ada@example.com").message("Hi").name("Ada").send().await.expect_err("incomplete");
    assert!(error.to_string().ends_with("required input is not set: ReceiverIdentifier"), "{error}");
    assert!(server.requests().is_empty());
}

#[test]
fn structures_in_an_input_name_every_missing_member_too() {
    let error = AllianceLeadContact::builder().first_name("Ada").build().expect_err("incomplete");
    let text = error.to_string();
    let missing = "LastName, Email, BusinessTitle are required to build AllianceLeadContact but not set";
    assert!(text.contains(missing), "{text}");
}

#[test]
fn without_a_client_the_error_names_them_as_well() {
    use aws_sdk_partnercentralaccount::operation::tag_resource::{TagResource, TagResourceInput};
    use aws_sdk_partnercentralaccount::protocol::{EncodeError, encode};

    let input = TagResourceInput::builder().build().expect("what is missing is found when it is encoded");
    let request = || -> Result<_, Box<dyn std::error::Error>> { Ok(encode::<TagResource>(&input)?) };
    let error = request().expect_err("incomplete");
    let missing = match error.downcast_ref() {
        Some(EncodeError::MissingInput(missing)) => missing.members(),
        _ => panic!("{error}"),
    };
    assert_eq!(missing, ["ResourceArn", "Tags"]);
    assert_eq!(error.to_string(), "TagResource: required input is not set: ResourceArn, Tags");
}
