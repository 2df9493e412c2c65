use super::error::EndpointError;
use super::params::{ParamValue, Params};

/// A parameter of a rule set: a row of the table in each generated crate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// The parameter's name in the rule set.
    pub name: &'static str,
    /// What the client fills it from, such as `AWS::Region`.
    pub built_in: Option<&'static str>,
    /// Whether the rule set cannot be evaluated without it.
    pub required: bool,
    /// Its value where nothing else sets one.
    pub default: Option<ParamDefault>,
}

/// The default of a parameter, by its type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParamDefault {
    /// Of a `string`.
    String(&'static str),
    /// Of a `boolean`.
    Boolean(bool),
    /// Of a `stringArray`.
    StringArray(&'static [&'static str]),
}

impl From<ParamDefault> for ParamValue {
    fn from(default: ParamDefault) -> Self {
        match default {
            ParamDefault::String(value) => value.into(),
            ParamDefault::Boolean(value) => value.into(),
            ParamDefault::StringArray(values) => {
                Self::StringArray(values.iter().map(|value| (*value).to_owned()).collect())
            }
        }
    }
}

/// Sets every parameter that is unset to its default. One that is required and has none is an error.
pub fn apply_defaults(params: &mut Params, table: &[Param]) -> Result<(), EndpointError> {
    for param in table {
        if params.get(param.name).is_some() {
            continue;
        }
        match param.default {
            Some(default) => params.set(param.name, default),
            None if param.required => return Err(EndpointError::missing(param.name)),
            None => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn param(name: &'static str, required: bool, default: Option<ParamDefault>) -> Param {
        Param { name, built_in: None, required, default }
    }

    #[test]
    fn defaults_fill_what_is_unset() {
        let table = [
            param("Flag", true, Some(ParamDefault::Boolean(true))),
            param("List", false, Some(ParamDefault::StringArray(&["a", "b"]))),
            param("Text", true, Some(ParamDefault::String("default"))),
            param("Other", false, None),
        ];
        let mut params = Params::default();
        params.set("Text", "given");
        apply_defaults(&mut params, &table).expect("complete");
        assert_eq!(params.boolean("Flag"), Some(true));
        assert_eq!(params.string_array("List").and_then(|list| list.get(-1)), Some("b"));
        assert_eq!(params.string("Text"), Some("given"));
        assert_eq!(params.get("Other"), None);
    }

    #[test]
    fn a_missing_parameter_is_named() {
        let error = apply_defaults(&mut Params::default(), &[param("Input", true, None)]).expect_err("incomplete");
        assert_eq!(error.to_string(), "the endpoint parameter `Input` is required but was not set");
    }
}
