//! Errors of a service: those of the model, and [`Unhandled`].

use super::metadata::{Described, extra};
use super::text;
use super::{BoxError, ErrorKind, ErrorMetadata, ProvideErrorMetadata};
use crate::serde::REDACTED;
#[cfg(feature = "server")]
use crate::serde::{DynStructure, Structure};
use std::any::Any;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// An error a service can answer with, or [`Unhandled`].
pub trait ServiceError: Error + ProvideErrorMetadata + Send + Sync + 'static {
    /// How the `@retryable` and `@error` traits class it for retries; `None` if they say nothing.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }

    /// Whether its message must not be shown. Of an error of the model,
    /// [`ErrorShape::HIDES_MESSAGE`](super::ErrorShape::HIDES_MESSAGE) says so.
    fn hides_message(&self) -> bool {
        false
    }

    /// For the conversion between error enums.
    fn as_any(&self) -> &dyn Any;

    /// Hands over an error of the model; says `false` of any other, and of one whose crate lacks the feature `server`.
    #[cfg(feature = "server")]
    fn with_structure(&self, _: WithError<'_>) -> bool {
        false
    }
}

/// What is done with the members of an error and its HTTP status.
#[cfg(feature = "server")]
pub type WithError<'a> = &'a mut dyn FnMut(&DynStructure<'_>, u16);

/// Hands over an error of the model.
#[cfg(feature = "server")]
pub fn hand_over<T: Structure>(error: &T, status: u16, with: WithError<'_>) -> bool {
    with(&DynStructure::new(T::shape(), &|to| error.write(to)), status);
    true
}

/// An error outside the model of the operation: an unknown code, or an answer that could not be read.
///
/// Matching it is not forwards compatible: what is unhandled today may be modeled tomorrow. Match on
/// [`code()`](ProvideErrorMetadata::code) instead.
#[derive(Clone)]
pub struct Unhandled {
    source: Arc<dyn Error + Send + Sync>,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// Wraps an error with what is known about it.
    pub fn new(source: BoxError, meta: ErrorMetadata) -> Self {
        match source.downcast::<ErrorMetadata>() {
            Ok(said) => Self { source: Arc::new(Unmodeled(*said)), meta },
            Err(source) => Self { source: source.into(), meta },
        }
    }

    /// Wraps an error of which nothing else is known.
    pub fn from_error(source: impl Into<BoxError>) -> Self {
        Self::new(source.into(), ErrorMetadata::default())
    }

    /// An error of which only this is known.
    pub fn from_meta(meta: ErrorMetadata) -> Self {
        Self { source: Arc::new(Unmodeled(meta.clone())), meta }
    }

    /// What is known besides code and message: why the answer could not be read, or that it says nothing.
    fn detail(&self) -> Option<String> {
        let detail = match self.source.downcast_ref::<Unmodeled>() {
            Some(_) if code(&self.meta).is_some() || self.meta.extra(extra::STATUS).is_none() => return None,
            _ => text::message(&self.source.to_string()),
        };
        Some(detail).filter(|detail| !detail.is_empty())
    }

    /// The error itself if it is unhandled, else its metadata.
    pub fn from_service_error(error: &dyn ServiceError) -> Self {
        match error.as_any().downcast_ref::<Self>() {
            Some(unhandled) => unhandled.clone(),
            None if error.hides_message() => Self::from_meta(redacted(error.meta().clone())),
            None => Self::from_meta(error.meta().clone()),
        }
    }
}

/// What the server wrote is cut as in the text of the error.
impl fmt::Debug for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut unhandled = f.debug_struct("Unhandled");
        unhandled.field("source", &self.source);
        if let Some(code) = self.meta.code() {
            unhandled.field("code", &text::cut(code, text::SHOWN_NAME));
        }
        if let Some(message) = self.meta.message() {
            unhandled.field("message", &text::cut(message, text::SHOWN_MESSAGE));
        }
        for key in extra::ALL {
            if let Some(value) = self.meta.extra(key) {
                unhandled.field(key, &text::cut(value, text::SHOWN_MESSAGE));
            }
        }
        unhandled.finish()
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail().as_deref().unwrap_or("unhandled error"))
    }
}

/// An answer that no modeled error fits, as the cause of [`Unhandled`]. The metadata's own text is not fit to be shown:
/// it is what the server wrote.
struct Unmodeled(ErrorMetadata);

/// That of its text, as there is nothing else to it.
impl fmt::Debug for Unmodeled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unmodeled").field(&self.to_string()).finish()
    }
}

impl fmt::Display for Unmodeled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (code(&self.0).map(text::name), message(&self.0).map(text::message)) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}"),
            (Some(said), None) | (None, Some(said)) => f.write_str(&said),
            (None, None) if self.0.extra(extra::STATUS) == Some("407") => {
                f.write_str("a proxy asks for another user and password than its URL has")
            }
            (None, None) => f.write_str("the answer names no error"),
        }
    }
}

impl Error for Unmodeled {}

impl Error for Unhandled {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

impl ProvideErrorMetadata for Unhandled {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

impl Described for Unhandled {}

impl ServiceError for Unhandled {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The code, if the server wrote something there.
fn code(meta: &ErrorMetadata) -> Option<&str> {
    meta.code().filter(|code| !code.is_empty())
}

/// The message, if the server wrote something there.
fn message(meta: &ErrorMetadata) -> Option<&str> {
    meta.message().filter(|message| !message.is_empty())
}

/// Writes the one-line form of an operation error: code, message, operation, status, content type, request id,
/// attempts. What the server wrote is cut and escaped. An error of the model that no server sent, as tests build them,
/// has no code: it is written as the structure that it is.
pub fn display(error: &dyn ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let meta = error.meta();
    match (code(meta), error.as_any().downcast_ref::<Unhandled>()) {
        (None, None) => write!(f, "{error}")?,
        (code, unhandled) => {
            f.write_str(code.map(text::name).as_deref().unwrap_or("unhandled error"))?;
            let detail = || unhandled.and_then(Unhandled::detail);
            if let Some(detail) = message(meta).map(|message| shown(error, message)).or_else(detail) {
                write!(f, ": {detail}")?;
            }
        }
    }
    let facts = [
        ("operation", extra::OPERATION),
        ("status", extra::STATUS),
        ("content type", extra::CONTENT_TYPE),
        ("request id", extra::REQUEST_ID),
        ("extended request id", extra::EXTENDED_REQUEST_ID),
        ("attempts", extra::ATTEMPTS),
    ];
    let facts: Vec<String> =
        facts.iter().filter_map(|(label, key)| Some(format!("{label} {}", text::name(meta.extra(key)?)))).collect();
    if facts.is_empty() { Ok(()) } else { write!(f, " ({})", facts.join(", ")) }
}

/// Writes the one-line form of an error structure: its name and message.
pub fn display_shape(name: &str, message: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(name)?;
    message.map_or(Ok(()), |message| write!(f, ": {}", text::message(message)))
}

/// The message of an error, as it is shown.
fn shown(error: &dyn ServiceError, message: &str) -> String {
    if error.hides_message() { REDACTED.to_owned() } else { text::message(message) }
}

/// The metadata of an error without a message that may be a secret.
pub(super) fn redacted(meta: ErrorMetadata) -> ErrorMetadata {
    match meta.message() {
        Some(_) => meta.into_builder().message(REDACTED).build(),
        None => meta,
    }
}

/// The error if it is a `T`, wrapped; for conversions from one error enum to another.
pub fn cast<T: Clone + 'static, E>(error: &dyn ServiceError, variant: fn(T) -> E) -> Option<E> {
    error.as_any().downcast_ref::<T>().cloned().map(variant)
}
