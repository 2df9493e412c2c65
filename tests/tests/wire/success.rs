//! Answers with a status of 2xx.

use crate::json;
use aws_sdk_partnercentralaccount::operation::RequestId;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationOutput;
use aws_sdk_partnercentralaccount::primitives::DateTime;
use aws_sdk_partnercentralaccount::types::{ConnectionType, InvitationStatus, ParticipantType};
use farrier_tests::client::{client, invite};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server};
use serde_json::{Value, json};

fn invitation() -> Value {
    json!({
        "Catalog": "AWS",
        "Id": "invitation-1",
        "Arn": "arn:aws:partnercentral:us-east-1:1:catalog/AWS/connection-invitation/invitation-1",
        "ConnectionId": "connection-1",
        "ConnectionType": "SUBSIDIARY",
        "CreatedAt": "2026-11-01T10:00:00Z",
        "UpdatedAt": "2026-11-01T10:00:00Z",
        "ExpiresAt": "2026-12-01T10:00:00Z",
        "OtherParticipantIdentifier": "123456789012",
        "ParticipantType": "SENDER",
        "Status": "PENDING",
        "InvitationMessage": "Shall we? 😀\n\"Yes\"",
        "InviterEmail": "ada@example.com",
        "InviterName": "Ada",
    })
}

async fn answered(answer: Answer) -> CreateConnectionInvitationOutput {
    let server = Server::start([answer]).await;
    invite(&client(&server)).send().await.expect("an output")
}

#[tokio::test]
async fn all_members_are_read_whatever_the_order_and_the_spaces() {
    let pretty = serde_json::to_string_pretty(&invitation()).expect("JSON");
    let output = answered(Answer::ok(pretty)).await;
    assert_eq!((output.catalog(), output.id()), ("AWS", "invitation-1"));
    assert!(output.arn().starts_with("arn:aws:"));
    assert_eq!(output.connection_id(), Some("connection-1"));
    assert_eq!(output.connection_type(), &ConnectionType::Subsidiary);
    assert_eq!(output.created_at(), &DateTime::from_secs(1_793_527_200));
    assert_eq!(output.updated_at(), output.created_at());
    assert_eq!(output.expires_at(), Some(&DateTime::from_secs(1_796_119_200)));
    assert_eq!(output.other_participant_identifier(), "123456789012");
    assert_eq!((output.participant_type(), output.status()), (&ParticipantType::Sender, &InvitationStatus::Pending));
    assert_eq!(output.invitation_message(), "Shall we? 😀\n\"Yes\"");
    assert_eq!((output.inviter_email(), output.inviter_name()), ("ada@example.com", "Ada"));
}

#[tokio::test]
async fn any_2xx_is_a_success() {
    assert_eq!(answered(Answer::new(202, invitation().to_string())).await.id(), "invitation-1");
}

#[tokio::test]
async fn unknown_members_are_skipped_and_null_is_absent() {
    let mut body = invitation();
    body["ConnectionId"] = Value::Null;
    body["ExpiresAt"] = Value::Null;
    body["__type"] = json!("com.amazonaws#Whatever");
    body["Tomorrow"] = json!({"deep": [[{"Id": "another"}], null, 1.5e300, "\\u0000"]});
    let output = answered(Answer::ok(body.to_string())).await;
    assert_eq!((output.connection_id(), output.expires_at()), (None, None));
    assert_eq!(output.id(), "invitation-1");
}

#[tokio::test]
async fn an_empty_body_is_an_empty_object() {
    assert_eq!(answered(Answer::ok("")).await.id(), "");
}

#[tokio::test]
async fn a_missing_required_member_is_corrected_and_reported() {
    let log = Log::start();
    let output = answered(Answer::ok(r#"{"Id": "invitation-1", "Arn": null}"#)).await;
    assert_eq!((output.id(), output.arn(), output.catalog()), ("invitation-1", "", ""));
    assert_eq!(output.created_at(), &DateTime::from_secs(0));
    assert_eq!(output.status(), &InvitationStatus::from("no value was set"));
    let log = log.text();
    let warning = log.lines().find(|line| line.contains(" WARN ")).expect("a warning");
    assert!(warning.contains("#CreateConnectionInvitationResponse"), "{warning}");
    assert!(warning.contains(r#""Arn""#) && warning.contains(r#""Status""#), "{warning}");
    assert!(!warning.contains(r#""Id""#) && !warning.contains("ConnectionId"), "{warning}");
}

#[tokio::test]
async fn an_error_without_its_required_members_is_still_that_error() {
    let server = Server::start([Answer::new(409, r#"{"__type": "ConflictException"}"#)]).await;
    let error = invite(&client(&server)).send().await.expect_err("a conflict").into_service_error();
    assert!(error.is_conflict_exception(), "{error:?}");
}

#[tokio::test]
async fn times_are_strings_with_fractions_and_offsets() {
    for (text, time) in [
        ("2026-11-01T10:00:00Z", DateTime::from_secs(1_793_527_200)),
        ("2026-11-01T10:00:00.123Z", DateTime::from_millis(1_793_527_200_123)),
        ("2026-11-01T10:00:00.123456789Z", DateTime::from_secs_and_nanos(1_793_527_200, 123_456_789)),
        ("2026-11-01T12:30:00+02:30", DateTime::from_secs(1_793_527_200)),
        ("2026-11-01T02:00:00.5-08:00", DateTime::from_millis(1_793_527_200_500)),
        ("1969-12-31T23:59:59Z", DateTime::from_secs(-1)),
    ] {
        let mut body = invitation();
        body["CreatedAt"] = json!(text);
        assert_eq!(answered(Answer::ok(body.to_string())).await.created_at(), &time, "{text}");
    }
}

#[tokio::test]
async fn unknown_enum_values_are_kept_and_sent_as_they_came() {
    let mut body = invitation();
    body["ConnectionType"] = json!("Some-new KIND é");
    let server = Server::start([Answer::ok(body.to_string()), Answer::ok("{}")]).await;
    let client = client(&server);
    let output = invite(&client).send().await.expect("an output");
    assert_eq!(output.connection_type().as_str(), "Some-new KIND é");
    assert!(ConnectionType::try_parse(output.connection_type().as_str()).is_err());
    invite(&client).connection_type(output.connection_type().clone()).send().await.expect("sent");
    assert_eq!(json(&server.requests()[1])["ConnectionType"], "Some-new KIND é");
}

#[tokio::test]
async fn the_request_id_is_on_outputs_and_on_errors() {
    let both = |answer: Answer| answer.header("x-amzn-requestid", "first").header("x-amz-request-id", "second");
    let old = |answer: Answer| answer.header("x-amz-request-id", "second");
    assert_eq!(answered(both(Answer::ok("{}"))).await.request_id(), Some("first"));
    assert_eq!(answered(old(Answer::ok("{}"))).await.request_id(), Some("second"));
    assert_eq!(answered(Answer::ok("{}")).await.request_id(), None);
    let failure = Answer::new(400, r#"{"__type":"ValidationException"}"#);
    let cases = [(both(failure.clone()), Some("first")), (old(failure.clone()), Some("second")), (failure, None)];
    for (answer, id) in cases {
        let server = Server::start([answer]).await;
        let error = invite(&client(&server)).send().await.expect_err("refused");
        assert_eq!(error.request_id(), id);
        assert_eq!(error.into_service_error().request_id(), id);
    }
}

#[tokio::test]
async fn what_is_answered_where_the_output_has_no_members_is_not_read() {
    for body in ["null", "", "{}", "[]", "done", "{\"Unexpected\":1}"] {
        let server = Server::start([Answer::ok(body).header("x-amzn-requestid", "r-1")]).await;
        let call = client(&server).untag_resource().resource_arn("arn:aws:a:b:1:c").tag_keys("key");
        let output = call.send().await.unwrap_or_else(|error| panic!("{body:?}: {error}"));
        assert_eq!(output.request_id(), Some("r-1"), "{body:?}");
    }
}
