//! [JMESPath](https://jmespath.org/specification.html): how a model says where in an input or output something is.
//!
//! Expressions are parsed when code is generated and are constant data here. What the specification calls an
//! `invalid-type` error is null: an answer of a service must not make a waiter fail. The only error is [`TooMuch`].

mod budget;
mod eval;
mod expr;
pub mod functions;
mod param;
#[cfg(test)]
mod tests;

pub use budget::TooMuch;
pub use eval::search;
pub use expr::{Arg, Args};
pub use expr::{Comparator, Expr, Function};
pub use param::set_param;

/// The names expressions are written with, to be imported next to one.
pub mod syntax {
    pub use super::Comparator::*;
    pub use super::Expr::*;
    pub use super::functions::*;
}
