//! How much an evaluation may make: `[@, @] | [@, @] | ...` doubles the value with each step.

use aws_smithy_types::Document;
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

/// The bytes of all values made on the way to a result, and of the steps to it, unless the value that it is of is
/// larger.
const MOST: usize = 128 << 20;
/// How often what it is of may be made again: a list of lists is copied once for each step down.
const TIMES: usize = 8;
/// What a value takes besides its text.
const VALUE: usize = 64;
/// What a step counts that may make no value: a second of them is as much as is made in a second.
const STEP: usize = 8;

/// What is left of what an evaluation may make. Where nothing is, all values are null, and the result is an error.
pub(super) struct Budget(Cell<Option<usize>>);

/// An expression makes more of the values that it is given than is reasonable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch;

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JMESPath expression of the model makes values of more than {} MiB", MOST >> 20)
    }
}

impl std::error::Error for TooMuch {}

impl Budget {
    /// For an expression of a value.
    pub(super) fn of(value: &Document) -> Self {
        Self(Cell::new(Some(MOST.max(weight(value).saturating_mul(TIMES)))))
    }

    /// The result, unless it took too much.
    pub(super) fn check<T>(&self, result: T) -> Result<T, TooMuch> {
        self.0.get().map(|_| result).ok_or(TooMuch)
    }

    /// Whether there was so much left.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        let left = self.0.get().and_then(|left| left.checked_sub(bytes));
        self.0.set(left);
        left.is_some()
    }

    /// Whether a step may be done.
    pub(super) fn step(&self) -> bool {
        self.spend(STEP)
    }

    /// A copy of a value.
    pub(super) fn copy(&self, value: &Document) -> Document {
        if self.0.get().is_some() && self.spend(weight(value)) { value.clone() } else { Document::Null }
    }

    /// A value that nobody has counted.
    pub(super) fn made(&self, value: Document) -> Document {
        if self.spend(weight(&value)) { value } else { Document::Null }
    }

    /// The value as one of its own, which what was made is already.
    pub(super) fn own(&self, value: Cow<'_, Document>) -> Document {
        match value {
            Cow::Borrowed(value) => self.copy(value),
            Cow::Owned(value) => value,
        }
    }
}

/// About how many bytes a value takes.
fn weight(value: &Document) -> usize {
    VALUE
        + match value {
            Document::Null | Document::Bool(_) | Document::Number(_) => 0,
            Document::String(text) => text.len(),
            Document::Array(list) => list.iter().map(weight).sum(),
            Document::Object(entries) => entries.iter().map(|(key, value)| key.len() + weight(value)).sum(),
        }
}
