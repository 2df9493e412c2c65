//! Why there is no request.

use super::BoxError;
use std::error::Error;
use std::fmt;

/// Why there is no request for an input.
#[derive(Debug)]
#[non_exhaustive]
pub enum EncodeError {
    /// Required members are not set.
    MissingInput(MissingInput),
    /// A value cannot be written.
    Unwritable(BoxError),
}

impl EncodeError {
    /// What cannot be written, for this reason.
    pub(crate) fn unwritable(error: impl Into<BoxError>) -> Self {
        Self::Unwritable(error.into())
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingInput(error) => error.fmt(f),
            Self::Unwritable(error) => error.fmt(f),
        }
    }
}

impl Error for EncodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::MissingInput(_) => None,
            Self::Unwritable(error) => error.source(),
        }
    }
}

/// A request that was not sent because its input lacks required members.
#[derive(Debug)]
pub struct MissingInput {
    operation: &'static str,
    members: Vec<&'static str>,
}

impl MissingInput {
    pub(crate) fn new(operation: &'static str, members: Vec<&'static str>) -> Self {
        Self { operation, members }
    }

    /// The names of the members, in the order of the model.
    pub fn members(&self) -> &[&'static str] {
        &self.members
    }
}

impl fmt::Display for MissingInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: required input is not set: {}", self.operation, self.members.join(", "))
    }
}

impl Error for MissingInput {}
