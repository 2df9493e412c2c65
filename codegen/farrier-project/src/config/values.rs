//! Values of keys, once they are known to be of their kinds.

use std::collections::BTreeMap;
use std::ops::Range;

/// What a key says.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Texts(Vec<String>),
    Flag(bool),
    Number(usize),
    Table(Values),
    Tables(Vec<Values>),
    Lists(BTreeMap<String, Vec<String>>),
}

/// What a table says, by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) by_key: BTreeMap<&'static str, Value>,
    /// Where the values are.
    pub(super) spans: BTreeMap<&'static str, Range<usize>>,
    /// Where the texts of lists are.
    pub(super) items: BTreeMap<&'static str, Vec<Range<usize>>>,
}

/// Each takes the value of a key of that kind, if it is there.
impl Values {
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        match self.by_key.remove(key)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn texts(&mut self, key: &str) -> Vec<String> {
        match self.by_key.remove(key) {
            Some(Value::Texts(texts)) => texts,
            _ => Vec::new(),
        }
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        matches!(self.by_key.remove(key), Some(Value::Flag(true)))
    }

    pub(super) fn number(&mut self, key: &str) -> Option<usize> {
        match self.by_key.remove(key)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn table(&mut self, key: &str) -> Option<Self> {
        match self.by_key.remove(key)? {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub(super) fn tables(&mut self, key: &str) -> Vec<Self> {
        match self.by_key.remove(key) {
            Some(Value::Tables(tables)) => tables,
            _ => Vec::new(),
        }
    }

    pub(super) fn lists(&mut self, key: &str) -> BTreeMap<String, Vec<String>> {
        match self.by_key.remove(key) {
            Some(Value::Lists(lists)) => lists,
            _ => BTreeMap::new(),
        }
    }

    /// The texts of a list that are still to be taken, each with where it is.
    pub(super) fn located(&self, key: &str) -> impl Iterator<Item = (&String, &Range<usize>)> {
        let texts = match self.by_key.get(key) {
            Some(Value::Texts(texts)) => texts.as_slice(),
            _ => &[],
        };
        texts.iter().zip(self.items.get(key).into_iter().flatten())
    }

    pub(super) fn span(&self, key: &str) -> Range<usize> {
        self.spans.get(key).cloned().unwrap_or_default()
    }
}
