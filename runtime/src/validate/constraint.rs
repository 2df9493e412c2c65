//! What generated code says of constraints.

/// What a constraint trait says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// `@length`: code points, bytes, elements or entries, between these two, both included. [`u64::MAX`] is no
    /// maximum.
    Length(u64, u64),
    /// `@range`: decimal numbers, both included. Without digits there is no such bound.
    Range(&'static str, &'static str),
    /// `@pattern`: an ECMAScript regular expression that matches somewhere in the text.
    Pattern(&'static str),
    /// `@uniqueItems`
    UniqueItems,
    /// `@required`, of what may be unset in Rust and to codecs.
    Required,
    /// The values of an enum, those of an intEnum as digits.
    OneOf(&'static [&'static str]),
    /// What the keys of a map must meet.
    Keys(Constraints),
    /// What the elements of a list or the values of a map must meet.
    Items(Constraints),
    /// What the target of a member must meet, unless a constraint of this kind stands before: those of members
    /// override.
    Inherit(Constraints),
}

/// All constraints of a value.
pub type Constraints = &'static [Constraint];

/// The members of a shape that have constraints.
pub type MemberConstraints = &'static [(&'static str, Constraints)];

/// The constraints of a crate: of the shapes that have some, by absolute shape id, in its order.
pub type ConstraintTable = &'static [(&'static str, MemberConstraints)];

/// The constraints of the members of a shape.
pub(crate) fn of_shape(table: ConstraintTable, id: &str) -> MemberConstraints {
    table.binary_search_by(|(shape, _)| (*shape).cmp(id)).map_or(&[], |index| table[index].1)
}

/// The constraints of a member.
pub(crate) fn of_member(members: MemberConstraints, name: &str) -> Constraints {
    members.iter().find(|(member, _)| *member == name).map_or(&[], |(_, constraints)| constraints)
}
