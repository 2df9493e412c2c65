//! Lists in headers: elements with commas between them, each of which may be a `quoted-string` of RFC 9110, section
//! 5.6.4.
//!
//! That of the AWS crates takes the quote after an escaped backslash for an escaped one: it does not read all that it
//! writes. It also keeps the backslash before other characters, which the grammar, and so this, takes for an escape.

use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// Adds the elements of a header to those of others of the same name.
pub(super) fn read<'a>(mut text: &'a str, elements: &mut Vec<Cow<'a, str>>) -> SerdeResult {
    while !text.is_empty() {
        let (element, rest) = match text.trim_ascii_start().strip_prefix('"') {
            Some(after) => quoted(after)?,
            None => {
                let (element, rest) = text.split_once(',').unwrap_or((text, ""));
                (element.trim().into(), rest)
            }
        };
        elements.push(element);
        text = rest;
    }
    Ok(())
}

/// What stands before the closing quote, and what follows the comma after it.
fn quoted(text: &str) -> SerdeResult<(Cow<'_, str>, &str)> {
    let (mut element, mut rest) = (String::new(), text.chars());
    loop {
        match rest.next() {
            Some('"') => break,
            Some('\\') => element.extend(rest.next()),
            Some(other) => element.push(other),
            None => return Err(SerdeError::invalid_input("a quoted value has no end")),
        }
    }
    match rest.as_str().trim_ascii_start() {
        "" => Ok((element.into(), "")),
        rest => match rest.strip_prefix(',') {
            Some(rest) => Ok((element.into(), rest)),
            None => Err(SerdeError::invalid_input("expected a comma after a quoted value")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_runtime_api::http::header_parse;
    use fastrand::Rng;

    fn elements(text: &str) -> Option<Vec<String>> {
        let mut elements = Vec::new();
        read(text, &mut elements).ok()?;
        Some(elements.into_iter().map(Cow::into_owned).collect())
    }

    #[test]
    fn quoted_elements_are_unescaped() {
        let cases: [(&str, Option<&[&str]>); 14] = [
            ("", Some(&[])),
            (" ", Some(&[""])),
            ("a,,b", Some(&["a", "", "b"])),
            ("a,", Some(&["a"])),
            (r#""a\\""#, Some(&[r"a\"])),
            (r#""a\\", "b""#, Some(&[r"a\", "b"])),
            (r#""\\\"" , b\"#, Some(&[r#"\""#, r"b\"])),
            (r#""\a",c"d"#, Some(&["a", r#"c"d"#])),
            (" \" ä, \"\t,\u{a0}\"b\"", Some(&[" ä, ", "\"b\""])),
            (r#""""#, Some(&[""])),
            (r#"""#, None),
            (r#""a\""#, None),
            (r#""a\"#, None),
            (r#""a"b"#, None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                elements(text).as_deref(),
                expected.map(|it| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()).as_deref(),
                "{text}"
            );
        }
    }

    /// Text with what is special anywhere in it.
    fn text(random: &mut Rng, length: usize) -> String {
        const PIECES: [char; 10] = ['a', ' ', '\t', ',', '"', '"', '\\', '\\', '(', 'ä'];
        (0..random.usize(..length)).map(|_| PIECES[random.usize(..PIECES.len())]).collect()
    }

    #[test]
    fn what_is_written_is_read() {
        let mut random = Rng::with_seed(1201);
        for _ in 0..20_000 {
            let written: Vec<String> = (0..=random.usize(..3)).map(|_| text(&mut random, 6)).collect();
            let header =
                written.iter().map(|it| header_parse::quote_header_value(it.as_str())).collect::<Vec<_>>().join(", ");
            // A header without a text is a list without elements.
            let expected = if header.is_empty() { Vec::new() } else { written };
            assert_eq!(elements(&header), Some(expected), "{header:?}");
        }
    }

    #[test]
    fn what_aws_reads_without_a_backslash_is_read_the_same() {
        let mut random = Rng::with_seed(1201);
        let mut read = 0;
        for _ in 0..20_000 {
            let header = text(&mut random, 12).replace('\\', "b");
            let Ok(aws) = header_parse::read_many_from_str::<String>([&*header].into_iter()) else { continue };
            assert_eq!(elements(&header), Some(aws), "{header:?}");
            read += 1;
        }
        assert!(read > 10_000, "{read}");
    }
}
