//! Constraints: what `validate` checks.

use smithy_json_ast::ShapeId;

/// What a constraint trait says of a value; the first of a kind counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constraint {
    /// The least and the most.
    Length(u64, Option<u64>),
    /// The least and the greatest, as digits; empty if there is none.
    Range(String, String),
    Pattern(String),
    UniqueItems,
    /// `@required`, where the schema of the structure does not say it.
    Required,
    /// The values of an enum of `crate::types`.
    OneOf(String),
    /// The values of an intEnum, as digits.
    OneOfNumbers(Vec<String>),
    Keys(Vec<Constraint>),
    Items(Vec<Constraint>),
    /// Those of the target, by the name of its [`ConstraintSet`].
    Inherit(String),
}

impl Constraint {
    /// Whether it is one of what is inside, which has none.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Keys(inside) | Self::Items(inside) if inside.is_empty())
    }
}

/// The constraints of the members of a structure or union that have some.
#[derive(Debug)]
pub(crate) struct MemberConstraints {
    pub(crate) shape: ShapeId,
    /// By the names of the model.
    pub(crate) members: Vec<(String, Vec<Constraint>)>,
}

/// The constraints of a shape, as a constant of the crate.
#[derive(Debug)]
pub(crate) struct ConstraintSet {
    pub(crate) ident: String,
    pub(crate) constraints: Vec<Constraint>,
}
