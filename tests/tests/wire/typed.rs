//! What interceptors and retry classifiers of a program see of a call: the types of the operation, as by the official
//! crates.

use crate::retries::error;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::interceptors::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextMut, FinalizerInterceptorContextRef,
    InterceptorContext,
};
use aws_sdk_partnercentralaccount::config::retry::{ClassifyRetry, RetryAction};
use aws_sdk_partnercentralaccount::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_partnercentralaccount::error::{BoxError, ErrorMetadata, ProvideErrorMetadata as _};
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitationError, CreateConnectionInvitationInput, CreateConnectionInvitationOutput,
};
use aws_smithy_runtime::client::retries::classifiers::ModeledAsRetryableClassifier;
use aws_smithy_runtime_api::client::interceptors::context::Error;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use farrier_tests::client::{config, invite};
use farrier_tests::server::{Answer, Server};
use std::sync::{Arc, Mutex};

type Noted = Arc<Mutex<Vec<String>>>;

fn take(noted: &Noted) -> Vec<String> {
    std::mem::take(&mut noted.lock().expect("no panic"))
}

/// Notes what it sees of a call, as far as it is of the operation.
#[derive(Debug, Default)]
struct Watch(Noted);

impl Watch {
    fn note(&self, what: impl Into<String>) {
        self.0.lock().expect("no panic").push(what.into());
    }
}

#[dyn_dispatch_hint]
impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input().downcast_ref::<CreateConnectionInvitationInput>().ok_or("another input")?;
        self.note(input.email().unwrap_or_default());
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match context.output_or_error().ok_or("no result")? {
            Ok(output) => {
                let output = output.downcast_ref::<CreateConnectionInvitationOutput>().ok_or("another output")?;
                self.note(output.id());
            }
            Err(error) => {
                let error = error.as_operation_error().and_then(Error::downcast_ref::<CreateConnectionInvitationError>);
                self.note(error.and_then(|error| error.code()).unwrap_or("another error"));
            }
        }
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_see_input_output_and_error() {
    let server = Server::start([error(500, "InternalServerException"), Answer::ok(r#"{"Id":"1"}"#)]).await;
    let watch = Watch::default();
    let noted = watch.0.clone();
    let client = Client::from_conf(config().endpoint_url(&server.url).interceptor(watch).build());
    invite(&client).send().await.expect("answered at last");
    assert_eq!(take(&noted), ["ada@example.com", "InternalServerException", "1"]);
}

/// Tries again what the program has its own reasons for.
#[derive(Debug)]
struct OnConflict;

impl ClassifyRetry for OnConflict {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(Err(error)) = context.output_or_error() else { return RetryAction::NoActionIndicated };
        match error.as_operation_error().and_then(Error::downcast_ref) {
            Some(CreateConnectionInvitationError::ConflictException(_)) => RetryAction::server_error(),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "OnConflict"
    }
}

async fn attempts(code: &str, classifier: impl ClassifyRetry + 'static) -> usize {
    let server = Server::start(error(400, code).times(5)).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).retry_classifier(classifier).build());
    invite(&client).send().await.expect_err("never a success");
    server.requests().len()
}

#[tokio::test]
async fn classifiers_see_the_error() {
    assert_eq!(attempts("ConflictException", OnConflict).await, 3);
    assert_eq!(attempts("ValidationException", OnConflict).await, 1);
}

/// Those of the AWS runtime look for a type, too.
#[tokio::test]
async fn classifiers_of_the_runtime_see_the_error() {
    let stock = || {
        let codes: &'static [&'static str] = &["Unheard", "ConflictException"];
        AwsErrorCodeClassifier::<CreateConnectionInvitationError>::builder().transient_errors(codes).build()
    };
    for (code, count) in [("Unheard", 3), ("ConflictException", 3), ("ValidationException", 1)] {
        assert_eq!(attempts(code, stock()).await, count, "{code}");
    }
    let modeled = ModeledAsRetryableClassifier::<CreateConnectionInvitationError>::new();
    let noted = Noted::default();
    attempts("ThrottlingException", Asked(modeled, noted.clone())).await;
    assert_eq!(take(&noted).first().map(String::as_str), Some("again"));
}

/// Notes what a classifier says.
#[derive(Debug)]
struct Asked<C>(C, Noted);

impl<C: ClassifyRetry> ClassifyRetry for Asked<C> {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let action = self.0.classify_retry(context);
        let said = if action == RetryAction::NoActionIndicated { "nothing" } else { "again" };
        self.1.lock().expect("no panic").push(said.to_owned());
        RetryAction::NoActionIndicated
    }

    fn name(&self) -> &'static str {
        "Asked"
    }
}

/// What puts an error of the operation in the place of an answer is taken at its word.
#[derive(Debug)]
struct Replace;

#[dyn_dispatch_hint]
impl Intercept for Replace {
    fn name(&self) -> &'static str {
        "Replace"
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let error = CreateConnectionInvitationError::generic(ErrorMetadata::builder().code("SlowDown").build());
        let error = OrchestratorError::operation(Error::erase(error));
        if let Some(result) = context.output_or_error_mut() {
            *result = Err(error);
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_error_of_an_interceptor_counts_as_one_of_the_service() {
    let server = Server::start(Answer::ok(r#"{"Id":"1"}"#).times(5)).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).interceptor(Replace).build());
    let error = invite(&client).send().await.expect_err("replaced");
    assert_eq!(error.code(), Some("SlowDown"), "{error:?}");
    assert_eq!(server.requests().len(), 3);
}
