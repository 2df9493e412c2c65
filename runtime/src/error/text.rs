//! What servers and users wrote, as it is shown: on one line, without what acts on a terminal or a log, and not longer
//! than it can be read. Accessors give the texts themselves.

use std::fmt::Write as _;
use std::iter;

/// The longest part of a message that the text of an error shows, in characters.
pub const SHOWN_MESSAGE: usize = 2048;

/// The longest part of a code, a request id or another name that the text of an error shows, in characters.
pub const SHOWN_NAME: usize = 256;

/// A message, as it is shown: for `farrier-credentials`, too.
pub fn message(text: &str) -> String {
    one_line(text, SHOWN_MESSAGE)
}

/// A name.
pub(crate) fn name(text: &str) -> String {
    one_line(text, SHOWN_NAME)
}

/// The beginning of a text, as it is: for `Debug`, which escapes it.
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    text.char_indices().nth(limit).map_or(text, |(end, _)| &text[..end])
}

/// The text with every run of spaces and line breaks as one space, control characters escaped, and its end cut off.
fn one_line(text: &str, limit: usize) -> String {
    let spaced = text.split_whitespace().flat_map(|word| iter::once(' ').chain(word.chars()));
    let mut characters = spaced.skip(1);
    let start: String = characters.by_ref().take(limit).collect();
    let mut line = escaped(&start);
    if characters.next().is_some() {
        // Writing to a string cannot fail.
        let _ = write!(line, "... ({} bytes)", text.len());
    }
    line
}

/// The text with what cannot be seen, or turns the direction of what is beside it, as in Rust's `Debug`; quotes and
/// backslashes as they are.
fn escaped(text: &str) -> String {
    let kept = ['"', '\'', '\\'];
    let mut escaped = String::with_capacity(text.len());
    for part in text.split_inclusive(kept) {
        let plain = part.strip_suffix(kept).unwrap_or(part);
        escaped.extend(plain.escape_debug());
        escaped.push_str(&part[plain.len()..]);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shown_on_one_line() {
        for (text, shown) in [
            ("", ""),
            ("as it is: \"a\\b\", it's \u{e9}\u{301} \u{1f600}", "as it is: \"a\\b\", it's \u{e9}\u{301} \u{1f600}"),
            (" two\r\n\tlines\u{2028}and\u{85}more ", "two lines and more"),
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
            ("nul\0del\u{7f}csi\u{9b}", "nul\\0del\\u{7f}csi\\u{9b}"),
            ("turned \u{202e}around\u{2066}", "turned \\u{202e}around\\u{2066}"),
            ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
        ] {
            assert_eq!(message(text), shown, "{text:?}");
        }
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(name(&"\u{e9}".repeat(256)), "\u{e9}".repeat(256));
        assert_eq!(name(&"x".repeat(60_000)), "x".repeat(256) + "... (60000 bytes)");
        assert_eq!(cut("\u{e9}\u{e9}\u{e9}", 2), "\u{e9}\u{e9}");
        assert_eq!(cut("\u{e9}", 1), "\u{e9}");
        assert_eq!(message(&"x ".repeat(60_000)).len(), 2048 + "... (120000 bytes)".len());
    }
}
