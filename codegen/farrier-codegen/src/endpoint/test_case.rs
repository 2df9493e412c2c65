//! The cases that rules are tested with.

use super::ir::{EndpointRules, ParameterValue, Property};

/// A case, by the name of the function that tests it.
#[derive(Debug)]
pub(crate) struct TestCase {
    pub(crate) name: String,
    /// The parameters.
    pub(crate) params: Vec<(String, ParameterValue)>,
    /// Inputs of operations by which a client comes to the same.
    pub(crate) inputs: Vec<TestInput>,
    /// An endpoint, or an error with this message.
    pub(super) expected: Result<ExpectedEndpoint, String>,
}

/// An input of an operation.
#[derive(Debug)]
pub(crate) struct TestInput {
    /// The name of the operation.
    pub(crate) operation: String,
    /// The members that are set.
    pub(crate) members: serde_json::Value,
    /// What the configuration has, by the names of built-ins.
    pub(super) built_ins: Vec<(String, ParameterValue)>,
    /// What else it has, by the names of parameters.
    pub(super) client_params: Vec<(String, ParameterValue)>,
}

impl EndpointRules {
    /// The name of the parameter that a built-in sets.
    pub(crate) fn of_built_in(&self, built_in: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|parameter| parameter.built_in.as_deref() == Some(built_in));
        parameter.map(|parameter| parameter.name.as_str())
    }

    /// The names of all built-ins.
    pub(crate) fn built_ins(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().filter_map(|parameter| parameter.built_in.as_deref())
    }
}

impl TestInput {
    /// The parameters that the configuration has.
    pub(crate) fn configured(&self, rules: &EndpointRules) -> Vec<(String, ParameterValue)> {
        let of_built_in =
            |(name, value): &(String, ParameterValue)| Some((rules.of_built_in(name)?.to_owned(), value.clone()));
        self.built_ins.iter().filter_map(of_built_in).chain(self.client_params.iter().cloned()).collect()
    }
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
