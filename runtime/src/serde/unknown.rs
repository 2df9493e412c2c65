//! [`UnknownMember`]: what a union has whose member its model does not have.

#[cfg(feature = "serde")]
use crate::schema::unknown_member;
#[cfg(feature = "serde")]
use aws_smithy_schema::serde::ShapeSerializer;
use std::fmt::{self, Write as _};

/// The member of a union that its model does not have. Its name and value are kept, but for those of XML, and are
/// written by serde; they cannot be sent.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownMember(Option<Box<Kept>>);

/// Known members are not to be larger for it: it is in a box.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Kept {
    name: String,
    /// A value of JSON, whatever format it was read from: a text has `Eq`, `Ord` and `Hash`.
    json: String,
}

impl UnknownMember {
    pub(super) fn new(name: &str, json: String) -> Self {
        Self(Some(Box::new(Kept { name: name.to_owned(), json })))
    }

    /// Writes what is kept: the text, as a string.
    #[cfg(feature = "serde")]
    pub(super) fn write(&self, to: &mut dyn ShapeSerializer) -> super::SerdeResult {
        match &self.0 {
            Some(kept) => to.write_string(&unknown_member(&kept.name), &kept.json),
            None => Ok(()),
        }
    }
}

/// The longest part of a name that is shown, in characters: a service may send any.
const SHOWN: usize = 256;

/// The name alone, on one line: nobody knows whether the value is secret.
impl fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.as_ref().map_or("_", |kept| &kept.name);
        name.chars().take(SHOWN).flat_map(char::escape_debug).try_for_each(|shown| f.write_char(shown))
    }
}
