//! Checks values against the constraints of their model, when asked to: lengths, ranges, patterns, unique elements,
//! values of enums and required members. Nothing of it is done when a request is sent.
//!
//! One more interpreter of shape schemas: it walks a value as a codec does. The constraints are those of the model the
//! crate was generated from; the service decides, and may allow more by now.

pub(crate) mod check;
pub(crate) mod constraint;
mod decimal;
mod pattern;
#[cfg(test)]
mod tests;
mod violation;
mod walk;

use crate::schema::ShapeSchema;
use crate::serde::{Structure, WriteMembers};

pub use constraint::{Constraint, ConstraintTable, Constraints, MemberConstraints};
pub use violation::{ValidationErrors, Violation, ViolationKind};

/// Checks a value against the constraints of the model.
///
/// A structure may have a method `validate` of its own, for a member of that name; this one is then reached by
/// `Validate::validate(&input)`.
pub trait Validate {
    /// Checks the value and all it holds. Of what only answers hold there is nothing to check.
    ///
    /// An idempotency token that is not set is no violation, since a client fills it in.
    ///
    /// # Errors
    /// Everything that violates a constraint, not only what is found first.
    fn validate(&self) -> Result<(), ValidationErrors>;
}

/// A structure or union of a crate that has constraints for it: in one place, so that only this feature knows of them.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no constraints to check: it is no input, output, structure, union or error of a crate with the \
               feature `validate`",
    label = "turn on `validate`, or `test-util`, of the crate of the type"
)]
pub trait Constrained: Structure {
    /// The constraints of the crate.
    const CONSTRAINTS: ConstraintTable;
}

impl<T: Constrained> Validate for T {
    fn validate(&self) -> Result<(), ValidationErrors> {
        check_members(T::shape(), &|to| self.write(to), T::CONSTRAINTS)
    }
}

/// What of [`validate`](Validate::validate) is compiled once.
pub(crate) fn check_members(
    shape: &'static ShapeSchema,
    write: &WriteMembers<'_>,
    constraints: ConstraintTable,
) -> Result<(), ValidationErrors> {
    match walk::violations(shape, write, constraints) {
        violations if violations.is_empty() => Ok(()),
        violations => Err(ValidationErrors { violations }),
    }
}
