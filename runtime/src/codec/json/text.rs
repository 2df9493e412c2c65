//! Strings as they stand in JSON.

use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// What is between two quotes.
#[derive(Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) text: &'a str,
    /// Whether there are backslashes in it.
    pub(super) escapes: bool,
}

impl<'a> Raw<'a> {
    /// The text it stands for.
    #[inline]
    pub(super) fn unescape(self) -> SerdeResult<Cow<'a, str>> {
        if self.escapes { unescape(self.text).map(Cow::Owned) } else { Ok(Cow::Borrowed(self.text)) }
    }

    /// Whether it is a string by the grammar of JSON, which knows nothing of surrogates.
    pub(super) fn check(self) -> SerdeResult {
        let mut rest = self.text;
        while let Some((_, escape)) = rest.split_once('\\') {
            rest = match escape.as_bytes() {
                [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => &escape[1..],
                [b'u', ..] => unit(escape)?.1,
                _ => return Err(invalid(escape)),
            };
        }
        Ok(())
    }
}

fn unescape(text: &str) -> SerdeResult<String> {
    let (mut unescaped, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((plain, escape)) = rest.split_once('\\') {
        unescaped.push_str(plain);
        let character = match escape.as_bytes() {
            [byte @ (b'"' | b'\\' | b'/'), ..] => char::from(*byte),
            [b'b', ..] => '\x08',
            [b'f', ..] => '\x0C',
            [b'n', ..] => '\n',
            [b'r', ..] => '\r',
            [b't', ..] => '\t',
            _ => {
                let (character, after) = unicode(escape)?;
                unescaped.push(character);
                rest = after;
                continue;
            }
        };
        unescaped.push(character);
        rest = &escape[1..];
    }
    unescaped.push_str(rest);
    Ok(unescaped)
}

/// The character of one escape, or of the two of a surrogate pair, and what is after it.
fn unicode(escape: &str) -> SerdeResult<(char, &str)> {
    let (high, after) = unit(escape)?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, after));
    }
    let (low, after) = after.strip_prefix('\\').map_or_else(|| Err(invalid(escape)), unit)?;
    match (high, low) {
        (0xD800..0xDC00, 0xDC00..0xE000) => {
            let character = char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            character.map(|character| (character, after)).ok_or_else(|| invalid(escape))
        }
        _ => Err(invalid(escape)),
    }
}

/// The four digits of a `u` escape as a number, and what is after them.
fn unit(escape: &str) -> SerdeResult<(u32, &str)> {
    let digits = escape.strip_prefix('u').and_then(|digits| digits.split_at_checked(4));
    let unit = digits.filter(|(digits, _)| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    let unit = unit.and_then(|(digits, after)| Some((u32::from_str_radix(digits, 16).ok()?, after)));
    unit.ok_or_else(|| invalid(escape))
}

/// No more than a letter is said of the string, which may be a secret.
#[cold]
fn invalid(escape: &str) -> SerdeError {
    let letter = escape.chars().next().unwrap_or('"');
    SerdeError::invalid_input(format!("the escape `\\{}` means nothing", letter.escape_default()))
}
