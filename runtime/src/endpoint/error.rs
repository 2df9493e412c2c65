use std::borrow::Cow;
use std::fmt;

/// Why a rule set gave no endpoint: the message of the error rule that matched, unless the parameters were incomplete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointError {
    message: Cow<'static, str>,
}

impl EndpointError {
    /// The error of a rule, in its own words.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into() }
    }

    /// The same, unless it is in words that were put together, also of values.
    pub(crate) fn without_values(self) -> Self {
        match self.message {
            Cow::Borrowed(_) => self,
            Cow::Owned(_) => Self::new("there is no endpoint for these parameters; why would show a sensitive member"),
        }
    }

    /// No rule matched. A tree rule whose conditions held does not give way to its siblings, so one without a matching
    /// rule inside ends here as well.
    pub fn exhausted() -> Self {
        Self::new("no endpoint rule matched these parameters")
    }

    /// A member that is part of the host name is not set, or has a value that cannot be one.
    pub(crate) fn not_in_host(member: &str) -> Self {
        Self::new(format!("{member} is not set or cannot be part of a host name"))
    }

    /// A required parameter without a default was not set.
    pub fn missing(parameter: &str) -> Self {
        Self::new(format!("the endpoint parameter `{parameter}` is required but was not set"))
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EndpointError {}
