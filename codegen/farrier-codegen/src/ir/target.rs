//! What tables say of members.

/// A row of a shape table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    /// The Smithy type.
    pub(crate) kind: &'static str,
    pub(crate) sensitive: bool,
    /// The `@timestampFormat`.
    pub(crate) timestamp: Option<&'static str>,
    /// Of a member of an event, the word for its part of the message.
    pub(crate) event: Option<&'static str>,
    /// Only where the element has something to say.
    pub(crate) item: Option<Box<Target>>,
    /// Of members of what is sent.
    pub(crate) constraints: Vec<Constraint>,
    /// Whether a client fills the member in when it is absent.
    pub(crate) token: bool,
}

impl Target {
    /// Whether there is more to say than the kind.
    pub(crate) fn has_traits(&self) -> bool {
        self.sensitive || self.timestamp.is_some() || self.item.is_some()
    }
}

/// What a constraint trait says of a value; the first of a kind counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constraint {
    /// The least and the most.
    Length(u64, Option<u64>),
    /// The least and the greatest, as digits; empty if there is none.
    Range(String, String),
    Pattern(String),
    UniqueItems,
    /// The values of an enum of `crate::types`.
    OneOf(String),
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

/// The constraints of a shape, as a constant of the crate.
#[derive(Debug)]
pub(crate) struct ConstraintSet {
    pub(crate) ident: String,
    pub(crate) constraints: Vec<Constraint>,
}
