use super::metadata::{Described, extra};
use super::response::describe;
use super::text;
use super::{BoxError, BuildError, ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_runtime_api::client::interceptors::error::InterceptorError;
use aws_smithy_runtime_api::client::result::{self as aws, CreateUnhandledError};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata;
use aws_smithy_types::retry::ErrorKind;
use std::error::Error;
use std::fmt;

pub use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
pub use aws_smithy_runtime_api::client::result::ConnectorError;

/// Why a call failed.
///
/// Its one line of text says which operation it was, every cause there is, and how many attempts were made.
#[non_exhaustive]
#[derive(Debug)]
pub enum SdkError<E, R = HttpResponse> {
    /// The request could not be made, so none was sent.
    ConstructionFailure(ConstructionFailure),
    /// No answer came in time. The request may or may not have been carried out.
    TimeoutError(TimeoutError),
    /// The request could not be sent, or no answer came. It may or may not have been carried out.
    DispatchFailure(DispatchFailure),
    /// An answer came that could not be read to its end.
    ResponseError(ResponseError<R>),
    /// The service answered with an error.
    ServiceError(ServiceError<E, R>),
}

/// Why no request could be made.
#[derive(Debug)]
pub struct ConstructionFailure {
    source: BoxError,
    meta: Meta,
}

/// Which timeout passed.
#[derive(Debug)]
pub struct TimeoutError {
    source: BoxError,
    meta: Meta,
}

/// In a box, as all that is large is, because a result is as large as its error.
type Meta = Box<ErrorMetadata>;

/// Why a request could not be sent or got no answer.
#[derive(Debug)]
pub struct DispatchFailure {
    source: ConnectorError,
    meta: Meta,
}

impl DispatchFailure {
    /// Whether it was an I/O error.
    pub fn is_io(&self) -> bool {
        self.source.is_io()
    }

    /// Whether it was a timeout of the connection.
    pub fn is_timeout(&self) -> bool {
        self.source.is_timeout()
    }

    /// Whether the request was not one that can be sent.
    pub fn is_user(&self) -> bool {
        self.source.is_user()
    }

    /// Whether it was anything else.
    pub fn is_other(&self) -> bool {
        self.source.is_other()
    }

    /// How it is classed for retries, if it was anything else.
    pub fn as_other(&self) -> Option<ErrorKind> {
        self.source.as_other()
    }

    /// The error of the connector.
    pub fn as_connector_error(&self) -> Option<&ConnectorError> {
        Some(&self.source)
    }
}

/// An answer that could not be read to its end.
#[derive(Debug)]
pub struct ResponseError<R> {
    answer: Box<Answer<BoxError, R>>,
    meta: Meta,
}

impl<R> ResponseError<R> {
    /// The answer, as far as it was read.
    pub fn raw(&self) -> &R {
        &self.answer.raw
    }

    /// The answer, as far as it was read.
    pub fn into_raw(self) -> R {
        self.answer.raw
    }
}

/// An error the service answered with.
#[derive(Debug)]
pub struct ServiceError<E, R> {
    answer: Box<Answer<E, R>>,
}

struct Answer<E, R> {
    source: E,
    raw: R,
}

/// Without the answer itself, whose body may hold what must not be logged.
impl<E: fmt::Debug, R> fmt::Debug for Answer<E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("source", &self.source).finish_non_exhaustive()
    }
}

impl<E, R> ServiceError<E, R> {
    /// The error.
    pub fn err(&self) -> &E {
        &self.answer.source
    }

    /// The error.
    pub fn into_err(self) -> E {
        self.answer.source
    }

    /// The answer it was read from.
    pub fn raw(&self) -> &R {
        &self.answer.raw
    }

    /// The answer it was read from.
    pub fn into_raw(self) -> R {
        self.answer.raw
    }
}

impl<E, R> SdkError<E, R> {
    /// The request could not be made.
    pub fn construction_failure(source: impl Into<BoxError>) -> Self {
        Self::ConstructionFailure(ConstructionFailure { source: source.into(), meta: Meta::default() })
    }

    /// No answer came in time.
    pub fn timeout_error(source: impl Into<BoxError>) -> Self {
        Self::TimeoutError(TimeoutError { source: source.into(), meta: Meta::default() })
    }

    /// The request could not be sent.
    pub fn dispatch_failure(source: ConnectorError) -> Self {
        Self::DispatchFailure(DispatchFailure { source, meta: Meta::default() })
    }

    /// The answer could not be read.
    pub fn response_error(source: impl Into<BoxError>, raw: R) -> Self {
        let answer = Box::new(Answer { source: source.into(), raw });
        Self::ResponseError(ResponseError { answer, meta: Meta::default() })
    }

    /// The service answered with an error.
    pub fn service_error(source: E, raw: R) -> Self {
        Self::ServiceError(ServiceError { answer: Box::new(Answer { source, raw }) })
    }

    /// The error of the service; any other failure becomes its unhandled variant.
    pub fn into_service_error(self) -> E
    where
        E: Error + Send + Sync + CreateUnhandledError + 'static,
        R: fmt::Debug + Send + Sync + 'static,
    {
        match self {
            Self::ServiceError(context) => context.into_err(),
            other => {
                // All else is in its text already.
                let id = |key| Some((key, other.failure()?.0.extra(key)?.to_owned()));
                let ids = [extra::REQUEST_ID, extra::EXTENDED_REQUEST_ID].into_iter().filter_map(id);
                let meta = ids.fold(ErrorMetadata::builder(), |meta, (key, id)| meta.custom(key, id));
                E::create_unhandled_error(other.into(), Some(meta.build()))
            }
        }
    }

    /// The error of the service, if it is one.
    pub fn as_service_error(&self) -> Option<&E> {
        match self {
            Self::ServiceError(context) => Some(context.err()),
            _ => None,
        }
    }

    /// The cause.
    ///
    /// # Errors
    /// The error itself, where a later version knows a variant without a cause.
    pub fn into_source(self) -> Result<BoxError, Self>
    where
        E: Error + Send + Sync + 'static,
    {
        Ok(match self {
            Self::ConstructionFailure(context) => context.source,
            Self::TimeoutError(context) => context.source,
            Self::DispatchFailure(context) => context.source.into(),
            Self::ResponseError(context) => context.answer.source,
            Self::ServiceError(context) => context.into_err().into(),
        })
    }

    /// The answer, if there was one.
    pub fn raw_response(&self) -> Option<&R> {
        match self {
            Self::ServiceError(context) => Some(context.raw()),
            Self::ResponseError(context) => Some(context.raw()),
            _ => None,
        }
    }

    /// Maps the error of the service.
    pub fn map_service_error<E2>(self, map: impl FnOnce(E) -> E2) -> SdkError<E2, R> {
        match self {
            Self::ConstructionFailure(context) => SdkError::ConstructionFailure(context),
            Self::TimeoutError(context) => SdkError::TimeoutError(context),
            Self::DispatchFailure(context) => SdkError::DispatchFailure(context),
            Self::ResponseError(context) => SdkError::ResponseError(context),
            Self::ServiceError(context) => {
                let Answer { source, raw } = *context.answer;
                SdkError::service_error(map(source), raw)
            }
        }
    }

    /// Adds what is known about the call to a failure that is not the service's, whose errors know it themselves.
    #[cfg(any(feature = "event-stream", feature = "jmespath"))]
    pub(crate) fn of_call(mut self, meta: ErrorMetadata) -> Self {
        match &mut self {
            Self::ConstructionFailure(context) => *context.meta = meta,
            Self::TimeoutError(context) => *context.meta = meta,
            Self::DispatchFailure(context) => *context.meta = meta,
            Self::ResponseError(context) => *context.meta = meta,
            Self::ServiceError(_) => {}
        }
        self
    }

    /// What is known about a failure that is not the service's: the metadata, a name for it and its first cause.
    fn failure(&self) -> Option<(&ErrorMetadata, &'static str, &(dyn Error + 'static))> {
        match self {
            Self::ConstructionFailure(context) => {
                Some((&context.meta, "failed to construct request", &*context.source))
            }
            Self::TimeoutError(context) => Some((&context.meta, "request has timed out", &*context.source)),
            Self::DispatchFailure(context) => Some((&context.meta, "dispatch failure", &context.source)),
            Self::ResponseError(context) => Some((&context.meta, "response error", &*context.answer.source)),
            Self::ServiceError(_) => None,
        }
    }
}

impl<E: fmt::Display, R> fmt::Display for SdkError<E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.failure()) {
            (_, Some((meta, what, source))) => write_failure(f, meta, what, source),
            (Self::ServiceError(context), None) => context.err().fmt(f),
            (_, None) => f.write_str("unknown failure"),
        }
    }
}

fn write_failure(
    f: &mut fmt::Formatter<'_>,
    meta: &ErrorMetadata,
    what: &str,
    source: &(dyn Error + 'static),
) -> fmt::Result {
    let name = meta.extra(extra::OPERATION).unwrap_or_default();
    let operation = if name.is_empty() { String::new() } else { format!("{name}: ") };
    write!(f, "{operation}{what}")?;
    let (mut said, mut next) = (String::new(), Some(source));
    while let Some(cause) = next {
        let text = text::message(&cause.to_string());
        // Many errors repeat their cause in their own text, and ours may start with the operation.
        let text = text.strip_prefix(&operation).unwrap_or(&text);
        if !is_silent(cause, name) && !said.ends_with(text) {
            write!(f, ": {text}")?;
            said = text.to_owned();
        }
        next = cause.source();
    }
    match meta.extra(extra::ATTEMPTS) {
        None | Some("0") => Ok(()),
        Some(attempts) => write!(f, "; attempts {attempts}"),
    }
}

/// Whether a cause has nothing to say that is not about the AWS runtime: a connector error of no particular kind, or
/// that it was an interceptor of ours which found the cause of it.
fn is_silent(cause: &(dyn Error + 'static), operation: &str) -> bool {
    let is_ours = || cause.is::<InterceptorError>() && cause.to_string().starts_with(operation);
    cause.downcast_ref().is_some_and(ConnectorError::is_other) || (!operation.is_empty() && is_ours())
}

impl<E: Error + 'static, R: fmt::Debug> Error for SdkError<E, R> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::ServiceError(context) => Some(context.err()),
            other => other.failure().map(|(_, _, source)| source),
        }
    }
}

impl<E: ProvideErrorMetadata, R> ProvideErrorMetadata for SdkError<E, R> {
    fn meta(&self) -> &ErrorMetadata {
        match (self, self.failure()) {
            (_, Some((meta, ..))) => meta,
            (Self::ServiceError(context), None) => context.err().meta(),
            (_, None) => &metadata::EMPTY_ERROR_METADATA,
        }
    }
}

impl<E, R> Described for SdkError<E, R> {}

impl<E, R> From<BuildError> for SdkError<E, R> {
    fn from(error: BuildError) -> Self {
        Self::construction_failure(error)
    }
}

/// The AWS runtime's own type of the same error, to hand to code that knows only that.
impl<E, R> From<SdkError<E, R>> for aws::SdkError<E, R> {
    fn from(error: SdkError<E, R>) -> Self {
        match error {
            SdkError::ConstructionFailure(context) => Self::construction_failure(context.source),
            SdkError::TimeoutError(context) => Self::timeout_error(context.source),
            SdkError::DispatchFailure(context) => Self::dispatch_failure(context.source),
            SdkError::ResponseError(context) => Self::response_error(context.answer.source, context.answer.raw),
            SdkError::ServiceError(context) => Self::service_error(context.answer.source, context.answer.raw),
        }
    }
}

impl<E> From<aws::SdkError<E, HttpResponse>> for SdkError<E> {
    fn from(error: aws::SdkError<E, HttpResponse>) -> Self {
        Self::described(error, ErrorMetadata::builder())
    }
}

impl<E> SdkError<E> {
    /// The error of the AWS runtime with what is known about the call.
    pub(crate) fn described(error: aws::SdkError<E, HttpResponse>, meta: metadata::Builder) -> Self {
        let mut service_error = None;
        let error = error.map_service_error(|error| {
            service_error = Some(error);
            fmt::Error
        });
        match (error, service_error) {
            (aws::SdkError::ServiceError(context), Some(source)) => Self::service_error(source, context.into_raw()),
            (aws::SdkError::ResponseError(context), _) => {
                let raw = copy(context.raw());
                let meta = Box::new(describe(meta, &raw).build());
                let source = cause(aws::SdkError::ResponseError(context));
                Self::ResponseError(ResponseError { answer: Box::new(Answer { source, raw }), meta })
            }
            (error @ aws::SdkError::DispatchFailure(_), _) => {
                let source = cause(error).downcast().map_or_else(|other| ConnectorError::other(other, None), |it| *it);
                Self::DispatchFailure(DispatchFailure { source, meta: Box::new(meta.build()) })
            }
            (error @ aws::SdkError::TimeoutError(_), _) => {
                Self::TimeoutError(TimeoutError { source: cause(error), meta: Box::new(meta.build()) })
            }
            (error, _) => {
                Self::ConstructionFailure(ConstructionFailure { source: cause(error), meta: Box::new(meta.build()) })
            }
        }
    }
}

fn cause(error: aws::SdkError<fmt::Error, HttpResponse>) -> BoxError {
    error.into_source().unwrap_or_else(BoxError::from)
}

/// The AWS runtime gives away either the answer or why it could not be read. The body of such an answer is gone, or is
/// in memory.
fn copy(response: &HttpResponse) -> HttpResponse {
    let mut copy = HttpResponse::new(response.status(), response.body().try_clone().unwrap_or_else(SdkBody::taken));
    *copy.headers_mut() = response.headers().clone();
    copy
}
