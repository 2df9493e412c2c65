//! What generated endpoint rules stand on: parameters, the functions of the rules language and AWS partitions.
//!
//! A generated crate holds its rule set as plain Rust, `fn resolve(&Params) -> Result<Endpoint, EndpointError>`, and
//! the table of its parameters; everything in this module is the same for all services. The language is specified by
//! Smithy's [rules engine](https://smithy.io/2.0/additional-specs/rules-engine/specification.html).

mod arn;
pub mod bdd;
mod builder;
mod error;
pub mod functions;
mod list;
mod params;
mod partition;
mod table;
mod url;

pub use arn::Arn;
pub use aws_smithy_types::Document;
pub use aws_smithy_types::endpoint::Endpoint;
pub use builder::{EndpointBuilder, at, fail, object, properties};
pub use error::EndpointError;
pub use list::List;
pub use params::{InvalidParams, ParamValue, Params, ParamsBuilder};
pub use partition::Partition;
pub use table::{Param, ParamDefault, apply_defaults};
pub use url::Url;

/// The rule set of a service, compiled: parameters with their defaults applied in, an endpoint out.
pub type Resolve = fn(&Params) -> Result<Endpoint, EndpointError>;
