//! The cases that rules are tested with.

use super::ir::{ParameterValue, Property};

/// A case, by the name of the function that tests it.
#[derive(Debug)]
pub(crate) struct TestCase {
    pub(super) name: String,
    /// The parameters.
    pub(super) params: Vec<(String, ParameterValue)>,
    /// An endpoint, or an error with this message.
    pub(super) expected: Result<ExpectedEndpoint, String>,
}

/// The endpoint that a case expects.
#[derive(Debug)]
pub(super) struct ExpectedEndpoint {
    pub(super) url: String,
    /// Headers of requests, with their values.
    pub(super) headers: Vec<(String, Vec<String>)>,
    /// An object of whatever else the endpoint has.
    pub(super) properties: Property,
}
