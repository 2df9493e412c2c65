//! Values without what is `@sensitive` in them, of their own types all the same: for recordings of traffic.

use super::decoder::Nodes;
use super::encoder;
use super::node::Node;
use crate::schema::SerdeResult;
use crate::serde::{Decoder, DynStructure, REDACTED, ReadElement, ReadEntry, ReadMember, Source, Structure, read};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;
use std::cell::RefCell;

/// A value with a text in place of strings that are sensitive, and nothing, or zero, in place of all else that is. The strings that were
/// hidden.
///
/// # Errors
/// The value cannot be written.
pub(crate) fn hide<T: Structure>(value: &T) -> SerdeResult<(T, Vec<String>)> {
    let node = encoder::node(&DynStructure::new(T::shape(), &|to| value.write(to)), true)?;
    let found = RefCell::default();
    let value = read(&mut Source::new(&mut Hiding { node: &node, inside: false, found: &found }))?;
    Ok((value, found.into_inner()))
}

/// Whether a structure has anything sensitive in it, or cannot be written.
pub(crate) fn has_sensitive(structure: &DynStructure<'_>) -> bool {
    match (encoder::node(structure, true), encoder::node(structure, false)) {
        (Ok(revealed), Ok(redacted)) => revealed != redacted,
        _ => true,
    }
}

/// Reads a node, but for what its schema calls sensitive.
struct Hiding<'a> {
    node: &'a Node,
    /// All of it is sensitive.
    inside: bool,
    found: &'a RefCell<Vec<String>>,
}

impl<'a> Hiding<'a> {
    /// Whether the value is to be hidden, whose texts are kept then.
    fn hides(&self, schema: &Schema<'_>) -> bool {
        let hides = self.inside || schema.sensitive().is_some();
        if hides {
            texts(self.node, &mut self.found.borrow_mut());
        }
        hides
    }

    fn of(&self, node: &'a Node, inside: bool) -> Self {
        Self { node, inside, found: self.found }
    }
}

/// All texts in a node, but for keys.
fn texts(node: &Node, found: &mut Vec<String>) {
    match node {
        Node::String(text) => found.push(text.clone()),
        Node::List(items) => items.iter().for_each(|item| texts(item, found)),
        // Parameters of a query are one map, with the names of others.
        Node::Map(entries) => entries.iter().for_each(|(_, value)| texts(value, found)),
        _ => {}
    }
}

/// Methods that read what is not hidden, and give something else for what is.
macro_rules! hidden {
    ($($method:ident: $type:ty = $instead:expr;)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>) -> SerdeResult<$type> {
            if self.hides(schema) { Ok($instead) } else { Nodes(self.node).$method(schema) }
        }
    )*};
}

impl Decoder for Hiding<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        let inside = self.inside || schema.sensitive().is_some();
        Nodes(self.node).each_member(schema, &mut |schema, node| {
            // A list or a map in a sensitive structure is one by its own schema, too.
            let inside = inside || schema.sensitive().is_some();
            member(schema, &mut Source::new(&mut self.of(node, inside)))
        })
    }

    fn read_list(&mut self, schema: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        match self.node {
            Node::List(items) if !self.hides(schema) => {
                items.iter().try_for_each(|item| element(&mut Source::new(&mut self.of(item, false))))
            }
            _ => Ok(()),
        }
    }

    fn read_map(&mut self, schema: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        match self.node {
            Node::Map(entries) if !self.hides(schema) => entries
                .iter()
                .try_for_each(|(key, value)| entry(key.into(), &mut Source::new(&mut self.of(value, false)))),
            _ => Ok(()),
        }
    }

    fn read_str(&mut self, schema: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        match self.node {
            _ if self.hides(schema) => Ok(REDACTED.into()),
            Node::String(text) => Ok(text.into()),
            _ => Nodes(self.node).read_string(schema).map(Cow::Owned),
        }
    }

    hidden! {
        read_boolean: bool = false;
        read_byte: i8 = 0;
        read_short: i16 = 0;
        read_integer: i32 = 0;
        read_long: i64 = 0;
        read_float: f32 = 0.0;
        read_double: f64 = 0.0;
        read_big_integer: BigInteger = BigInteger::default();
        read_big_decimal: BigDecimal = BigDecimal::default();
        read_blob: Blob = Blob::new([]);
        read_timestamp: DateTime = DateTime::from_secs(0);
        read_document: Document = Document::Null;
    }

    fn is_null(&self) -> bool {
        *self.node == Node::Null
    }
}
