use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, RetryReason,
};
use std::time::Duration;

/// Lets the service say when to try again, in the header `x-amz-retry-after` (milliseconds).
///
/// The AWS runtime reads it too, but forgets it where the model has the last word on whether to try again.
#[derive(Debug)]
pub(super) struct RetryAfterClassifier;

impl ClassifyRetry for RetryAfterClassifier {
    fn classify_retry(&self, _: &InterceptorContext) -> RetryAction {
        RetryAction::NoActionIndicated
    }

    fn classify_retry_v2(&self, context: &InterceptorContext, previous: &RetryAction) -> RetryAction {
        let RetryAction::RetryIndicated(RetryReason::RetryableError { kind, retry_after: None }) = previous else {
            return RetryAction::NoActionIndicated;
        };
        let header = context.response().and_then(|response| response.headers().get("x-amz-retry-after"));
        match header.and_then(|millis| millis.parse().ok()) {
            Some(millis) => RetryAction::retryable_error_with_explicit_delay(*kind, Duration::from_millis(millis)),
            None => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "Retry After"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::modeled_as_retryable_classifier())
    }
}
