//! What a schema text says.

use crate::traits::{TIMESTAMP_FORMAT, Traits};
use crate::words::{ShapeType, TimestampFormat};

/// How deep lists and maps may nest: a member that targets a list of strings is nested once.
pub const MAX_NESTING: usize = 64;

/// What a schema text says of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaText<'a> {
    /// [`ShapeType::Structure`] or [`ShapeType::Union`].
    pub shape_type: ShapeType,
    /// The traits of the shape itself.
    pub traits: Traits<'a>,
    /// The members, in the order of the model.
    pub members: Vec<MemberSchema<'a>>,
}

/// A member of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberSchema<'a> {
    /// The member name of the model: a Smithy identifier.
    pub name: &'a str,
    /// `@required`.
    pub required: bool,
    /// What the member targets, with the traits of the member itself.
    pub value: ValueSchema<'a>,
}

/// What a member, an element of a list, or a key or value of a map is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSchema<'a> {
    /// The Smithy type.
    pub shape_type: ShapeType,
    /// The traits that matter on the wire: those of the member and those of its target.
    pub traits: Traits<'a>,
    /// The keys of a map, where they have traits. There is a [`member`](Self::member) then.
    pub key: Option<Box<ValueSchema<'a>>>,
    /// The elements of a list or the values of a map, where they or the keys have traits.
    pub member: Option<Box<ValueSchema<'a>>>,
}

impl ValueSchema<'_> {
    /// A value without traits.
    pub const fn new(shape_type: ShapeType) -> Self {
        Self { shape_type, traits: Traits::new(), key: None, member: None }
    }

    /// Whether there is more to say than the type.
    pub fn has_traits(&self) -> bool {
        !self.traits.is_empty() || self.member.is_some()
    }

    /// The `@timestampFormat`, of the member or its target.
    pub fn timestamp_format(&self) -> Option<TimestampFormat> {
        TimestampFormat::from_word(self.traits.get(&TIMESTAMP_FORMAT)?)
    }
}
