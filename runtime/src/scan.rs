//! Strings of JSON, mostly eight bytes at a time.

const ONES: u64 = u64::MAX / 0xFF;
const HIGH: u64 = ONES << 7;

/// Sets the highest bit of every byte that is `byte`. What stands behind the first may be set wrongly.
fn equal(word: u64, byte: u8) -> u64 {
    let zero = word ^ (ONES * u64::from(byte));
    zero.wrapping_sub(ONES) & !zero & HIGH
}

/// Sets the highest bit of what a string cannot hold as it is. What stands behind the first may be set wrongly.
fn special(word: u64) -> u64 {
    // Control characters are below 0x20, and with this bit turned the quote is 0x20: one comparison for both.
    let control_or_quote = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21) & !word & HIGH;
    control_or_quote | equal(word, b'\\')
}

/// Copies a text to where there is as much room. Whether a string can hold it as it is.
#[inline]
pub(crate) fn copy_plain(text: &[u8], to: &mut [u8]) -> bool {
    if text.len() > 16 { copy_long(text, to) } else { special_in_copy(text, to) == 0 }
}

/// Copies up to 16 bytes in two words that overlap, so that no byte is left over. What is special in the two.
#[inline]
fn special_in_copy(text: &[u8], to: &mut [u8]) -> u64 {
    if let Some(first) = text.first_chunk()
        && let Some(last) = text.last_chunk()
    {
        set(to.first_chunk_mut(), first);
        set(to.last_chunk_mut(), last);
        return special(u64::from_le_bytes(*first)) | special(u64::from_le_bytes(*last));
    }
    if let Some(first) = text.first_chunk()
        && let Some(last) = text.last_chunk()
    {
        set(to.first_chunk_mut(), first);
        set(to.last_chunk_mut(), last);
        return special(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32);
    }
    // No more than three bytes are left, of which the second may be the first or the last, too.
    let (Some(first), Some(middle), Some(last)) = (text.first(), text.get(text.len() / 2), text.last()) else {
        return 0;
    };
    let middle_to = to.len() / 2;
    set(to.get_mut(middle_to), middle);
    set(to.first_mut(), first);
    set(to.last_mut(), last);
    special(u64::from_le_bytes([*first, *middle, *last, b' ', b' ', b' ', b' ', b' ']))
}

#[inline]
fn set<T: Copy>(to: Option<&mut T>, word: &T) {
    if let Some(to) = to {
        *to = *word;
    }
}

#[inline(never)]
fn copy_long(text: &[u8], to: &mut [u8]) -> bool {
    let mut found = special_in_copy(text, to);
    for (word, to) in text.as_chunks().0.iter().zip(to.as_chunks_mut().0) {
        *to = *word;
        found |= special(u64::from_le_bytes(*word));
    }
    found == 0
}

/// How many characters come first in a word that a string can hold as they are.
#[inline]
pub(crate) fn plain_in_word(word: [u8; 8]) -> usize {
    special(u64::from_le_bytes(word)).trailing_zeros() as usize / 8
}

/// A byte as it stands in a string of JSON: escaped, if it has to be.
#[inline]
pub(crate) fn escape(byte: u8, mut push: impl FnMut(&[u8])) {
    let short = match byte {
        b' '.. if !matches!(byte, b'"' | b'\\') => return push(&[byte]),
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0C => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return push(format!("\\u{byte:04x}").as_bytes()),
    };
    push(&[b'\\', short]);
}

/// Where the first quote or backslash is, or how long the text is.
#[inline]
pub(crate) fn end_of_string(text: &[u8]) -> usize {
    first_of::<b'"', b'\\'>(text)
}

/// Where the first of two bytes is, or how long the text is.
#[inline]
pub(crate) fn first_of<const ONE: u8, const OTHER: u8>(text: &[u8]) -> usize {
    match text.split_first_chunk() {
        Some((word, after)) => match either::<ONE, OTHER>(*word) {
            0 => word.len() + first_of_many::<ONE, OTHER>(after),
            found => found.trailing_zeros() as usize / 8,
        },
        None => first_of_many::<ONE, OTHER>(text),
    }
}

/// Sets the highest bit of every byte that is one of two. What stands behind the first may be set wrongly.
#[inline]
fn either<const ONE: u8, const OTHER: u8>(word: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(word);
    equal(word, ONE) | equal(word, OTHER)
}

/// Kept apart: what is beside it has enough to remember.
#[inline(never)]
fn first_of_many<const ONE: u8, const OTHER: u8>(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((word, after)) = rest.split_first_chunk() {
        let found = either::<ONE, OTHER>(*word);
        if found != 0 {
            return text.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let few = rest.iter().position(|byte| *byte == ONE || *byte == OTHER).unwrap_or(rest.len());
    text.len() - rest.len() + few
}

/// The length and the key of a text of less than eight bytes that has no escapes, given what begins with it and the
/// quote after it.
#[inline]
pub(crate) fn short_key(word: [u8; 8]) -> Option<(usize, u64)> {
    let end = either::<b'"', b'\\'>(word);
    let length = end.trailing_zeros() as usize / 8;
    if word.get(length) != Some(&b'"') {
        return None;
    }
    // All bits below those of the quote.
    let text = u64::from_le_bytes(word) & !(u64::MAX << (8 * length));
    Some((length, text | (length as u64) << 56))
}

/// A number that shorter texts than eight bytes have for themselves, and those that begin alike in common.
#[inline]
pub(crate) fn key(text: &[u8]) -> u64 {
    if let Some(word) = text.first_chunk() {
        return u64::from_le_bytes(*word) | 1 << 63;
    }
    let length = (text.len() as u64) << 56;
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
        return length | first | last << (8 * (text.len() - 4));
    }
    let (Some(first), Some(middle), Some(last)) = (text.first(), text.get(text.len() / 2), text.last()) else {
        return 0;
    };
    let [first, middle, last] = [first, middle, last].map(|byte| u64::from(*byte));
    length | first | middle << (8 * (text.len() / 2)) | last << (8 * (text.len() - 1))
}
