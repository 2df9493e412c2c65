//! JMESPath expressions of the model: parsed and checked here, evaluated by the runtime.

mod emit;
mod expr;
mod parse;
#[cfg(test)]
mod tests;

pub(crate) use emit::emit;
pub(crate) use expr::Expr;
pub(crate) use parse::{parameters, parse};
