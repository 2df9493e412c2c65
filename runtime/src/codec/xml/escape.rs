//! Characters that cannot stand for themselves.

/// Writes a text so that it can be the content of an element or the value of an attribute. Whatever a parser would make
/// one line break of, or a space, is written as a number.
pub(super) fn escape(text: &str, to: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(may_need_escape)
        && let Some((plain, special)) = rest.split_at_checked(at)
    {
        to.push_str(plain);
        let mut characters = special.chars();
        match characters.next() {
            Some('&') => to.push_str("&amp;"),
            Some('<') => to.push_str("&lt;"),
            Some('>') => to.push_str("&gt;"),
            Some('"') => to.push_str("&quot;"),
            Some('\'') => to.push_str("&apos;"),
            Some('\n') => to.push_str("&#xA;"),
            Some('\r') => to.push_str("&#xD;"),
            Some('\u{85}') => to.push_str("&#x85;"),
            Some('\u{2028}') => to.push_str("&#x2028;"),
            other => to.extend(other),
        }
        rest = characters.as_str();
    }
    to.push_str(rest);
}

/// Whether a character that begins with this byte may be one that cannot stand for itself.
fn may_need_escape(byte: u8) -> bool {
    // The last two begin U+0085 and U+2028.
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'\n' | b'\r' | 0xC2 | 0xE2)
}

/// Adds what a text stands for.
///
/// # Errors
/// Where a reference is that means nothing.
pub(super) fn unescape(text: &str, to: &mut String) -> Result<(), usize> {
    let mut rest = text;
    while let Some((plain, reference)) = rest.split_once('&') {
        to.push_str(plain);
        let known = reference.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let Some((character, after)) = known else { return Err(text.len() - reference.len() - 1) };
        to.push(character);
        rest = after;
    }
    to.push_str(rest);
    Ok(())
}

/// What stands between `&` and `;`.
fn character(name: &str) -> Option<char> {
    let (digits, radix) = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => (digits, 16),
            None => (name.strip_prefix('#')?, 10),
        },
    };
    // A sign would be read, too.
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, radix).ok().filter(|_| is_number).and_then(char::from_u32)
}
