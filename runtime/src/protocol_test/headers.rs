//! [`ExpectedHeaders`]: what headers a message has to have, and which it must not have.

use super::differences::Differences;
use aws_smithy_runtime_api::http::Headers;

/// The headers of a case.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExpectedHeaders {
    /// By name, with their values.
    pub(super) values: &'static [(&'static str, &'static str)],
    pub(super) forbidden: &'static [&'static str],
    /// Whatever their values are.
    pub(super) required: &'static [&'static str],
}

impl ExpectedHeaders {
    pub(super) const NONE: Self = Self { values: &[], forbidden: &[], required: &[] };

    /// Notes what is not as expected.
    pub(super) fn compare(&self, headers: &Headers, differences: &mut Differences) {
        for (name, value) in self.values {
            differences.compare(name, &header(headers, name).as_deref(), &Some(value));
        }
        for name in self.forbidden {
            differences.compare(name, &header(headers, name), &None::<String>);
        }
        for name in self.required {
            differences.compare(name, &header(headers, name).is_some(), &true);
        }
    }
}

/// The values of a header, as those of one line.
fn header(headers: &Headers, name: &str) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// The methods of a case by which it says what headers it has.
macro_rules! header_methods {
    () => {
        /// Headers by name, with their values (`headers`).
        pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
            self.headers.values = headers;
            self
        }

        /// Headers that a message that is written must not have (`forbidHeaders`).
        pub const fn forbid_headers(mut self, names: &'static [&'static str]) -> Self {
            self.headers.forbidden = names;
            self
        }

        /// Headers that a message that is written must have (`requireHeaders`).
        pub const fn require_headers(mut self, names: &'static [&'static str]) -> Self {
            self.headers.required = names;
            self
        }
    };
}

pub(super) use header_methods;
