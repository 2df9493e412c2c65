//! Names of members: how they are found, and how JSON writes them.

use crate::scan;

/// The names of members, in the order of the model.
pub(crate) struct Names {
    names: Box<[&'static str]>,
    /// Most names are told from all others by a number.
    keys: Box<[u64]>,
}

impl Names {
    pub(crate) fn new(names: Box<[&'static str]>) -> Self {
        let keys = names.iter().map(|name| scan::key(name.as_bytes())).collect();
        Self { names, keys }
    }

    /// The index of a name. Members mostly come in the order of the model: the one after the last is looked at first.
    #[inline]
    pub(crate) fn find(&self, name: &str, likely: &mut usize) -> Option<usize> {
        let key = scan::key(name.as_bytes());
        let index = match self.keys.get(*likely) {
            Some(next) if *next == key => *likely,
            _ => self.keys.iter().position(|other| *other == key)?,
        };
        // A short name has a key for itself.
        let found = if name.len() < 8 || self.names.get(index) == Some(&name) {
            index
        } else {
            self.names.iter().position(|other| *other == name)?
        };
        *likely = found + 1;
        Some(found)
    }

    /// The index of a name of less than eight bytes, by its key.
    #[inline]
    pub(crate) fn find_short(&self, key: u64) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }
}

/// The name of a member and what stands around it. Its first bytes, all there are of most, are copied as one word.
pub(crate) struct JsonName {
    pub(crate) first: [u8; WORD],
    /// What of it the first word does not hold.
    pub(crate) rest: Box<[u8]>,
    pub(crate) length: usize,
}

pub(crate) const WORD: usize = 16;

impl JsonName {
    /// A name after what comes before it.
    pub(crate) fn new(before: &str, name: &str) -> Self {
        let text = format!("{before}\"{}\":", escaped(name)).into_bytes();
        let (start, rest) = text.split_at(text.len().min(WORD));
        let mut first = [0; WORD];
        first[..start.len()].copy_from_slice(start);
        Self { first, rest: rest.into(), length: text.len() }
    }
}

/// A name as it stands in a string of JSON. All but some of `@jsonName` are identifiers, in which nothing is escaped.
fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c < ' ' => text += &format!("\\u{:04x}", u32::from(c)),
            c => text.push(c),
        }
    }
    text
}
