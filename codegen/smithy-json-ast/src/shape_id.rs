//! Shape ids, the names of everything in a model.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The longest namespace, name of a shape or of a member, in bytes. AWS has none of more than 70, and what is made of a
/// model has each some thirty times.
pub const MAX_NAME: usize = 1_024;

/// What names are, to whoever wrote what is none.
pub(crate) const NAME_HELP: &str =
    "names are letters, digits and underscores, start with no digit, and have at most 1,024 bytes";

/// An absolute [shape id](https://smithy.io/2.0/spec/model.html#shape-id): `namespace#Name`, or
/// `namespace#Name$member` for a member. Cloning costs a reference count.
///
/// Ids order and hash as their text does, so a map keyed by `ShapeId` can be asked with a `&str`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(Arc<str>);

/// A text that is not an absolute shape id. Its `Display` says what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidShapeId {
    text: String,
    reason: &'static str,
    help: &'static str,
}

impl InvalidShapeId {
    /// What to do about it.
    pub(crate) fn help(&self) -> &'static str {
        self.help
    }
}

impl ShapeId {
    /// Reads an absolute shape id, with or without a member.
    ///
    /// # Errors
    /// When `text` does not follow the `absolute_root_shape_id` grammar of the Smithy specification.
    pub fn parse(text: &str) -> Result<Self, InvalidShapeId> {
        let invalid = |reason, help| Err(InvalidShapeId { text: text.to_owned(), reason, help });
        let fail = |reason| invalid(reason, "write the id in full, like `example.namespace#Name`");
        let Some((namespace, rest)) = text.split_once('#') else {
            return fail("it has no `#`");
        };
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        if [namespace, name, member.unwrap_or_default()].iter().any(|part| part.len() > MAX_NAME) {
            return invalid("it has a part of more than 1,024 bytes", NAME_HELP);
        }
        if !namespace.split('.').all(is_identifier) {
            return fail("the part before `#` is not a namespace");
        }
        if !is_identifier(name) {
            return fail("the part after `#` is not an identifier");
        }
        if member.is_some_and(|member| !is_identifier(member)) {
            return fail("the part after `$` is not an identifier");
        }
        Ok(Self(text.into()))
    }

    /// For names that are well formed because they are written in this crate.
    pub(crate) fn known(text: &str) -> Self {
        Self(text.into())
    }

    /// The part before `#`.
    pub fn namespace(&self) -> &str {
        self.parts().0
    }

    /// The part after `#`, without the member.
    pub fn name(&self) -> &str {
        self.parts().1
    }

    /// The part after `$`, when this is the id of a member.
    pub fn member(&self) -> Option<&str> {
        self.parts().2
    }

    /// The id as it is written in a model.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the member `member` of this shape (of the same shape, when this is a member's id).
    /// The member's name is taken as it is.
    #[must_use]
    pub fn with_member(&self, member: &str) -> Self {
        Self(format!("{}${member}", self.root_str()).into())
    }

    /// The id of the shape itself: this id without its member.
    #[must_use]
    pub fn root(&self) -> Self {
        match self.member() {
            Some(_) => Self(self.root_str().into()),
            None => self.clone(),
        }
    }

    pub(crate) fn root_str(&self) -> &str {
        self.0.split_once('$').map_or(&*self.0, |(root, _)| root)
    }

    fn parts(&self) -> (&str, &str, Option<&str>) {
        let (namespace, rest) = self.0.split_once('#').unwrap_or(("", &self.0));
        match rest.split_once('$') {
            Some((name, member)) => (namespace, name, Some(member)),
            None => (namespace, rest, None),
        }
    }
}

/// `identifier` of the grammar: letters, digits and underscores; no digit first, no underscores alone. None is longer
/// than [`MAX_NAME`].
pub(crate) fn is_identifier(text: &str) -> bool {
    text.len() <= MAX_NAME
        && !text.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && text.bytes().any(|byte| byte != b'_')
}

impl FromStr for ShapeId {
    type Err = InvalidShapeId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ShapeId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an absolute shape id: {}", self.text.escape_debug(), self.reason)
    }
}

impl std::error::Error for InvalidShapeId {}

#[cfg(test)]
mod tests {
    use super::ShapeId;

    #[test]
    fn parts() {
        for (text, parts) in [
            ("smithy.api#String", Some(("smithy.api", "String", None))),
            ("a#b$c", Some(("a", "b", Some("c")))),
            ("_a1._b#_C", Some(("_a1._b", "_C", None))),
            ("String", None),
            ("#String", None),
            ("a..b#C", None),
            ("a#", None),
            ("a#1", None),
            ("a#_", None),
            ("a#_1", Some(("a", "_1", None))),
            ("a#b$", None),
            ("a#b$c$d", None),
            ("a#b#c", None),
            ("a#B c", None),
            ("", None),
        ] {
            let id = ShapeId::parse(text).ok();
            assert_eq!(id.as_ref().map(|id| (id.namespace(), id.name(), id.member())), parts, "{text}");
        }
    }
}
