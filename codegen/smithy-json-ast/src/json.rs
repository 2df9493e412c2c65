//! JSON read one level at a time, so that every part keeps its place in the text.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::ShapeId;

/// The key of an object: a slice of the text, unless it holds escapes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key<'a>(pub(crate) Cow<'a, str>);

/// An object in the order of the text, duplicate keys included.
pub(crate) struct Entries<'a, T>(pub(crate) Vec<(Key<'a>, T)>);

/// A JSON value that is not yet read, and the way to it.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a, 'p> {
    /// The text of the value, a slice of the file.
    pub(crate) text: &'a str,
    /// The key in the text, where the value has one that is a slice of the file.
    key: Option<&'a str>,
    /// The shape or member that owns the value.
    pub(crate) owner: Option<&'p ShapeId>,
    parent: Option<&'p Node<'a, 'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy)]
enum Segment<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

/// The length that few JSON pointers exceed.
const USUAL: usize = 128;

impl<'a> Key<'a> {
    /// The key as a slice of the text, by which its position is known.
    pub(crate) fn slice(&self) -> Option<&'a str> {
        match self.0 {
            Cow::Borrowed(slice) => Some(slice),
            Cow::Owned(_) => None,
        }
    }
}

impl<'a, 'p> Node<'a, 'p> {
    pub(crate) fn root(text: &'a str) -> Self {
        Self { text, key: None, owner: None, parent: None, segment: Segment::Root }
    }

    pub(crate) fn entry(&'p self, key: &'p Key<'a>, value: &'a RawValue) -> Self {
        let segment = Segment::Key(&key.0);
        Self { text: value.get(), key: key.slice(), owner: self.owner, parent: Some(self), segment }
    }

    pub(crate) fn item(&'p self, index: usize, value: &'a RawValue) -> Self {
        let segment = Segment::Index(index);
        Self { text: value.get(), key: None, owner: self.owner, parent: Some(self), segment }
    }

    pub(crate) fn owned_by(self, owner: &'p ShapeId) -> Self {
        Self { owner: Some(owner), ..self }
    }

    /// The slice of the text by which a reader finds the value: its key, else the value itself.
    pub(crate) fn label(&self) -> &'a str {
        self.key.unwrap_or(self.text)
    }

    /// The JSON pointer of the value.
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = self.parent.map_or_else(|| String::with_capacity(USUAL), Node::pointer);
        match self.segment {
            Segment::Root => {}
            Segment::Key(key) => push_key(&mut pointer, key),
            Segment::Index(index) => pointer.push_str(&format!("/{index}")),
        }
        pointer
    }

    /// The type of the value, with an article.
    pub(crate) fn type_name(&self) -> &'static str {
        match self.text.as_bytes().first() {
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            _ => "a number",
        }
    }
}

/// Appends one segment to a JSON pointer, escaped as RFC 6901 wants.
pub fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    if key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(key);
    }
}

/// The positions of entries whose key occurs before them.
pub(crate) fn duplicates<T>(entries: &[(Key<'_>, T)]) -> Vec<usize> {
    let keys: Vec<&str> = entries.iter().map(|(key, _)| &*key.0).collect();
    // Most objects have few keys, and no two are equal.
    if keys.len() <= 8 && !(1..keys.len()).any(|at| keys[..at].contains(&keys[at])) {
        return Vec::new();
    }
    let order = sorted(keys.len(), &|a, b| keys[a].cmp(keys[b]));
    let mut is_duplicate = vec![false; keys.len()];
    for pair in order.windows(2).filter(|pair| keys[pair[0]] == keys[pair[1]]) {
        is_duplicate[pair[1]] = true;
    }
    (0..keys.len()).filter(|&at| is_duplicate[at]).collect()
}

/// The positions of so many things in the order of the things; equal ones stay in the order they have. The compiler
/// makes a sort for every type of things, and that is more than all else in this crate: this is the only one.
pub(crate) fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<'de, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<'de, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}
