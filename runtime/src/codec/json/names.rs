use super::scan;

/// The names of members, in the order of a table.
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
    pub(super) fn find_short(&self, key: u64) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }
}
