//! The text of a document, taken apart tag by tag.

use super::escape::unescape;
use crate::scan;
use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// The characters that are whitespace in XML.
pub(super) const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// The start of an element.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    /// As it stands there, with its prefix.
    pub(super) name: &'a str,
    /// The text of the attributes, which are well formed.
    attributes: &'a str,
    /// It ends where it begins.
    is_empty: bool,
}

impl<'a> Tag<'a> {
    /// The element that a body without bytes stands for.
    pub(super) const NOTHING: Self = Tag { name: "", attributes: "", is_empty: true };

    /// The name without its prefix, if it has one.
    pub(super) fn local(self) -> Option<&'a str> {
        self.name.split_once(':').map(|(_, local)| local)
    }

    /// Whether a name is that of the element. One without a prefix is, whatever the prefix of the element.
    #[inline]
    pub(super) fn is(self, name: &str) -> bool {
        self.name == name || self.local() == Some(name)
    }

    #[inline]
    pub(super) fn has_attributes(self) -> bool {
        !self.attributes.is_empty()
    }

    /// The attributes: each is a tag of its name, and the value as it stands there. What declares the prefix of a
    /// namespace is none.
    pub(super) fn attributes(self) -> impl Iterator<Item = (Tag<'a>, &'a str)> {
        let mut rest = self.attributes;
        let attributes = std::iter::from_fn(move || {
            let (name, value, after) = attribute(rest)?;
            rest = after;
            Some((Tag { name, ..Tag::NOTHING }, value))
        });
        attributes.filter(|(tag, _)| !tag.name.starts_with("xmlns:"))
    }
}

/// A place in a document.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes the start tag of the outermost element and what is before it; `None` if there is nothing at all.
    pub(super) fn root(&mut self) -> SerdeResult<Option<Tag<'a>>> {
        self.at += self.rest().len() - self.rest().trim_start_matches('\u{FEFF}').len();
        if self.rest().trim_start_matches(BLANK).is_empty() {
            return Ok(None);
        }
        // What has a beginning is no body without bytes: it was cut off.
        self.skip_prolog()?;
        self.start().map(Some)
    }

    /// Takes what may be before and after the outermost element.
    pub(super) fn skip_prolog(&mut self) -> SerdeResult {
        loop {
            self.at += self.rest().len() - self.rest().trim_start_matches(BLANK).len();
            match self.rest().as_bytes() {
                [b'<', b'!' | b'?', ..] => self.markup()?,
                _ => return Ok(()),
            };
        }
    }

    /// Takes the start tag of the next element inside another. `None` is the end of that, which is taken, too. Text is
    /// passed over.
    #[inline]
    pub(super) fn child(&mut self, parent: Tag<'a>) -> SerdeResult<Option<Tag<'a>>> {
        if parent.is_empty {
            return Ok(None);
        }
        loop {
            self.at += scan::first_of::<b'<', b'<'>(self.rest().as_bytes());
            match self.rest().as_bytes() {
                [_, b'/', ..] => return self.end(parent).map(|()| None),
                [_, b'!' | b'?', ..] => self.markup()?,
                [] => return Err(invalid("expected the end of the element")),
                _ => return self.start().map(Some),
            };
        }
    }

    /// Takes a start tag.
    #[inline]
    fn start(&mut self) -> SerdeResult<Tag<'a>> {
        let Some((name, after)) = self.rest().strip_prefix('<').and_then(name) else {
            return Err(invalid("expected an element"));
        };
        if after.starts_with('>') {
            self.at += name.len() + 2;
            return Ok(Tag { name, attributes: "", is_empty: false });
        }
        self.at += name.len() + 1;
        self.start_with_attributes(name)
    }

    #[inline(never)]
    fn start_with_attributes(&mut self, name: &'a str) -> SerdeResult<Tag<'a>> {
        let begin = self.at;
        loop {
            self.at = self.text.len() - self.rest().trim_start_matches(BLANK).len();
            let attributes = self.text.get(begin..self.at).unwrap_or_default();
            let (end, is_empty) = match self.rest().as_bytes() {
                [b'>', ..] => (1, false),
                [b'/', b'>', ..] => (2, true),
                _ => {
                    let Some((_, _, after)) = attribute(self.rest()) else {
                        return Err(invalid("expected an attribute or the end of the tag"));
                    };
                    self.at = self.text.len() - after.len();
                    continue;
                }
            };
            self.at += end;
            return Ok(Tag { name, attributes: attributes.trim_start_matches(BLANK), is_empty });
        }
    }

    /// Takes the end tag of an element.
    #[inline]
    fn end(&mut self, tag: Tag<'a>) -> SerdeResult {
        match self.rest().strip_prefix("</").and_then(|rest| rest.strip_prefix(tag.name)) {
            Some(rest) if rest.starts_with('>') => {
                self.at += tag.name.len() + 3;
                Ok(())
            }
            Some(rest) => self.end_after_blank(rest),
            None => Err(invalid("expected the end of the element")),
        }
    }

    #[cold]
    fn end_after_blank(&mut self, rest: &'a str) -> SerdeResult {
        let Some(after) = rest.trim_start_matches(BLANK).strip_prefix('>') else {
            return Err(invalid("expected the end of the element"));
        };
        self.at = self.text.len() - after.len();
        Ok(())
    }

    /// Takes what begins with `<!` or `<?`. Says the text of a CDATA section; all else has none.
    #[inline(never)]
    fn markup(&mut self) -> SerdeResult<&'a str> {
        const CDATA: &str = "<![CDATA[";
        for (begin, end) in [("<!--", "-->"), ("<?", "?>"), (CDATA, "]]>")] {
            if let Some(rest) = self.rest().strip_prefix(begin) {
                let Some((inside, after)) = rest.split_once(end) else { return Err(invalid("it does not end")) };
                self.at = self.text.len() - after.len();
                return Ok(if begin == CDATA { inside } else { "" });
            }
        }
        Err(invalid("document types are not read"))
    }

    /// Takes the content of an element and its end.
    #[inline]
    pub(super) fn content(&mut self, tag: Tag<'a>) -> SerdeResult<Cow<'a, str>> {
        if tag.is_empty {
            return Ok(Cow::Borrowed(""));
        }
        let length = scan::first_of::<b'<', b'&'>(self.rest().as_bytes());
        match self.rest().split_at_checked(length) {
            Some((text, end)) if end.starts_with("</") => {
                self.at += length;
                self.end(tag)?;
                Ok(Cow::Borrowed(text))
            }
            _ => self.pieces(tag).map(Cow::Owned),
        }
    }

    /// Takes content that is not one text as it stands there.
    #[inline(never)]
    fn pieces(&mut self, tag: Tag<'a>) -> SerdeResult<String> {
        let mut joined = String::new();
        loop {
            let length = scan::first_of::<b'<', b'<'>(self.rest().as_bytes());
            self.piece(length, &mut joined)?;
            match self.rest().as_bytes() {
                [_, b'/', ..] => return self.end(tag).map(|()| joined),
                [_, b'!' | b'?', ..] => joined.push_str(self.markup()?),
                [] => return Err(invalid("expected the end of the element")),
                _ => return Err(SerdeError::type_mismatch("expected text, not an element")),
            }
        }
    }

    fn piece(&mut self, length: usize, joined: &mut String) -> SerdeResult {
        let text = self.rest().get(..length).unwrap_or_default();
        joined.reserve(length);
        let unescaped = unescape(text, joined);
        self.at += unescaped.err().unwrap_or(length);
        unescaped.map_err(|_| invalid("a reference that means nothing"))
    }
}

/// Takes a name.
#[inline]
fn name(text: &str) -> Option<(&str, &str)> {
    let is_part =
        |byte: &u8| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b':' | b'-' | b'.' | 0x80..);
    let length = text.as_bytes().iter().take_while(|byte| is_part(byte)).count();
    let (name, rest) = text.split_at_checked(length)?;
    let begins = !matches!(name.as_bytes().first()?, b'0'..=b'9' | b'-' | b'.');
    begins.then_some((name, rest))
}

/// Takes an attribute: its name and its value as it stands there.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = name(text)?;
    let rest = rest.trim_start_matches(BLANK).strip_prefix('=')?.trim_start_matches(BLANK);
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, rest) = rest.get(1..)?.split_once(quote)?;
    (!value.contains('<')).then_some((name, value, rest.trim_start_matches(BLANK)))
}

#[cold]
#[inline(never)]
pub(super) fn invalid(message: &str) -> SerdeError {
    SerdeError::invalid_input(message)
}
