//! What generated endpoint rules stand on: parameters, the functions of the rules language and AWS partitions.
//!
//! A generated crate holds its rule set as plain Rust, `fn resolve(&Params) -> Result<Endpoint, EndpointError>`, and
//! the table of its parameters; everything in this module is the same for all services. The language is specified by
//! Smithy's [rules engine](https://smithy.io/2.0/additional-specs/rules-engine/specification.html).

mod arn;
pub mod bdd;
mod builder;
pub mod functions;
mod list;
mod params;
mod partition;
mod table;
mod url;

use std::borrow::Cow;
use std::fmt;

pub use arn::Arn;
pub use aws_smithy_types::Document;
pub use aws_smithy_types::endpoint::Endpoint;
pub use builder::{EndpointBuilder, at, fail, object, properties};
pub use list::List;
pub use params::{InvalidParams, ParamValue, Params, ParamsBuilder};
pub use partition::Partition;
pub use table::{Param, ParamDefault, apply_defaults};
pub use url::Url;

/// The rule set of a service, compiled: parameters with their defaults applied in, an endpoint out.
pub type Resolve = fn(&Params) -> Result<Endpoint, EndpointError>;

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

    /// No rule matched. A tree rule whose conditions held does not give way to its siblings, so one without a matching
    /// rule inside ends here as well.
    pub fn exhausted() -> Self {
        Self::new("no endpoint rule matched these parameters")
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
