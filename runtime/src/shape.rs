//! Shape tables: what the model says of a structure or union, as plain constant data.
//!
//! A generated crate holds one [`Shape`] a structure, union and error. Codecs, `Debug` redaction and the report of
//! missing members all read this one table. The `aws-smithy-schema` schema a codec needs is built from it on first use.
//!
//! Constraint traits are rows, too; only the feature `validate` keeps them.

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
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The Smithy type.
    pub kind: Kind,
    /// `@sensitive`: never shown by `Debug`.
    pub sensitive: bool,
    /// `@timestampFormat`, from the member or its target.
    pub timestamp_format: Option<TimestampFormat>,
    /// The element of a list or the value of a map, where it has traits of its own.
    pub item: Option<&'static Target>,
}

impl Target {
    /// A target without traits.
    pub const fn new(kind: Kind) -> Self {
        Self { kind, sensitive: false, timestamp_format: None, item: None }
    }

    /// Adds `@sensitive`.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// `@timestampFormat("date-time")`
    pub const fn date_time(mut self) -> Self {
        self.timestamp_format = Some(TimestampFormat::DateTime);
        self
    }

    /// `@timestampFormat("http-date")`
    pub const fn http_date(mut self) -> Self {
        self.timestamp_format = Some(TimestampFormat::HttpDate);
        self
    }

    /// `@timestampFormat("epoch-seconds")`
    pub const fn epoch_seconds(mut self) -> Self {
        self.timestamp_format = Some(TimestampFormat::EpochSeconds);
        self
    }

    /// Says what the elements of a list or the values of a map are.
    pub const fn item(mut self, item: &'static Target) -> Self {
        self.item = Some(item);
        self
    }
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

/// One row of a [`Shape`]: a member by its wire name.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The member name of the model, which is its name on the wire.
    pub name: &'static str,
    /// `@required`.
    pub required: bool,
    /// `@eventHeader` and `@eventPayload`.
    pub event: Option<EventPart>,
    /// What it targets.
    pub target: Target,
    /// What its value must meet.
    #[cfg(feature = "validate")]
    pub(crate) rules: Rules,
}

/// What a value of a member must meet.
#[cfg(feature = "validate")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) constraints: Constraints,
    /// The values of the enum it targets; none if it is no enum.
    pub(crate) values: &'static [&'static str],
    /// Whether a client fills it in when it is absent.
    pub(crate) filled: bool,
}

#[cfg(feature = "validate")]
impl Rules {
    const NONE: Self = Self { constraints: &[], values: &[], filled: false };
}

impl Member {
    /// An optional member of a kind.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            required: false,
            event: None,
            target: Target::new(kind),
            #[cfg(feature = "validate")]
            rules: Rules::NONE,
        }
    }

    /// Adds `@required`.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Adds `@eventHeader`.
    pub const fn event_header(mut self) -> Self {
        self.event = Some(EventPart::Header);
        self
    }

    /// Adds `@eventPayload`.
    pub const fn event_payload(mut self) -> Self {
        self.event = Some(EventPart::Payload);
        self
    }

    /// Adds `@sensitive`.
    pub const fn sensitive(mut self) -> Self {
        self.target.sensitive = true;
        self
    }

    /// `@timestampFormat("date-time")`
    pub const fn date_time(mut self) -> Self {
        self.target = self.target.date_time();
        self
    }

    /// `@timestampFormat("http-date")`
    pub const fn http_date(mut self) -> Self {
        self.target = self.target.http_date();
        self
    }

    /// `@timestampFormat("epoch-seconds")`
    pub const fn epoch_seconds(mut self) -> Self {
        self.target = self.target.epoch_seconds();
        self
    }

    /// Says what the elements of a list or the values of a map are.
    pub const fn item(mut self, item: &'static Target) -> Self {
        self.target.item = Some(item);
        self
    }
}

/// Constraints, which are dropped without the feature `validate`.
#[cfg_attr(not(feature = "validate"), allow(unused_mut, unused_variables))]
impl Member {
    /// Adds constraint traits: those of the member and those of its target.
    pub const fn is(mut self, constraints: Constraints) -> Self {
        #[cfg(feature = "validate")]
        {
            self.rules.constraints = constraints;
        }
        self
    }

    /// Adds the values of the string enum it targets.
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        #[cfg(feature = "validate")]
        {
            self.rules.values = values;
        }
        self
    }

    /// `@idempotencyToken`: a client fills it in when it is absent.
    pub const fn token(mut self) -> Self {
        #[cfg(feature = "validate")]
        {
            self.rules.filled = true;
        }
        self
    }
}

/// The table of one structure or union.
#[derive(Debug)]
pub struct Shape {
    /// The absolute shape id, `namespace#Name`.
    pub id: &'static str,
    /// [`Kind::Structure`] or [`Kind::Union`].
    pub kind: Kind,
    /// `@sensitive` on the shape itself.
    pub sensitive: bool,
    /// The members, in the order of the model.
    pub members: &'static [Member],
    built: OnceLock<Built>,
}

impl Shape {
    /// A structure.
    pub const fn structure(id: &'static str, members: &'static [Member]) -> Self {
        Self { id, kind: Kind::Structure, sensitive: false, members, built: OnceLock::new() }
    }

    /// A union.
    pub const fn union(id: &'static str, members: &'static [Member]) -> Self {
        Self { id, kind: Kind::Union, sensitive: false, members, built: OnceLock::new() }
    }

    /// Adds `@sensitive`.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// The shape name without its namespace.
    pub fn name(&self) -> &'static str {
        schema::split(self.id).1
    }

    /// The schema of the AWS codecs for this table.
    #[inline]
    pub(crate) fn schema(&'static self) -> &'static Schema<'static> {
        &self.built().schema
    }

    /// What codecs need of this table, built on first use.
    #[inline]
    pub(crate) fn built(&'static self) -> &'static Built {
        self.built.get_or_init(|| Built::new(self))
    }
}
