//! Constraint traits, as constants of generated code.

/// What a constraint trait says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// `@length`: code points, bytes, elements or entries, between these two, both included. [`u64::MAX`] is no maximum.
    Length(u64, u64),
    /// `@range`: decimal numbers, both included. Without digits there is no such bound.
    Range(&'static str, &'static str),
    /// `@pattern`: an ECMAScript regular expression that matches somewhere in the text.
    Pattern(&'static str),
    /// `@uniqueItems`
    UniqueItems,
    /// The values of a string enum.
    OneOf(&'static [&'static str]),
    /// What the keys of a map must meet.
    Keys(Constraints),
    /// What the elements of a list or the values of a map must meet.
    Items(Constraints),
    /// What the target of a member must meet, unless a constraint of this kind stands before: those of members override.
    Inherit(Constraints),
}

/// All constraints of a value.
pub type Constraints = &'static [Constraint];

/// Members with the constraint traits of each and of what it targets.
pub type Rules = &'static [(&'static str, Constraints)];
