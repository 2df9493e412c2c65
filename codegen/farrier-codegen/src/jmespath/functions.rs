//! The functions of the specification.

use Parameter::{Any, Expression, List, Number, Object, Text, TextListOrObject, TextOrList};

/// What an argument has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameter {
    /// `&expression`
    Expression,
    Number,
    Text,
    List,
    Object,
    TextOrList,
    TextListOrObject,
    /// Any value.
    Any,
}

impl Parameter {
    /// What it is called in a message.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Expression => "an `&expression`",
            Number => "a number",
            Text => "a string",
            List => "a list",
            Object => "an object",
            TextOrList => "a string or a list",
            TextListOrObject => "a string, a list or an object",
            Any => "a value",
        }
    }
}

/// A function.
pub(crate) struct Function {
    name: &'static str,
    pub(crate) parameters: &'static [Parameter],
    /// Whether any values may follow.
    pub(super) takes_more: bool,
}

/// The function of this name.
pub(crate) fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// The names of all functions.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    FUNCTIONS.iter().map(|function| function.name)
}

const fn of(name: &'static str, parameters: &'static [Parameter]) -> Function {
    Function { name, parameters, takes_more: false }
}

const fn of_at_least(name: &'static str, parameters: &'static [Parameter]) -> Function {
    Function { name, parameters, takes_more: true }
}

const FUNCTIONS: &[Function] = &[
    of("abs", &[Number]),
    of("avg", &[List]),
    of("ceil", &[Number]),
    of("contains", &[TextOrList, Any]),
    of("ends_with", &[Text, Text]),
    of("floor", &[Number]),
    of("join", &[Text, List]),
    of("keys", &[Object]),
    of("length", &[TextListOrObject]),
    of("map", &[Expression, List]),
    of("max", &[List]),
    of("max_by", &[List, Expression]),
    of_at_least("merge", &[Object]),
    of("min", &[List]),
    of("min_by", &[List, Expression]),
    of_at_least("not_null", &[Any]),
    of("reverse", &[TextOrList]),
    of("sort", &[List]),
    of("sort_by", &[List, Expression]),
    of("starts_with", &[Text, Text]),
    of("sum", &[List]),
    of("to_array", &[Any]),
    of("to_number", &[Any]),
    of("to_string", &[Any]),
    of("type", &[Any]),
    of("values", &[Object]),
];
