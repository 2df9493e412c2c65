//! Looks at strings eight bytes at a time.

const ONES: u64 = u64::MAX / 0xFF;
const HIGH: u64 = ONES << 7;

/// Sets the highest bit of every byte that is `byte`. What stands behind the first may be set wrongly.
fn equal(word: u64, byte: u8) -> u64 {
    let zero = word ^ (ONES * u64::from(byte));
    zero.wrapping_sub(ONES) & !zero & HIGH
}

/// Sets the highest bit of every control character. What stands behind the first may be set wrongly.
fn control(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGH
}

/// Sets the highest bit of what a string cannot hold as it is. What stands behind the first may be set wrongly.
fn special(word: u64) -> u64 {
    equal(word, b'"') | equal(word, b'\\') | control(word)
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// Whether a string can hold the text as it is.
pub(super) fn is_plain(text: &[u8]) -> bool {
    // Words overlap at the end, so that no byte is left over.
    if let Some(last) = text.last_chunk() {
        let words = text.as_chunks().0.iter().chain([last]);
        return words.fold(0, |found, word| found | special(u64::from_le_bytes(*word))) == 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
        return special(first | last << 32) == 0;
    }
    !text.iter().copied().any(is_special)
}

/// Where the first character is that a string cannot hold as it is, or how long the text is.
pub(super) fn end_of_plain(text: &[u8]) -> usize {
    first(text, special, is_special)
}

/// Where the first quote or backslash is, or how long the text is.
#[inline]
pub(super) fn end_of_string(text: &[u8]) -> usize {
    let in_word = |word| equal(word, b'"') | equal(word, b'\\');
    first(text, in_word, |byte| matches!(byte, b'"' | b'\\'))
}

#[inline]
fn first(text: &[u8], in_word: impl Fn(u64) -> u64, is: fn(u8) -> bool) -> usize {
    let mut rest = text;
    while let Some((word, after)) = rest.split_first_chunk() {
        let found = in_word(u64::from_le_bytes(*word));
        if found != 0 {
            return text.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    text.len() - rest.len() + first_of_few(rest, is)
}

/// Kept apart: what is beside it has enough to remember.
#[inline(never)]
fn first_of_few(text: &[u8], is: fn(u8) -> bool) -> usize {
    text.iter().position(|byte| is(*byte)).unwrap_or(text.len())
}
