//! How much of an answer is loaded. Without a limit a server, or whoever is taken for one, could use up all memory.

use crate::config::ResponseLimit;
use crate::config::http::HttpResponse;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction, RetryClassifierPriority};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::error::Error;
use std::{fmt, iter};

/// Makes the body end with an error where it is longer than it may be.
pub(super) fn apply(response: &mut HttpResponse, cfg: &ConfigBag) {
    let limit = cfg.load::<ResponseLimit>().copied().unwrap_or_default();
    // Too late for a body that is in memory.
    if response.body().bytes().is_some() {
        return;
    }
    let body = response.take_body();
    let limited = Limited::new(body, usize::try_from(limit.0).unwrap_or(usize::MAX));
    let body = limited.map_err(move |error| if error.is::<LengthLimitError>() { TooLong(limit).into() } else { error });
    *response.body_mut() = SdkBody::from_body_1_x(body);
}

#[derive(Debug)]
struct TooLong(ResponseLimit);

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ResponseLimit(limit) = self.0;
        write!(f, "the body is longer than {limit} bytes, the setting `response_max_body_size_bytes`")
    }
}

impl Error for TooLong {}

/// A body that is too long would be so again.
#[derive(Debug)]
pub(super) struct TooLongClassifier;

impl ClassifyRetry for TooLongClassifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(Err(error)) = context.output_or_error() else { return RetryAction::NoActionIndicated };
        let mut causes = iter::successors(Some(error as &(dyn Error + 'static)), |&error| error.source());
        if causes.any(|cause| cause.is::<TooLong>()) {
            RetryAction::RetryForbidden
        } else {
            RetryAction::NoActionIndicated
        }
    }

    fn name(&self) -> &'static str {
        "Too Long"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}
