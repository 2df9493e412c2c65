//! What decides whether a call of an operation is made again.

use super::vtable::OperationVtable;
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, SharedRetryClassifier,
};
use aws_smithy_types::retry::ErrorKind;

/// What the model says of the error of an operation. That of the AWS runtime, and that of codes, are one for each type
/// of errors: to compile them for each operation took a fifth of the code of a program.
#[derive(Debug)]
struct ByModel(&'static OperationVtable);

impl ClassifyRetry for ByModel {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        action(self.0.error_in(context).and_then(|error| error.retry_kind()))
    }

    fn name(&self) -> &'static str {
        "Errors Modeled As Retryable"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::modeled_as_retryable_classifier()
    }
}

/// What its code says: one that all AWS services share, or one of the service.
#[derive(Debug)]
struct ByCode(&'static OperationVtable);

impl ByCode {
    fn kind(&self, code: &str) -> Option<ErrorKind> {
        let mut transient = TRANSIENT_ERRORS.iter().chain(self.0.service.customizations.transient_errors);
        match () {
            () if THROTTLING_ERRORS.contains(&code) => Some(ErrorKind::ThrottlingError),
            () if transient.any(|transient| *transient == code) => Some(ErrorKind::TransientError),
            () => None,
        }
    }
}

impl ClassifyRetry for ByCode {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        action(self.0.error_in(context).and_then(|error| self.kind(error.meta().code()?)))
    }

    fn name(&self) -> &'static str {
        "AWS Error Code"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_before(RetryClassifierPriority::modeled_as_retryable_classifier())
    }
}

fn action(kind: Option<ErrorKind>) -> RetryAction {
    kind.map(RetryAction::retryable_error).unwrap_or_default()
}

/// What decides on retries of an operation.
pub(super) type Classifiers = [SharedRetryClassifier; 3];

pub(super) fn classifiers(operation: &'static OperationVtable) -> Classifiers {
    let (model, code) = (ByModel(operation), ByCode(operation));
    [SharedRetryClassifier::new(model), SharedRetryClassifier::new(code), (operation.clock_skew)()]
}
