//! Names of members: how they are found, and how JSON writes them.

use crate::scan;

/// The names of members, in the order of the model.
pub(crate) struct Names(Box<[Name]>);

struct Name {
    /// Most names are told from all others by it.
    key: u64,
    name: &'static str,
}

impl Names {
    pub(crate) fn new(names: impl Iterator<Item = &'static str>) -> Self {
        Self(names.map(|name| Name { key: scan::key(name.as_bytes()), name }).collect())
    }

    /// The index of a name; see [`find_from`].
    #[inline]
    pub(crate) fn find(&self, name: &str, likely: &mut usize) -> Option<usize> {
        let key = scan::key(name.as_bytes());
        // A short name has a key for itself.
        find_from(&self.0, likely, |other| other.key == key && (name.len() < 8 || other.name == name))
    }

    /// The index of a name of less than eight bytes, by its key.
    #[inline]
    pub(crate) fn find_short(&self, key: u64) -> Option<usize> {
        self.0.iter().position(|other| other.key == key)
    }
}

/// The index of a member. Members mostly come in the order of the model, and some are left out: those after the last,
/// of which there are `likely` before, are looked at first.
#[inline]
pub(crate) fn find_from<T>(members: &[T], likely: &mut usize, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    let (before, after) = members.split_at_checked(*likely)?;
    let found = match after.iter().position(&is_it) {
        Some(index) => before.len() + index,
        None => before.iter().position(is_it)?,
    };
    *likely = found + 1;
    Some(found)
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
        let mut text = format!("{before}\"").into_bytes();
        // All but some of `@jsonName` are identifiers, in which nothing is escaped.
        name.bytes().for_each(|byte| scan::escape(byte, |bytes| text.extend_from_slice(bytes)));
        text.extend_from_slice(b"\":");
        let (start, rest) = text.split_at(text.len().min(WORD));
        let mut first = [0; WORD];
        first[..start.len()].copy_from_slice(start);
        Self { first, rest: rest.into(), length: text.len() }
    }
}
