use super::shape::{Docs, Type};
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

/// A parameter of the endpoint rules that an operation sets.
#[derive(Debug)]
pub(crate) struct EndpointParam {
    pub(crate) name: String,
    pub(crate) value: ParamSource,
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
