//! What a fake does with calls: answers, errors, faults, and what it remembers.

use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_partnercentralaccount::fake::{Fake, Fault, fixture};
use aws_sdk_partnercentralaccount::operation::RequestId as _;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitation, CreateConnectionInvitationError, CreateConnectionInvitationOutput,
};
use aws_sdk_partnercentralaccount::operation::list_partners::ListPartnersOutput;
use aws_sdk_partnercentralaccount::types::error::{ConflictException, ValidationException};
use aws_sdk_partnercentralaccount::types::{ConflictExceptionReason, ConnectionType};
use aws_sdk_partnercentralaccount::{Client, error::ErrorMetadata};
use farrier_tests::client::{SECRET_NAME, config, invite};
use futures_util::StreamExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tokio::time::Instant;

/// A fake that accepts each invitation.
pub(crate) fn accepting() -> Fake {
    Fake::new().on_create_connection_invitation(|input| async move {
        let output = fixture::<CreateConnectionInvitationOutput>(1);
        assert_eq!(input.connection_type(), Some(&ConnectionType::OpportunityCollaboration));
        Ok(output)
    })
}

#[tokio::test]
async fn an_answer_comes_through_the_codec() {
    let fake = accepting();
    let output = invite(&fake.client()).send().await.expect("invited");
    let expected = fixture::<CreateConnectionInvitationOutput>(1);
    assert_eq!((output.id(), output.catalog()), (expected.id(), expected.catalog()));
    assert_eq!(output.request_id(), Some("00000000-0000-4000-8000-000000000001"));
}

#[tokio::test]
async fn calls_are_kept_without_secrets() {
    let fake = accepting();
    invite(&fake.client()).send().await.expect("invited");
    let [call] = &fake.calls()[..] else { panic!("one call") };
    let input = call.input::<CreateConnectionInvitation>().expect("the input");
    assert_eq!((input.email(), input.name()), (Some("ada@example.com"), Some(SECRET_NAME)));
    assert!(input.client_token().is_some_and(|token| !token.is_empty()), "the client makes one");
    assert_eq!((call.operation(), call.method(), call.path()), ("CreateConnectionInvitation", "POST", "/"));
    assert_eq!(call.header("X-Amz-Target"), Some("PartnerCentralAccount.CreateConnectionInvitation"));
    assert_eq!(call.header("authorization"), Some("*** Sensitive Data Redacted ***"), "it is signed");
    assert_eq!(call.attempt(), Some(1));
    let shown = format!("{call:?} {fake:?}");
    assert!(!shown.contains(SECRET_NAME) && !shown.contains("AWS4-HMAC"), "{shown}");
    fake.assert_calls(&["CreateConnectionInvitation"]);
}

#[tokio::test]
async fn an_error_of_the_model_has_its_members_and_its_status() {
    let fake = Fake::new().on_create_connection_invitation(|_| async {
        let error = ConflictException::builder().message("taken").reason(ConflictExceptionReason::DuplicatePartner);
        Err(CreateConnectionInvitationError::ConflictException(error.build().expect("complete")))
    });
    let error = invite(&fake.client()).send().await.expect_err("a conflict");
    assert_eq!(error.raw_response().map(|response| response.status().as_u16()), Some(409));
    let Some(CreateConnectionInvitationError::ConflictException(conflict)) = error.as_service_error() else {
        panic!("{error:?}")
    };
    assert_eq!((conflict.message(), conflict.reason()), ("taken", &ConflictExceptionReason::DuplicatePartner));
    assert_eq!(fake.count::<CreateConnectionInvitation>(), 1, "nobody tries again");
}

#[tokio::test]
async fn an_error_of_no_model_has_its_code() {
    let fake = Fake::new().on_create_connection_invitation(|_| async {
        let meta = ErrorMetadata::builder().code("Lunch").message("at noon").build();
        Err(CreateConnectionInvitationError::generic(meta))
    });
    let error = invite(&fake.client()).send().await.expect_err("lunch");
    assert_eq!((error.code(), error.message()), (Some("Lunch"), Some("at noon")));
}

#[tokio::test]
async fn what_has_no_answer_says_how_to_give_it_one() {
    let fake = Fake::new();
    let error = invite(&fake.client()).send().await.expect_err("no answer");
    assert_eq!(
        error.message(),
        Some(
            "the fake has no answer to CreateConnectionInvitation: add \
             `.on_create_connection_invitation(|input| async { .. })` to it"
        )
    );
    assert_eq!((error.code(), fake.calls().len()), (Some("FakeHasNoAnswer"), 1));
}

#[tokio::test]
async fn inputs_are_checked_as_services_do() {
    let fake = accepting();
    let call = invite(&fake.client()).email("ada").message("");
    let error = call.clone().send().await.expect_err("invalid");
    let Some(CreateConnectionInvitationError::ValidationException(invalid)) = error.as_service_error() else {
        panic!("{error:?}")
    };
    assert!(invalid.message().contains("Email: \"ada\" does not match"), "{}", invalid.message());
    assert!(invalid.message().contains("Message: length 0 is not between 1 and 256"), "{}", invalid.message());
    fake.without_checks();
    call.send().await.expect("as it is");
}

#[tokio::test]
async fn outputs_are_checked_too() {
    let fake = Fake::new().on_create_connection_invitation(|_| async {
        let mut output = fixture::<CreateConnectionInvitationOutput>(1);
        output.id = "?".to_owned();
        Ok(output)
    });
    let error = invite(&fake.client()).send().await.expect_err("invalid");
    assert_eq!(error.code(), Some("FakeAnswerInvalid"));
    assert!(error.message().is_some_and(|message| message.contains("Id: \"?\" does not match")), "{error}");
    assert_eq!(fake.calls().len(), 1, "nobody tries again");
}

/// An error of the model is an answer like any other.
#[tokio::test]
async fn errors_are_checked_too() {
    let fake = Fake::new().on_create_connection_invitation(|_| async {
        let invalid = ValidationException::builder().message("no").reason("MOOD".into()).build()?;
        Err(CreateConnectionInvitationError::ValidationException(invalid))
    });
    let error = invite(&fake.client()).send().await.expect_err("invalid");
    assert_eq!(error.code(), Some("FakeAnswerInvalid"));
    let message = "the answer of the test breaks the model: Reason: \"MOOD\" is none of";
    assert!(error.message().is_some_and(|text| text.starts_with(message)), "{error}");
    fake.without_checks();
    let error = invite(&fake.client()).send().await.expect_err("as it is");
    assert_eq!(error.code(), Some("ValidationException"));
}

#[tokio::test]
async fn faults_happen_in_order_and_then_answers_come() {
    let fake = accepting();
    let client = fake.client();
    for fault in [Fault::throttling(), Fault::server_error(), Fault::disconnect()] {
        fake.inject(fault.times(2));
        invite(&client).send().await.expect("the third attempt");
        let attempts: Vec<_> = fake.calls().iter().rev().take(3).filter_map(|call| call.attempt()).collect();
        assert_eq!(attempts, [3, 2, 1]);
    }
    fake.inject(Fault::throttling().times(3));
    let error = invite(&client).send().await.expect_err("throttled");
    assert_eq!((error.code(), error.message()), (Some("ThrottlingException"), Some("Rate exceeded")));
}

/// The service says when to try again.
#[tokio::test(start_paused = true)]
async fn a_fault_has_headers() {
    let (fake, start) = (accepting(), Instant::now());
    fake.inject(Fault::throttling().header("x-amz-retry-after", "4000"));
    invite(&fake.client()).send().await.expect("the second attempt");
    assert!(start.elapsed() >= Duration::from_secs(4), "{:?}", start.elapsed());
    fake.inject(Fault::late(Duration::ZERO).header("x-amzn-requestid", "of nobody"));
    assert_eq!(invite(&fake.client()).send().await.expect("an answer").request_id(), Some("of nobody"));
    fake.inject(Fault::response(403, "text/html", "no").header("Content-Type", "text/plain"));
    let error = invite(&fake.client()).send().await.expect_err("blocked");
    assert!(error.to_string().contains("text/plain"), "{error}");
}

#[tokio::test]
async fn a_fault_happens_to_its_operation_alone() {
    let fake = accepting().on_list_partners(|_| async { Ok(fixture(3)) });
    fake.inject(Fault::error(403, "AccessDeniedException", "no").on::<CreateConnectionInvitation>());
    let client = fake.client();
    client.list_partners().catalog("AWS").send().await.expect("partners");
    let error = invite(&client).send().await.expect_err("denied");
    assert!(error.as_service_error().is_some_and(CreateConnectionInvitationError::is_access_denied_exception));
}

#[tokio::test]
async fn a_page_of_a_proxy_is_no_answer() {
    let fake = accepting();
    fake.inject(Fault::response(403, "text/html", "<html>blocked</html>"));
    let error = invite(&fake.client()).send().await.expect_err("blocked");
    assert_eq!(error.code(), None);
    assert!(error.to_string().contains("text/html"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn what_is_late_or_never_comes_ends_by_timeouts() {
    let fake = accepting();
    let client = |timeouts: TimeoutConfig| Client::from_conf(fake.config().timeout_config(timeouts).build());
    let second = Duration::from_secs(1);
    fake.inject(Fault::late(second / 2));
    invite(&client(TimeoutConfig::builder().operation_timeout(second).build())).send().await.expect("in time");
    fake.inject(Fault::late(second * 2));
    let late = invite(&client(TimeoutConfig::builder().operation_timeout(second).build())).send().await;
    assert!(matches!(late, Err(SdkError::TimeoutError(_))), "{late:?}");
    for timeouts in
        [TimeoutConfig::builder().read_timeout(second), TimeoutConfig::builder().operation_attempt_timeout(second)]
    {
        fake.inject(Fault::silence());
        invite(&client(timeouts.build())).send().await.expect("the next attempt");
        assert_eq!(fake.calls().last().and_then(|call| call.attempt()), Some(2));
    }
}

#[tokio::test]
async fn a_function_may_change_what_it_knows() {
    let mut before = None;
    let fake = Fake::new().on_create_connection_invitation(move |input| {
        let is_repeated =
            before.replace(input.message().map(str::to_owned)) == Some(input.message().map(str::to_owned));
        async move {
            match is_repeated {
                true => Err(CreateConnectionInvitationError::generic(ErrorMetadata::builder().code("Again").build())),
                false => Ok(fixture(5)),
            }
        }
    });
    let client = fake.client();
    invite(&client).send().await.expect("the first time");
    assert_eq!(invite(&client).send().await.expect_err("the second").code(), Some("Again"));
}

#[tokio::test]
async fn pages_are_a_stream() {
    let fake = Fake::new().on_list_partners(|input| async move {
        let mut output = fixture::<ListPartnersOutput>(3);
        output.next_token = input.next_token().is_none().then(|| "more".to_owned());
        Ok(output)
    });
    let pages = fake.client().list_partners().catalog("AWS").into_paginator().into_stream();
    let pages: Vec<_> = pages.map(|page| page.expect("a page").next_token).collect().await;
    assert_eq!(pages, [Some("more".to_owned()), None]);
}

#[test]
fn enums_are_made_of_strings_and_turned_into_them() {
    let kind = ConnectionType::from("SUBSIDIARY".to_owned());
    assert_eq!((kind.clone(), String::from(kind)), (ConnectionType::Subsidiary, "SUBSIDIARY".to_owned()));
    assert!(ConnectionType::try_parse("NONE OF IT").is_err());
}

/// A program that swallows errors passes by an assertion that failed for it, but its test does not.
#[tokio::test]
async fn a_function_that_panics_while_it_is_served_fails_the_test() {
    let fake = Fake::new().on_create_connection_invitation(|input| async move {
        assert_eq!(input.email(), Some("grace@example.com"));
        Ok(fixture(1))
    });
    let server = fake.serve().await.expect("a port");
    let config = config().endpoint_url(server.url());
    let client = Client::from_conf(config.build());
    invite(&client).send().await.expect_err("no answer");
    let dropped = catch_unwind(AssertUnwindSafe(|| drop(server)));
    let message = dropped.expect_err("a panic");
    let message = message.downcast_ref::<&str>().expect("a text");
    assert!(message.starts_with("a function of the fake panicked"), "{message}");
}
