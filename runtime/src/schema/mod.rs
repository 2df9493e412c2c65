//! ShapeSchema tables: what the model says of a structure or union, as constant data.
//!
//! A generated crate holds one a structure, union and error. Codecs, `validate` and the report of missing members all
//! read it. It is two texts, because a constant a member was 6 % of what type checking a generated crate costs, and a
//! static a shape another 5 %. [`shape`] makes a [`ShapeSchema`] of them on first use, with the `aws-smithy-schema` schema that
//! a codec needs.

mod aws;
mod names;
mod registry;
mod text;

use aws::Built;
use aws_smithy_schema::Schema;
#[cfg(feature = "validate")]
use std::sync::OnceLock;

pub use self::registry::shape;
#[cfg(feature = "validate")]
pub(crate) use aws::table;
pub(crate) use aws::{bare, split};
use aws_smithy_schema::serde::SerdeError;
pub use aws_smithy_schema::traits::TimestampFormat;
pub(crate) use names::{JsonName, Names, WORD as JSON_WORD};

/// The result of writing or reading by a schema.
pub type SerdeResult<T = ()> = Result<T, SerdeError>;

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
    Inherit(Constraints),
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
pub struct ShapeSchema {
    /// The absolute shape id, `namespace#Name`.
    pub id: &'static str,
    /// [`Kind::Structure`] or [`Kind::Union`].
    pub kind: Kind,
    /// `@sensitive` on the shape itself.
    pub sensitive: bool,
    built: Built,
    #[cfg(feature = "validate")]
    rules: OnceLock<Rules>,
}

impl ShapeSchema {
    fn new(id: &'static str, text: &'static str) -> Self {
        let (kind, sensitive, members) = text::shape(text);
        Self {
            id,
            kind,
            sensitive,
            built: Built::new(id, kind, sensitive, members),
            #[cfg(feature = "validate")]
            rules: OnceLock::new(),
        }
    }

    /// Adds constraint traits, which only `validate` looks at; it finds them by the schema.
    #[cfg(feature = "validate")]
    pub(crate) fn constrain(&'static self, rules: Rules) -> &'static Self {
        self.rules.get_or_init(|| {
            table::keep(self);
            rules
        });
        self
    }

    /// The constraints of a member.
    #[cfg(feature = "validate")]
    pub(crate) fn constraints(&self, member: &str) -> Constraints {
        let rules = self.rules.get().copied().unwrap_or_default();
        rules.iter().find(|(name, _)| *name == member).map_or(&[], |(_, constraints)| constraints)
    }

    /// The shape name without its namespace.
    pub fn name(&self) -> &'static str {
        split(self.id).1
    }

    /// The members, in the order of the model.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &Member> {
        self.built.rows.iter().map(|row| &row.member)
    }

    /// The schema of the AWS codecs for this table.
    #[inline]
    pub(crate) fn schema(&self) -> &Schema<'static> {
        &self.built.schema
    }

    /// What codecs need of this table.
    #[inline]
    pub(crate) fn built(&self) -> &Built {
        &self.built
    }
}
