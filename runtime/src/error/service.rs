//! Errors of a service: those of the model, and [`Unhandled`].

use super::metadata::{extra, one_line};
use super::{BoxError, ErrorKind, ErrorMetadata, ProvideErrorMetadata};
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

    /// For the conversion between error enums.
    fn as_any(&self) -> &dyn Any;
}

/// An error outside the model of the operation: an unknown code, or an answer that could not be read.
///
/// Matching it is not forwards compatible: what is unhandled today may be modeled tomorrow. Match on
/// [`code()`](ProvideErrorMetadata::code) instead.
#[derive(Clone, Debug)]
pub struct Unhandled {
    source: Arc<dyn Error + Send + Sync>,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// Wraps an error with what is known about it.
    pub fn new(source: BoxError, meta: ErrorMetadata) -> Self {
        Self { source: source.into(), meta }
    }

    /// Wraps an error of which nothing else is known.
    pub fn from_error(source: impl Into<BoxError>) -> Self {
        Self::new(source.into(), ErrorMetadata::default())
    }

    /// An error of which only this is known.
    pub fn from_meta(meta: ErrorMetadata) -> Self {
        Self::new(meta.clone().into(), meta)
    }

    /// What is known besides code and message: why the answer could not be read, or the beginning of what it says.
    fn detail(&self) -> Option<String> {
        let detail = if self.source.is::<ErrorMetadata>() {
            one_line(self.meta.extra(extra::BODY)?).chars().take(200).collect()
        } else {
            one_line(&self.source.to_string())
        };
        Some(detail).filter(|detail: &String| !detail.is_empty())
    }

    /// The error itself if it is unhandled, else its metadata.
    pub fn from_service_error(error: &dyn ServiceError) -> Self {
        match error.as_any().downcast_ref::<Self>() {
            Some(unhandled) => unhandled.clone(),
            None => Self::from_meta(error.meta().clone()),
        }
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail().as_deref().unwrap_or("unhandled error"))
    }
}

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

impl ServiceError for Unhandled {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Writes the one-line form of an operation error: code, message, operation, status, request id, attempts.
pub fn display(error: &dyn ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let meta = error.meta();
    f.write_str(meta.code().unwrap_or("unhandled error"))?;
    let unhandled = || error.as_any().downcast_ref::<Unhandled>().and_then(Unhandled::detail);
    if let Some(detail) = meta.message().map(one_line).or_else(unhandled) {
        write!(f, ": {detail}")?;
    }
    let facts = [
        ("operation", extra::OPERATION),
        ("status", extra::STATUS),
        ("request id", extra::REQUEST_ID),
        ("attempts", extra::ATTEMPTS),
    ];
    let facts: Vec<String> =
        facts.iter().filter_map(|(label, key)| Some(format!("{label} {}", meta.extra(key)?))).collect();
    if facts.is_empty() { Ok(()) } else { write!(f, " ({})", facts.join(", ")) }
}

/// Writes the one-line form of an error structure: its name and message.
pub fn display_shape(name: &str, message: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(name)?;
    message.map_or(Ok(()), |message| write!(f, ": {}", one_line(message)))
}

/// The error if it is a `T`, wrapped; for conversions from one error enum to another.
pub fn cast<T: Clone + 'static, E>(error: &dyn ServiceError, variant: fn(T) -> E) -> Option<E> {
    error.as_any().downcast_ref::<T>().cloned().map(variant)
}
