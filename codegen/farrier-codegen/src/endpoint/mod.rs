//! Endpoint rules: `smithy.rules#endpointRuleSet` or `smithy.rules#endpointBdd` in, the items of `endpoint.rs` out.
//!
//! [`lower`] resolves names, types and what may be unset, and takes out what is known; it reports every problem.
//! [`emit()`] writes down what is left and cannot fail.

mod emit;
mod facts;
mod ir;
mod json;
mod lower;
mod published;
mod test_case;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use emit::{Bindings, emit, param, tests};
pub(crate) use ir::{EndpointRules, ParameterFacts, ParameterValue};
pub(crate) use lower::{lower, test_cases};
pub(crate) use published::PublishedRules;
pub(crate) use test_case::TestCase;
