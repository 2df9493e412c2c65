use super::cursor::{BLANK, Cursor, Tag, invalid};
use super::escape::unescape;
use crate::codec::{MAX_DEPTH, positioned};
use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// Reads XML.
pub(crate) struct Reader<'a> {
    pub(super) cursor: Cursor<'a>,
    depth: usize,
    /// What is read next.
    value: Option<Value<'a>>,
    /// What is around the element that is read next, as far as a flattened list or map wants to know it.
    pub(super) parent: Tag<'a>,
    /// Elements of the last flattened list or map were read that have others before them.
    pub(super) read_ahead: bool,
}

/// Where a value is.
#[derive(Clone, Copy)]
enum Value<'a> {
    Element(Tag<'a>),
    /// The value of an attribute, as it stands there.
    Attribute(&'a str),
}

impl<'a> Reader<'a> {
    /// Reads the outermost element of a body, whatever its name; a body without bytes stands for an empty one.
    ///
    /// # Errors
    /// The body is no UTF-8, or no XML.
    pub(crate) fn new(body: &'a [u8]) -> SerdeResult<Self> {
        let text = match std::str::from_utf8(body) {
            Ok(text) => text,
            Err(error) => return Err(positioned("not UTF-8", error.valid_up_to())),
        };
        let cursor = Cursor { text, at: 0 };
        let mut reader = Self { cursor, depth: 0, value: None, parent: Tag::NOTHING, read_ahead: false };
        match reader.cursor.root() {
            Ok(root) => reader.set_element(root.unwrap_or(Tag::NOTHING)),
            Err(error) => return Err(reader.locate(&error)),
        }
        Ok(reader)
    }

    /// Nothing may follow the outermost element.
    pub(crate) fn finish(&mut self) -> SerdeResult {
        self.skip_unread()?;
        self.cursor.skip_prolog()?;
        if self.cursor.at < self.cursor.text.len() { Err(invalid("expected nothing more")) } else { Ok(()) }
    }

    /// The error with the place where reading ended.
    pub(crate) fn locate(&self, error: &SerdeError) -> SerdeError {
        positioned(error, self.cursor.at)
    }

    /// Goes into an element that is read next, to the first inside it that has this name. If there is none, an empty
    /// one is read next.
    pub(crate) fn descend(&mut self, name: &str) -> SerdeResult {
        self.find(name).map(drop)
    }

    /// Reads what [`descend`](Self::descend) goes to, and skips what is behind it.
    #[cfg(feature = "query")]
    pub(crate) fn inside(&mut self, name: &str, read: impl FnOnce(&mut Self) -> SerdeResult) -> SerdeResult {
        let around = self.find(name)?;
        read(self)?;
        self.skip_unread()?;
        self.skip(around)
    }

    /// Goes to an element as [`descend`](Self::descend) does. Says in which one there may be more.
    fn find(&mut self, name: &str) -> SerdeResult<Tag<'a>> {
        let parent = self.element()?;
        while let Some(child) = self.cursor.child(parent)? {
            if child.is(name) {
                self.set_element(child);
                return Ok(parent);
            }
            self.skip(child)?;
        }
        self.set_element(Tag::NOTHING);
        Ok(Tag::NOTHING)
    }

    /// Whether an element is read next that has this name.
    pub(crate) fn is_at(&self, name: &str) -> bool {
        matches!(self.value, Some(Value::Element(tag)) if tag.is(name))
    }

    /// Reads the elements inside one, given their names. What is not read of them is skipped.
    pub(crate) fn children(&mut self, mut each: impl FnMut(&str, &mut Self) -> SerdeResult) -> SerdeResult {
        let parent = self.element()?;
        self.enter()?;
        while let Some(child) = self.cursor.child(parent)? {
            self.set_element(child);
            each(child.local().unwrap_or(child.name), self)?;
            self.skip_unread()?;
        }
        self.leave();
        Ok(())
    }

    #[inline]
    pub(super) fn set_element(&mut self, tag: Tag<'a>) {
        self.value = Some(Value::Element(tag));
    }

    pub(super) fn set_attribute(&mut self, value: &'a str) {
        self.value = Some(Value::Attribute(value));
    }

    #[inline]
    pub(super) fn enter(&mut self) -> SerdeResult {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(invalid("nested too deeply")) } else { Ok(()) }
    }

    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Takes the element that holds other elements.
    #[inline]
    pub(super) fn element(&mut self) -> SerdeResult<Tag<'a>> {
        match self.value.take() {
            Some(Value::Element(tag)) => Ok(tag),
            _ => Err(SerdeError::type_mismatch("expected an element")),
        }
    }

    /// Takes a value that is text.
    #[inline]
    pub(super) fn text(&mut self) -> SerdeResult<Cow<'a, str>> {
        match self.value.take() {
            Some(Value::Element(tag)) => self.cursor.content(tag),
            Some(Value::Attribute(value)) if value.contains('&') => {
                let mut unescaped = String::with_capacity(value.len());
                unescape(value, &mut unescaped).map_err(|_| invalid("a reference that means nothing"))?;
                Ok(Cow::Owned(unescaped))
            }
            Some(Value::Attribute(value)) => Ok(Cow::Borrowed(value)),
            None => Err(SerdeError::type_mismatch("expected text")),
        }
    }

    /// Takes a value whose text is parsed without the blanks around it.
    #[inline]
    pub(super) fn parse<T>(&mut self, what: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> SerdeResult<T> {
        let start = self.cursor.at;
        let text = self.text()?;
        parse(text.trim_matches(BLANK)).ok_or_else(|| {
            self.cursor.at = start;
            SerdeError::type_mismatch(what)
        })
    }

    /// Skips a value that nobody has read.
    #[inline]
    pub(super) fn skip_unread(&mut self) -> SerdeResult {
        match self.value.take() {
            Some(Value::Element(tag)) => self.skip(tag),
            _ => Ok(()),
        }
    }

    /// Skips what is in an element, and its end.
    pub(super) fn skip(&mut self, tag: Tag<'a>) -> SerdeResult {
        self.enter()?;
        while let Some(child) = self.cursor.child(tag)? {
            self.skip(child)?;
        }
        self.leave();
        Ok(())
    }
}
