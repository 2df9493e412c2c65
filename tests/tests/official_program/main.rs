//! A program written for the official crate compiles against the generated one and does the same.
//!
//! The dependency is named as the official crate is; that one line of Cargo.toml is all that moving over takes.

mod program;

use farrier_tests::server::{Answer, Server};

use aws_sdk_partnercentralaccount::Error;
use aws_sdk_partnercentralaccount::error::{DisplayErrorContext, SdkError};
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationError;
use aws_sdk_partnercentralaccount::types::error::ConflictException;

const INVITATION: &str = r#"{"Catalog":"AWS","Id":"invitation-1","Status":"PENDING"}"#;

async fn client(answers: impl IntoIterator<Item = Answer>) -> (aws_sdk_partnercentralaccount::Client, Server) {
    let server = Server::start(answers).await;
    let [client, ..] = program::clients(&program::shared_config(&server.url));
    (client, server)
}

#[test]
fn values_can_be_made() {
    program::values().expect("complete");
    let shared = program::shared_config("http://127.0.0.1:9");
    let provider = program::provider(&shared);
    assert!(format!("{provider:?}").contains("SharedCredentialsProvider"));
}

#[tokio::test]
async fn all_clients_invite() {
    let server = Server::start(Answer::ok(INVITATION).times(3)).await;
    for client in program::clients(&program::shared_config(&server.url)) {
        assert_eq!(program::invite(&client).await.expect("an output").id(), "invitation-1");
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_input_can_be_built_first_and_sent_from_a_task() {
    let answer = Answer::ok(INVITATION).header("x-amzn-requestid", "r-1");
    let (client, _server) = client(answer.times(2)).await;
    assert_eq!(program::invite_with(&client).await.expect("an output"), "invitation-1");
    program::in_a_task(&client).await.expect("an output");
}

#[tokio::test]
async fn a_call_can_be_customized() {
    let (client, server) = client([Answer::ok("{}")]).await;
    program::customized(&client).await.expect("an output");
    let request = server.request();
    assert_eq!(request.headers()["x-program"], "yes");
    assert!(request.headers()["authorization"].to_str().expect("text").contains("/ap-south-1/"));
    assert!(request.headers()["x-amz-user-agent"].to_str().expect("text").ends_with(" app/other"));
}

#[tokio::test]
async fn pages_and_items_are_listed() {
    let page = |id: &str, next: &str| Answer::ok(format!(r#"{{"ConnectionSummaries":[{{"Id":"{id}"}}]{next}}}"#));
    let pages = [page("1", r#","NextToken":"n""#), page("2", ""), page("3", "")];
    let (client, server) = client(pages).await;
    assert_eq!(program::list(&client).await.expect("all pages"), ["1", "2", "3"]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn failures_are_told_apart() {
    let answers = [
        (Answer::new(409, r#"{"__type":"ConflictException","Message":"m","Reason":"NEW"}"#), "conflict: NEW m"),
        (Answer::new(404, r#"{"__type":"ResourceNotFoundException"}"#), "nobody"),
        (
            Answer::new(
                400,
                r#"{"__type":"ValidationException","ErrorDetails":[{"FieldValidationError":{"Name":"n","Code":"c"}},{"New":1}]}"#,
            ),
            "n: c, true true",
        ),
        (Answer::new(400, r#"{"__type":"NewException","message":"m"}"#), r#"new: Some("m") None"#),
        (Answer::new(503, ""), "down"),
        (Answer::closed(), "offline"),
        (Answer::ok("{\"Id\":\"1\"}").cut_short(), "garbled: 200"),
    ];
    for (answer, expected) in answers {
        let (client, _server) = client(answer.times(2)).await;
        let error = program::invite_with(&client).await.expect_err(expected);
        assert_eq!(program::explain(error), expected);
    }
    let (client, _server) = client([]).await;
    let incomplete = client.create_connection_invitation().send().await.expect_err("incomplete");
    assert_eq!(program::explain(incomplete), "not sent");
}

#[tokio::test]
async fn causes_are_found_along_their_chain() {
    let refused = Answer::new(409, r#"{"__type":"ConflictException","Message":"taken","Reason":"NEW"}"#);
    let (client, _server) = client([refused]).await;
    let error = program::invite_with(&client).await.expect_err("refused");
    assert_eq!(program::cause::<ConflictException>(&error).map(ConflictException::message), Some("taken"));
    let shown = DisplayErrorContext(&error).to_string();
    assert!(shown.starts_with(&format!("{error} (ServiceError(")), "each text once: {shown}");
    assert!(Error::from(error).to_string().starts_with("ConflictException: taken ("));
}

#[tokio::test]
async fn what_no_service_said_keeps_its_causes() {
    let failed = async || {
        let (client, _server) = client(Answer::closed().times(2)).await;
        program::invite_with(&client).await.expect_err("no answer")
    };
    let of_service = Error::from(failed().await);
    let of_operation = failed().await.into_service_error();
    let by_aws = program::service_error::<CreateConnectionInvitationError>(failed().await);
    for error in [&of_service as &(dyn std::error::Error + 'static), &of_operation, &by_aws] {
        assert!(program::cause::<hyper::Error>(error).is_some(), "{error:?}");
    }
    type Failed = SdkError<CreateConnectionInvitationError>;
    assert!(program::cause::<Failed>(&of_service).is_some() && program::cause::<Failed>(&of_operation).is_some());
}

#[tokio::test]
async fn an_enum_that_is_missing_says_so() {
    let (client, _server) = client([Answer::ok(INVITATION)]).await;
    assert_eq!(program::invite(&client).await.expect("an output").connection_type().as_str(), "no value was set");
}
