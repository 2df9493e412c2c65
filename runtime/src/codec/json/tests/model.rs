//! A structure and a union with members of every kind, written as generated code would be.

use crate::schema::{ShapeSchema, shape};
use crate::serde::{Reader, SerdeResult, Structure, Union, UnknownMember, Writer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::collections::HashMap;

/// A structure with a member of every kind, itself among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct All {
    pub(crate) text: Option<String>,
    pub(crate) flag: Option<bool>,
    pub(crate) byte: Option<i8>,
    pub(crate) short: Option<i16>,
    pub(crate) int: Option<i32>,
    pub(crate) long: Option<i64>,
    pub(crate) float: Option<f32>,
    pub(crate) double: Option<f64>,
    pub(crate) big: Option<BigInteger>,
    pub(crate) decimal: Option<BigDecimal>,
    pub(crate) blob: Option<Blob>,
    pub(crate) at: Option<DateTime>,
    pub(crate) date: Option<DateTime>,
    pub(crate) http: Option<DateTime>,
    pub(crate) seconds: Option<DateTime>,
    pub(crate) any: Option<Document>,
    pub(crate) list: Option<Vec<String>>,
    pub(crate) sparse: Option<Vec<Option<i32>>>,
    pub(crate) map: Option<HashMap<String, Vec<All>>>,
    pub(crate) dates: Option<Vec<DateTime>>,
    pub(crate) choice: Option<Choice>,
}

impl Structure for All {
    type Builder = Self;

    fn shape() -> &'static ShapeSchema {
        shape(
            "test#All",
            "Text, Flag boolean, Byte byte, Short short, Int integer, Long long, Float float, Double double, \
             Big bigInteger, Decimal bigDecimal, Blob blob, At timestamp, Date timestamp date-time, \
             Http timestamp http-date, Seconds timestamp epoch-seconds, Any document, \
             List list, Sparse list, Map map, Dates list <timestamp date-time>, Choice union",
        )
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[
            &self.text,
            &self.flag,
            &self.byte,
            &self.short,
            &self.int,
            &self.long,
            &self.float,
            &self.double,
            &self.big,
            &self.decimal,
            &self.blob,
            &self.at,
            &self.date,
            &self.http,
            &self.seconds,
            &self.any,
            &self.list,
            &self.sparse,
            &self.map,
            &self.dates,
            &self.choice,
        ])
    }

    fn read(to: &mut Self, from: &mut Reader<'_>) -> SerdeResult {
        from.members(&mut [
            &mut to.text,
            &mut to.flag,
            &mut to.byte,
            &mut to.short,
            &mut to.int,
            &mut to.long,
            &mut to.float,
            &mut to.double,
            &mut to.big,
            &mut to.decimal,
            &mut to.blob,
            &mut to.at,
            &mut to.date,
            &mut to.http,
            &mut to.seconds,
            &mut to.any,
            &mut to.list,
            &mut to.sparse,
            &mut to.map,
            &mut to.dates,
            &mut to.choice,
        ])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Text(String),
    All(Box<All>),
    Unit,
    Unknown,
}

impl Structure for Choice {
    type Builder = Option<Self>;

    fn shape() -> &'static ShapeSchema {
        shape("test#Choice", "union; Text, All structure, Unit structure")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        match self {
            Self::Text(value) => to.variant(0, value),
            Self::All(value) => to.variant(1, &**value),
            Self::Unit => to.unit(2),
            Self::Unknown => to.unknown(&UnknownMember::default()),
        }
    }

    fn read(slot: &mut Option<Self>, from: &mut Reader<'_>) -> SerdeResult {
        from.variant(&mut |index, from| match index {
            0 => from.value(slot, Self::Text),
            1 => from.boxed(slot, Self::All),
            2 => from.unit(slot, Self::Unit),
            _ => from.unknown(slot),
        })
    }
}

impl Union for Choice {
    fn unknown(_: UnknownMember) -> Self {
        Self::Unknown
    }
}
