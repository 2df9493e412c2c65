//! Values without what is `@sensitive` in them, of their own types all the same: for recordings of traffic.

use super::decoder::Nodes;
use super::encoder;
use super::node::Node;
use crate::schema::SerdeResult;
use crate::serde::{Decoder, DynStructure, REDACTED, ReadElement, ReadEntry, ReadMember, Source, Structure, read};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Hides what is `@sensitive` in values, and knows what it was, and what the values say besides.
pub(crate) struct Censor<'a> {
    /// The names of more members to hide, whatever structure has them.
    names: &'a [String],
    /// Which of them were there.
    met: RefCell<BTreeSet<String>>,
    hidden: RefCell<BTreeSet<String>>,
    /// One after the other, in lines of their own.
    said: RefCell<String>,
}

impl<'a> Censor<'a> {
    pub(crate) fn new(names: &'a [String]) -> Self {
        Self { names, met: RefCell::default(), hidden: RefCell::default(), said: RefCell::default() }
    }

    /// Whether there are names of members to hide.
    pub(crate) fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// Which of the names were there.
    pub(crate) fn into_met(self) -> BTreeSet<String> {
        self.met.into_inner()
    }

    /// Whether a member is one of those that are hidden by name, which is taken note of then.
    fn hides_by_name(&self, member: Option<&str>) -> bool {
        let found = self.names.iter().find(|name| member == Some(name.as_str()));
        self.met.borrow_mut().extend(found.cloned());
        found.is_some()
    }

    /// Takes note of all members of a value that are hidden by name.
    fn meets(&self, node: &Node) {
        match node {
            Node::List(items) => items.iter().for_each(|item| self.meets(item)),
            Node::Map(entries) => entries.iter().for_each(|(_, value)| self.meets(value)),
            Node::Members(members) => members.iter().for_each(|(name, value)| {
                self.hides_by_name(Some(name));
                self.meets(value);
            }),
            _ => {}
        }
    }

    /// A value with a text in place of strings that are sensitive, and nothing, or zero, in place of all else that is.
    ///
    /// # Errors
    /// The value cannot be written.
    pub(crate) fn hide<T: Structure>(&self, value: &T) -> SerdeResult<T> {
        let node = encoder::structure(value, true)?;
        read(&mut Source::new(&mut Hiding { node: &node, inside: false, censor: self }))
    }

    /// Takes note of what is to be kept as it is.
    pub(crate) fn say(&self, text: &str) {
        if text != REDACTED {
            let mut said = self.said.borrow_mut();
            said.push_str(text);
            said.push('\n');
        }
    }

    /// Whether anything that is kept has in it what was hidden elsewhere.
    pub(crate) fn is_told(&self) -> bool {
        self.tells(&self.said.borrow())
    }

    /// Whether a text has in it what was hidden so far. What is shorter than a word may be anything.
    pub(crate) fn tells(&self, text: &str) -> bool {
        self.hidden.borrow().iter().any(|secret| secret.len() > 3 && text.contains(secret))
    }

    /// Whether a structure can be kept as it is, which is taken note of then: it has nothing sensitive, nor what was
    /// hidden so far, and can be written. Where members are hidden by name, none can.
    pub(crate) fn keeps(&self, structure: &DynStructure<'_>) -> bool {
        let [Ok(revealed), Ok(redacted)] = [true, false].map(|reveal| encoder::node(reveal, |to| structure.write(to)))
        else {
            return false;
        };
        self.meets(&revealed);
        let mut keeps = !self.has_names() && revealed == redacted;
        texts(&revealed, &mut |text| keeps &= !self.tells(text));
        if keeps {
            texts(&revealed, &mut |text| self.say(text));
        }
        keeps
    }
}

/// Reads a node, but for what its schema calls sensitive.
struct Hiding<'a> {
    node: &'a Node,
    /// All of it is sensitive.
    inside: bool,
    censor: &'a Censor<'a>,
}

impl<'a> Hiding<'a> {
    /// Whether the value is to be hidden. What it says is taken note of.
    fn hides(&self, schema: &Schema<'_>) -> bool {
        let hides = self.inside || schema.sensitive().is_some();
        texts(self.node, &mut |text| match hides {
            true => _ = self.censor.hidden.borrow_mut().insert(text.to_owned()),
            false => self.censor.say(text),
        });
        hides
    }

    /// The same of a list or a map, of which each element is looked at by itself if it is kept.
    fn hides_all(&self, schema: &Schema<'_>) -> bool {
        (self.inside || schema.sensitive().is_some()) && self.hides(schema)
    }

    fn of(&self, node: &'a Node, inside: bool) -> Self {
        Self { node, inside, censor: self.censor }
    }
}

/// Numbers with fewer digits are those of many other things, too.
const LONG: usize = 6;

/// Hands over all texts in a node, with keys of maps and the digits of long numbers, which may be times. Bytes are a
/// text in base64, and another if they are one.
fn texts(node: &Node, found: &mut dyn FnMut(&str)) {
    match node {
        Node::Null | Node::Bool(_) => {}
        Node::Negative(_) | Node::Natural(_) | Node::Float(_) | Node::Single(_) | Node::Digits(_) => {
            if let Some(digits) = node.digits().filter(|digits| digits.len() >= LONG) {
                found(&digits);
            }
        }
        Node::String(text) => found(text),
        Node::Bytes(bytes) => {
            found(&base64::encode(bytes));
            found(&String::from_utf8_lossy(bytes));
        }
        Node::List(items) => items.iter().for_each(|item| texts(item, found)),
        Node::Map(entries) => entries.iter().for_each(|(key, value)| {
            found(key);
            texts(value, found);
        }),
        Node::Members(members) => members.iter().for_each(|(_, value)| texts(value, found)),
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
            let inside = inside || schema.sensitive().is_some() || self.censor.hides_by_name(schema.member_name());
            member(schema, &mut Source::new(&mut self.of(node, inside)))
        })
    }

    fn read_list(&mut self, schema: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        match self.node {
            Node::List(items) if !self.hides_all(schema) => {
                items.iter().try_for_each(|item| element(&mut Source::new(&mut self.of(item, false))))
            }
            _ => Ok(()),
        }
    }

    fn read_map(&mut self, schema: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        match self.node {
            Node::Map(entries) if !self.hides_all(schema) => entries.iter().try_for_each(|(key, value)| {
                self.censor.say(key);
                entry(key.into(), &mut Source::new(&mut self.of(value, false)))
            }),
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
