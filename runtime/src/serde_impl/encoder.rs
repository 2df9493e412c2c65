//! Values to [`Node`]s, by their schemas.

use super::kept;
use super::node::{Node, name};
use crate::codec::timestamp;
use crate::schema::{ShapeSchema, simple_writes};
use crate::serde::{DynStructure, REDACTED, SerdeResult, Sink, Structure};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// What a union has whose member the model does not know, and of which nothing was kept.
pub(super) const UNKNOWN_MEMBER: &str = "SDK_UNKNOWN_MEMBER";

/// The node of a structure or union.
pub(super) fn structure<T: Structure>(value: &T, revealed: bool) -> SerdeResult<Node> {
    node(revealed, |to| DynStructure::new(T::shape(), &|to| value.write(to)).write(to))
}

/// The node of what is written, which is one value.
pub(super) fn node(revealed: bool, write: impl FnOnce(&mut Sink<'_>) -> SerdeResult) -> SerdeResult<Node> {
    let mut to = Nodes { revealed, frame: Frame::List(Vec::new()) };
    write(&mut Sink::new(&mut to))?;
    match to.frame {
        Frame::List(mut nodes) => nodes.pop().ok_or_else(|| SerdeError::custom("nothing was written")),
        _ => Err(SerdeError::custom("a structure was not ended")),
    }
}

/// Collects what is written.
struct Nodes {
    revealed: bool,
    frame: Frame,
}

/// The structure, list or map that is being written.
enum Frame {
    List(Vec<Node>),
    Struct(Option<&'static ShapeSchema>, Vec<(String, Node)>),
    /// With the key whose value comes next.
    Map(Vec<(String, Node)>, Option<String>),
}

impl Nodes {
    fn hides(&self, schema: &Schema<'_>) -> bool {
        !self.revealed && schema.sensitive().is_some()
    }

    fn put(&mut self, schema: &Schema<'_>, node: Node) -> SerdeResult {
        let node = if self.hides(schema) { Node::String(REDACTED.to_owned()) } else { node };
        match &mut self.frame {
            Frame::List(list) => list.push(node),
            Frame::Struct(shape, members) => members.push((name(*shape, schema).to_owned(), node)),
            Frame::Map(entries, key) => match (key.take(), node) {
                (Some(key), node) => entries.push((key, node)),
                (None, Node::String(text)) => *key = Some(text),
                (None, _) => return Err(SerdeError::custom("a map has a key that is no string")),
            },
        }
        Ok(())
    }

    fn nest(
        &mut self,
        schema: &Schema<'_>,
        frame: Frame,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        if self.hides(schema) {
            return self.put(schema, Node::Null);
        }
        let outer = std::mem::replace(&mut self.frame, frame);
        let written = write(self);
        let node = match (written, std::mem::replace(&mut self.frame, outer)) {
            // Nothing else fails.
            (Err(_), Frame::Struct(Some(union), members)) if union.schema().is_union() => {
                Node::Map(vec![self.unknown(union, members)])
            }
            (Err(error), _) => return Err(error),
            (Ok(()), Frame::List(list)) => Node::List(list),
            (Ok(()), Frame::Struct(_, members)) => Node::Members(members),
            (Ok(()), Frame::Map(entries, _)) => Node::Map(entries),
        };
        self.put(schema, node)
    }

    /// The member of a union that its model does not have, as far as it was kept. It may be secret where others are.
    fn unknown(&self, union: &ShapeSchema, members: Vec<(String, Node)>) -> (String, Node) {
        let Some((name, Node::String(json))) = members.into_iter().next() else {
            return (UNKNOWN_MEMBER.to_owned(), Node::Map(Vec::new()));
        };
        let is_secret = union.built().members.iter().any(|of| of.schema.sensitive().is_some());
        let value = if is_secret && !self.revealed { Ok(Node::String(REDACTED.to_owned())) } else { kept::node(&json) };
        (name, value.unwrap_or(Node::Null))
    }
}

impl ShapeSerializer for Nodes {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        if !self.revealed && value.schema().sensitive().is_some() {
            return self.put(schema, Node::String(REDACTED.to_owned()));
        }
        let shape = ShapeSchema::of(value.schema());
        self.nest(schema, Frame::Struct(shape, Vec::new()), &|to| value.serialize_members(to))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.nest(schema, Frame::List(Vec::new()), write)
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.nest(schema, Frame::Map(Vec::new(), None), write)
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        self.put(schema, Node::Null)
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> SerdeResult {
        let node = timestamp(schema, value)?;
        self.put(schema, node)
    }

    simple_writes! {
        by put;
        write_boolean(value: bool) => Node::Bool(value);
        write_byte(value: i8) => Node::integer(value.into());
        write_short(value: i16) => Node::integer(value.into());
        write_integer(value: i32) => Node::integer(value.into());
        write_long(value: i64) => Node::integer(value);
        write_float(value: f32) => Node::single(value);
        write_double(value: f64) => Node::float(value);
        write_big_integer(value: &BigInteger) => big_integer(value.as_ref());
        write_big_decimal(value: &BigDecimal) => big_decimal(value.as_ref());
        write_string(value: &str) => Node::String(value.to_owned());
        write_blob(value: Blob) => Node::Bytes(value.into_inner());
        write_document(value: &Document) => Node::document(value);
    }
}

/// A number if a format has it exactly, else its digits as a string.
fn big_integer(digits: &str) -> Node {
    let number = digits.parse().map(Node::Natural).or_else(|_| digits.parse().map(Node::integer));
    let exact = |node: &Node| match node {
        Node::Natural(value) => value.to_string() == digits,
        Node::Negative(value) => value.to_string() == digits,
        _ => false,
    };
    number.ok().filter(exact).unwrap_or_else(|| Node::String(digits.to_owned()))
}

/// The same of a number that may have a fraction: JSON, and who reads it, must spell it as it is spelt here.
fn big_decimal(digits: &str) -> Node {
    let is_spelt_so = |value: &f64| format!("{value:?}") == digits && !digits.contains('e');
    let float = digits.parse().ok().filter(|value| is_spelt_so(value) && super::decoder::is_exact(*value));
    float.map_or_else(|| big_integer(digits), Node::Float)
}

/// A timestamp in its format if that has all of it, else the digits of its seconds, which have.
fn timestamp(schema: &Schema<'_>, value: &DateTime) -> SerdeResult<Node> {
    let node = match timestamp::format(schema)?.unwrap_or(Format::EpochSeconds) {
        Format::EpochSeconds if value.subsec_nanos() == 0 => Some(Node::integer(value.secs())),
        Format::EpochSeconds => Some(Node::Float(value.as_secs_f64())),
        format => value.fmt(format).ok().map(Node::String),
    };
    match node.filter(|node| super::decoder::timestamp(schema, node).is_ok_and(|read| read == *value)) {
        Some(node) => Ok(node),
        None => timestamp::write(value, Format::EpochSeconds).map(Node::String),
    }
}
