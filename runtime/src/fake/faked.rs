//! What a fake asks of an operation.

use crate::operation::Operation;
use crate::validate::Constrained;

/// An operation whose input and output can be checked, and made up.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be faked: it is no operation of a crate with the feature `test-util`",
    label = "turn on `test-util` of the crate of the operation"
)]
pub trait Faked: Operation<Input: Constrained, Output: Constrained> {}

impl<O: Operation<Input: Constrained, Output: Constrained>> Faked for O {}
