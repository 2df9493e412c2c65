//! Lists and objects, taken apart one element or entry after the other.

use super::reader::{Reader, invalid};
use super::text::Raw;
use crate::codec::MAX_DEPTH;
use crate::scan;
use crate::schema::Names;
use crate::schema::SerdeResult;

/// The longest list or map that room is made for before it is read: what is in a body may be made up.
const MAX_ROOM: u8 = 7;

impl<'a> Reader<'a> {
    #[inline]
    pub(super) fn enter(&mut self) -> SerdeResult {
        self.state.depth += 1;
        if self.state.depth > MAX_DEPTH { Err(invalid("nested too deeply")) } else { Ok(()) }
    }

    /// Leaves a value. Nothing may follow the outermost.
    #[inline]
    pub(super) fn leave(&mut self) -> SerdeResult {
        self.state.depth -= 1;
        if self.state.depth == 0 && self.token().is_some() {
            return Err(invalid("expected nothing more"));
        }
        Ok(())
    }

    pub(super) fn noted_length(&self) -> usize {
        self.state.lengths.get(self.state.depth + 1).map_or(0, |length| usize::from(*length))
    }

    /// What is noted falls slowly: next to a short list stands a longer one as often as not, and to grow that costs
    /// more than a little room.
    pub(super) fn note_length(&mut self, length: u8) {
        if let Some(noted) = self.state.lengths.get_mut(self.state.depth) {
            *noted = length.min(MAX_ROOM).max(*noted - *noted / 4);
        }
    }

    /// Reads the elements of a list.
    #[inline]
    pub(super) fn list(&mut self, mut element: impl FnMut(&mut Self) -> SerdeResult) -> SerdeResult {
        let mut first = true;
        while self.next_element(first)? {
            first = false;
            element(self)?;
        }
        Ok(())
    }

    /// Takes what stands before an element of a list. `false` is the end.
    #[inline]
    fn next_element(&mut self, first: bool) -> SerdeResult<bool> {
        match self.rest() {
            [before, next, ..] if *before == opener(first, b'[') && *next > b' ' && *next != b']' => {
                self.state.at += 1;
                Ok(true)
            }
            [b']', ..] if !first => {
                self.state.at += 1;
                Ok(false)
            }
            _ => self.next_element_slowly(first),
        }
    }

    #[inline(never)]
    fn next_element_slowly(&mut self, first: bool) -> SerdeResult<bool> {
        if first {
            self.expect(b'[', "expected a list")?;
        }
        if (first && self.ends_here(b']')) || (!first && self.ends(b']')?) {
            return Ok(false);
        }
        self.token();
        Ok(true)
    }

    /// Reads the entries of an object, given their keys.
    #[inline]
    pub(super) fn object(&mut self, entry: impl FnMut(&mut Self, Raw<'a>) -> SerdeResult) -> SerdeResult {
        self.entries(true, entry)
    }

    /// Reads the entries of an object, or those that are left after the first.
    #[inline]
    pub(super) fn entries(
        &mut self,
        mut first: bool,
        mut entry: impl FnMut(&mut Self, Raw<'a>) -> SerdeResult,
    ) -> SerdeResult {
        while let Some(key) = self.next_key(first)? {
            first = false;
            entry(self, key)?;
        }
        Ok(())
    }

    /// Takes the key of an entry with all that stands between the value before it and its own. `None` is the end.
    #[inline]
    fn next_key(&mut self, first: bool) -> SerdeResult<Option<Raw<'a>>> {
        match self.rest() {
            [before, b'"', name @ ..] if *before == opener(first, b'{') => {
                let (start, length) = (self.state.at + 2, scan::end_of_string(name));
                // Both ends are beside a quote, so they are no part of a character.
                if let Some([b'"', b':', next, ..]) = name.get(length..)
                    && *next > b' '
                    && let Some(text) = self.text.get(start..start + length)
                {
                    self.state.at = start + length + 2;
                    return Ok(Some(Raw { text, escapes: false }));
                }
            }
            [b'}', ..] if !first => {
                self.state.at += 1;
                return Ok(None);
            }
            _ => {}
        }
        self.next_key_slowly(first)
    }

    #[inline(never)]
    fn next_key_slowly(&mut self, first: bool) -> SerdeResult<Option<Raw<'a>>> {
        if first {
            self.expect(b'{', "expected an object")?;
        }
        if (first && self.ends_here(b'}')) || (!first && self.ends(b'}')?) {
            return Ok(None);
        }
        let key = self.raw("expected a key")?;
        self.expect(b':', "expected a colon")?;
        self.token();
        Ok(Some(key))
    }

    /// Takes the end of what is empty.
    fn ends_here(&mut self, close: u8) -> bool {
        let ends = self.token() == Some(close);
        self.state.at += usize::from(ends);
        ends
    }

    /// Takes what stands after an element: the end, or a comma.
    fn ends(&mut self, close: u8) -> SerdeResult<bool> {
        let token = self.token();
        if token != Some(b',') && token != Some(close) {
            return Err(invalid("expected a comma or the end"));
        }
        self.state.at += 1;
        Ok(token == Some(close))
    }

    /// Enters an object whose first member has one of the shorter names, which is what unions mostly are. `None` is any
    /// other value, of which nothing is taken.
    #[inline]
    pub(crate) fn enter_member(&mut self, names: &Names) -> Option<usize> {
        let [b'{', b'"', name @ ..] = self.rest() else { return None };
        let (length, key) = scan::short_key(*name.first_chunk()?)?;
        let [b'"', b':', value, ..] = name.get(length..)? else { return None };
        // It may be a null, which is no member, or come after whitespace.
        if *value == b'n' || *value <= b' ' || self.state.depth >= MAX_DEPTH {
            return None;
        }
        let index = names.find_short(key)?;
        self.state.depth += 1;
        self.state.at += length + 4;
        Some(index)
    }

    /// Leaves the object again if nothing else is in it, and it is no body of its own.
    #[inline]
    pub(crate) fn leave_member(&mut self) -> bool {
        let ends = self.peek() == Some(b'}') && self.state.depth > 1;
        self.state.at += usize::from(ends);
        self.state.depth -= usize::from(ends);
        ends
    }
}

/// What stands before an element or entry.
#[inline]
fn opener(first: bool, bracket: u8) -> u8 {
    if first { bracket } else { b',' }
}
