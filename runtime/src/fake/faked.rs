//! What a fake asks of an operation.

use crate::operation::Operation;
use crate::validate::Constrained;

/// An operation whose input and output can be checked, and made up.
pub trait Faked: Operation<Input: Constrained, Output: Constrained> {}

impl<O: Operation<Input: Constrained, Output: Constrained>> Faked for O {}
