//! Shape tables: what the model says of a structure or union, as constant data.
//!
//! A generated crate holds one [`Shape`] a structure, union and error. Codecs, `validate` and the report of missing members
//! all read this one table. Its members are a text, because a constant a member was 6 % of what type checking a generated
//! crate costs. It is read on first use, when the `aws-smithy-schema` schema a codec needs is built as well.

mod text;

use crate::schema::{self, Built};
use aws_smithy_schema::Schema;
use std::sync::OnceLock;

pub use aws_smithy_schema::traits::TimestampFormat;

/// The Smithy type a member targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `blob`
    Blob,
    /// `boolean`
    Boolean,
    /// `string` and `enum`
    String,
    /// `byte`
    Byte,
    /// `short`
    Short,
    /// `integer` and `intEnum`
    Integer,
    /// `long`
    Long,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `bigInteger`
    BigInteger,
    /// `bigDecimal`
    BigDecimal,
    /// `timestamp`
    Timestamp,
    /// `document`
    Document,
    /// `list`
    List,
    /// `map`
    Map,
    /// `structure`
    Structure,
    /// `union`
    Union,
}

/// What a member, a list element or a map value is: its kind and the traits that change its wire form.
#[derive(Clone, Debug)]
pub struct Target {
    /// The Smithy type.
    pub kind: Kind,
    /// `@sensitive`: never shown by `Debug`.
    pub sensitive: bool,
    /// `@timestampFormat`, from the member or its target.
    pub timestamp_format: Option<TimestampFormat>,
    /// The element of a list or the value of a map, where it has traits of its own.
    pub item: Option<Box<Target>>,
}

/// Which part of a message holds a member of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventPart {
    /// `@eventHeader`: the header of that name.
    Header,
    /// `@eventPayload`: all of the payload.
    Payload,
}

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
    Like(Constraints),
}

/// All constraints of a value.
pub type Constraints = &'static [Constraint];

/// A member of a structure or union.
#[derive(Clone, Debug)]
pub struct Member {
    /// The member name of the model, which is its name on the wire.
    pub name: &'static str,
    /// `@required`.
    pub required: bool,
    /// `@idempotencyToken`: a client fills it in when it is absent.
    pub token: bool,
    /// `@eventHeader` and `@eventPayload`.
    pub event: Option<EventPart>,
    /// What it targets.
    pub target: Target,
}

/// Members with the constraint traits of each and of what it targets.
pub type Rules = &'static [(&'static str, Constraints)];

/// The table of one structure or union.
#[derive(Debug)]
pub struct Shape {
    /// The absolute shape id, `namespace#Name`.
    pub id: &'static str,
    /// [`Kind::Structure`] or [`Kind::Union`].
    pub kind: Kind,
    /// `@sensitive` on the shape itself.
    pub sensitive: bool,
    members: &'static str,
    #[cfg(feature = "validate")]
    rules: &'static [Rules],
    built: OnceLock<Built>,
}

impl Shape {
    /// A structure with these members, in the order of the model, between commas.
    ///
    /// Of each there is the name, with a `!` if it is `@required`; the Smithy type if it is no string; `sensitive`, `token`,
    /// `date-time`, `http-date`, `epoch-seconds`, `header` and `payload` for its traits; and in `<` and `>` the same of the
    /// element of a list or the value of a map that has traits: `Name!, At timestamp date-time, Secrets list <sensitive>`.
    pub const fn structure(id: &'static str, members: &'static str) -> Self {
        Self::new(id, Kind::Structure, members)
    }

    /// A union; see [`structure`](Self::structure).
    pub const fn union(id: &'static str, members: &'static str) -> Self {
        Self::new(id, Kind::Union, members)
    }

    const fn new(id: &'static str, kind: Kind, members: &'static str) -> Self {
        Self {
            id,
            kind,
            sensitive: false,
            members,
            #[cfg(feature = "validate")]
            rules: &[],
            built: OnceLock::new(),
        }
    }

    /// Adds `@sensitive`.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Adds constraint traits, which only `validate` looks at.
    #[cfg_attr(not(feature = "validate"), allow(unused_mut, unused_variables))]
    pub const fn rules(mut self, rules: &'static [Rules]) -> Self {
        #[cfg(feature = "validate")]
        {
            self.rules = rules;
        }
        self
    }

    /// The constraints of a member.
    #[cfg(feature = "validate")]
    pub(crate) fn constraints(&self, member: &str) -> Constraints {
        let rules = self.rules.iter().copied().flatten();
        rules.into_iter().find(|(name, _)| *name == member).map_or(&[], |(_, constraints)| constraints)
    }

    /// The shape name without its namespace.
    pub fn name(&self) -> &'static str {
        schema::split(self.id).1
    }

    /// The members, in the order of the model.
    pub fn members(&'static self) -> impl ExactSizeIterator<Item = &'static Member> {
        self.built().rows.iter().map(|row| &row.member)
    }

    /// The schema of the AWS codecs for this table.
    #[inline]
    pub(crate) fn schema(&'static self) -> &'static Schema<'static> {
        &self.built().schema
    }

    /// What codecs need of this table, built on first use.
    #[inline]
    pub(crate) fn built(&'static self) -> &'static Built {
        self.built.get_or_init(|| Built::new(self, text::members(self.members)))
    }
}
