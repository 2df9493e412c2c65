//! Keys that occur twice in an object of a value: the value has only the last of them.

use serde_json::Value;

use super::digits::length_of_string;
use super::reader::Reader;
use crate::json::{Key, Node};

/// How many entries the objects of a value have together. Values nest no deeper than what was read.
fn entries(value: &Value) -> usize {
    match value {
        Value::Object(map) => map.len() + map.values().map(entries).sum::<usize>(),
        Value::Array(items) => items.iter().map(entries).sum(),
        _ => 0,
    }
}

/// How many entries the objects of a JSON text have, whose syntax is known to be right: each has one colon.
fn entries_of_text(json: &str) -> usize {
    let bytes = json.as_bytes();
    let (mut colons, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        colons += usize::from(*byte == b':');
        at += if *byte == b'"' { length_of_string(&bytes[at..]) } else { 1 };
    }
    colons
}

impl<'a> Reader<'a, '_> {
    /// Reports the keys that occur twice inside of the values of an object. Its text is looked at again only where it
    /// may have more than the values.
    pub(super) fn reject_lost(&mut self, node: &Node<'a, '_>, values: &[(Key<'a>, Value)]) {
        let kept: usize = values.iter().map(|(_, value)| entries(value)).sum();
        if kept == 0 || values.len() + kept == entries_of_text(node.text) {
            return;
        }
        for (key, value) in &self.entries(node) {
            self.reject_duplicates_inside(&node.entry(key, value));
        }
    }

    fn reject_duplicates_inside(&mut self, node: &Node<'a, '_>) {
        match node.text.as_bytes().first() {
            Some(b'{') => {
                for (key, value) in &self.object(node) {
                    self.reject_duplicates_inside(&node.entry(key, value));
                }
            }
            Some(b'[') => {
                for (index, item) in self.array(node).into_iter().enumerate() {
                    self.reject_duplicates_inside(&node.item(index, item));
                }
            }
            _ => {}
        }
    }
}
