//! Answers that are errors. Each file of `cases/errors` is an answer; its snapshot says what becomes of it.

use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_partnercentralaccount::operation::RequestId;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationError;
use farrier_tests::client::{client, invite};
use farrier_tests::server::{Answer, Server};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// Text as it is, anything else as JSON.
    body: Value,
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = std::fs::read(path).expect("a case");
        serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn answer(&self) -> Answer {
        let body = match &self.body {
            Value::String(text) => text.clone(),
            json => json.to_string(),
        };
        self.headers.iter().fold(Answer::new(self.status, body), |answer, (name, value)| answer.header(name, value))
    }
}

/// Checks the cases of a line against their snapshots.
fn check(cases: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    insta::glob!("../../cases/errors", cases, |path| {
        let case = Case::read(path);
        let report = runtime.block_on(report(&case));
        insta::with_settings!({description => &case.why, omit_expression => true}, {
            insta::assert_snapshot!("error", report);
        });
    });
}

async fn report(case: &Case) -> String {
    let server = Server::start(case.answer().times(3)).await;
    let error = invite(&client(&server)).send().await.expect_err("an error");
    assert!(!error.to_string().contains('\n'), "one line: {error}");
    let mut lines = vec![format!("{error}"), String::new()];
    lines.push(format!("code: {}", error.code().unwrap_or("none")));
    lines.push(format!("message: {}", error.message().unwrap_or("none")));
    lines.push(format!("request id: {}", error.request_id().unwrap_or("none")));
    lines.push(format!("variant: {}", variant(&error)));
    lines.push(format!("requests: {}", server.requests().len()));
    if let SdkError::ServiceError(context) = &error {
        lines.extend(context.err().meta().extra("body").map(|body| format!("body: {body}")));
    }
    lines.join("\n")
}

/// The variant and what its fields hold.
fn variant<R>(error: &SdkError<CreateConnectionInvitationError, R>) -> String {
    use CreateConnectionInvitationError as E;
    let SdkError::ServiceError(context) = error else { return "not of the service".to_owned() };
    match context.err() {
        E::AccessDeniedException(it) => format!("AccessDeniedException {:?}, {:?}", it.message(), it.reason()),
        E::ConflictException(it) => format!("ConflictException {:?}, {:?}", it.message(), it.reason()),
        E::InternalServerException(it) => format!("InternalServerException {:?}", it.message()),
        E::ResourceNotFoundException(it) => format!("ResourceNotFoundException {:?}, {:?}", it.message(), it.reason()),
        E::ServiceQuotaExceededException(it) => {
            format!("ServiceQuotaExceededException {:?}, {:?}", it.message(), it.reason())
        }
        E::ThrottlingException(it) => {
            format!("ThrottlingException {:?}, {:?}, {:?}", it.message(), it.service_code(), it.quota_code())
        }
        E::ValidationException(it) => {
            format!("ValidationException {:?}, {:?}, {:#?}", it.message(), it.reason(), it.error_details())
        }
        _ => "Unhandled".to_owned(),
    }
}

#[test]
fn the_code_is_in_the_header_then_the_body_then_its_type() {
    check("code-*.json");
}

#[test]
fn the_code_is_sanitised() {
    check("sanitised-*.json");
}

#[test]
fn the_code_decides_and_not_the_status() {
    check("status-*.json");
}

#[test]
fn the_message_is_found_by_each_of_its_names() {
    check("message-*.json");
}

#[test]
fn there_is_a_variant_for_each_error_and_one_for_the_rest() {
    check("variant-*.json");
}

#[test]
fn details_are_read_as_far_as_they_can_be() {
    check("details-*.json");
}

#[tokio::test]
async fn one_line_says_it_all() {
    let answer =
        Answer::new(409, r#"{"__type":"ConflictException","Message":"Two\nlines","Reason":"DUPLICATE_PARTNER"}"#);
    let server = Server::start([Answer::new(500, "{}"), answer.header("x-amzn-requestid", "r-1")]).await;
    let error = invite(&client(&server)).send().await.expect_err("a conflict");
    let line =
        "ConflictException: Two lines (operation CreateConnectionInvitation, status 409, request id r-1, attempts 2)";
    assert_eq!(error.to_string(), line);
    assert_eq!(error.into_service_error().to_string(), line);
}

#[tokio::test]
async fn an_error_of_all_operations_says_the_same() {
    let answer = Answer::new(400, r#"{"__type":"NewException","message":"?"}"#);
    let server = Server::start(answer.times(2)).await;
    let client = client(&server);
    let error = invite(&client).send().await.expect_err("an error");
    let line = "NewException: ? (operation CreateConnectionInvitation, status 400, attempts 1)";
    assert_eq!(error.to_string(), line);
    assert_eq!(aws_sdk_partnercentralaccount::Error::from(error).to_string(), line);
    let error = invite(&client).send().await.expect_err("an error").into_service_error();
    assert_eq!(aws_sdk_partnercentralaccount::Error::from(error).to_string(), line);
}
