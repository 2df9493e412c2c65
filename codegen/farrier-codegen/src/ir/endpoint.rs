use super::shape::{Docs, Field, Type};
use crate::jmespath;

/// A client context parameter: a setting of the configuration that is a parameter of the endpoint rules.
#[derive(Debug)]
pub(crate) struct ContextParam {
    /// What the rules call it.
    pub(crate) name: String,
    /// The setting.
    pub(crate) ident: String,
    /// A string, a boolean or a list of strings.
    pub(crate) ty: Type,
    pub(crate) docs: Docs,
}

/// `@clientEndpointDiscovery`: the operation that tells the endpoint, and where in its answer it is.
#[derive(Debug)]
pub(crate) struct EndpointDiscovery {
    /// The client method.
    pub(crate) module: String,
    /// The Cargo feature of the operation.
    pub(crate) feature: String,
    /// A list of structures; those have the other two.
    pub(crate) endpoints: Field,
    /// A string.
    pub(crate) address: Field,
    /// A long.
    pub(crate) minutes: Field,
}

/// A parameter of the endpoint rules that an operation sets.
#[derive(Debug)]
pub(crate) struct EndpointParam {
    pub(crate) name: String,
    pub(crate) value: ParamSource,
    /// Whether it may have what must not be shown.
    pub(crate) sensitive: bool,
}

/// Where the value comes from.
#[derive(Debug)]
pub(crate) enum ParamSource {
    Static(StaticValue),
    /// An input field; its type.
    Field(String, Type),
    /// A JMESPath expression over the input.
    Path(jmespath::Expr),
}

/// A value of `@staticContextParams`.
#[derive(Debug)]
pub(crate) enum StaticValue {
    Boolean(bool),
    String(String),
    StringArray(Vec<String>),
}
