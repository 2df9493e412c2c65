//! Reading JSON that may hold anything: each value knows where it is, for problems to say so.

use serde_json::Value;
use smithy_json_ast::push_key;

/// Something in a rule set that cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// JSON pointer to the culprit, in the value of the trait.
    pub(crate) pointer: String,
    /// What is wrong.
    pub(crate) message: String,
    /// How to put it right.
    pub(crate) help: String,
}

/// A JSON value and the pointer to it.
#[derive(Debug, Clone)]
pub(super) struct At<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: String,
}

impl<'a> At<'a> {
    /// The value of a trait.
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, pointer: String::new() }
    }

    /// A member of an object, unless that is absent or null.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name).filter(|value| !value.is_null())?;
        Some(self.child(name, value))
    }

    /// The elements of an array; none if it is not one.
    pub(super) fn elements(&self) -> Vec<Self> {
        let values = self.value.as_array().into_iter().flatten();
        values.enumerate().map(|(index, value)| self.child(&index.to_string(), value)).collect()
    }

    /// The members of an object; none if it is not one.
    pub(super) fn members(&self) -> Vec<(&'a str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(name, value)| (name.as_str(), self.child(name, value))).collect()
    }

    /// This problem, here, and how to put it right.
    pub(super) fn problem(&self, message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { pointer: self.pointer.clone(), message: message.into(), help: help.into() }
    }

    fn child(&self, name: &str, value: &'a Value) -> Self {
        let mut pointer = self.pointer.clone();
        push_key(&mut pointer, name);
        Self { value, pointer }
    }
}
