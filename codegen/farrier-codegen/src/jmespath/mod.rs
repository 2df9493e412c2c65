//! JMESPath expressions of the model: parsed and checked here, evaluated by the runtime.

mod emit;
mod expr;
mod functions;
mod parse;
#[cfg(test)]
mod tests;

pub(crate) use emit::emit;
pub(crate) use expr::{Comparator, Expr};
pub(crate) use functions::{Parameter, function};
pub(crate) use parse::{Problem, parse};
