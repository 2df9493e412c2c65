//! Tokens on one line.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Punctuation of two characters that is one.
const PAIRS: [&str; 5] = ["::", "->", "=>", "..", "&&"];

/// Words that are no names: what comes behind them stands apart, but for parentheses.
const WORDS: [&str; 10] = ["as", "const", "dyn", "for", "impl", "in", "mut", "ref", "type", "where"];

/// The tokens as rustfmt would write them, had it room enough.
pub(super) fn line(tokens: impl IntoIterator<Item = TokenTree>) -> String {
    let mut parts = Vec::new();
    flatten(tokens, &mut parts);
    let mut line = String::new();
    let mut before = "";
    for (at, part) in parts.iter().enumerate() {
        let ends = parts.get(at + 1).is_none_or(|next| [")", "]", "}", ">", "{"].contains(&next.as_str()));
        if part == "," && ends {
            continue;
        }
        if !before.is_empty() && is_apart(before, part) {
            line.push(' ');
        }
        line += part;
        before = part;
    }
    line
}

/// The tokens without their nesting.
fn flatten(tokens: impl IntoIterator<Item = TokenTree>, parts: &mut Vec<String>) {
    let mut joined = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                parts.extend([open.to_owned()].into_iter().filter(|open| !open.is_empty()));
                flatten(group.stream(), parts);
                parts.extend([close.to_owned()].into_iter().filter(|close| !close.is_empty()));
                joined = false;
            }
            TokenTree::Punct(punct) => {
                let pair = parts.last().filter(|_| joined).map(|last| format!("{last}{punct}"));
                match (pair.filter(|pair| PAIRS.contains(&pair.as_str())), parts.last_mut()) {
                    (Some(pair), Some(last)) => *last = pair,
                    _ => parts.push(punct.to_string()),
                }
                joined = punct.spacing() == Spacing::Joint;
            }
            TokenTree::Ident(ident) => {
                match parts.last_mut().filter(|last| joined && *last == "'") {
                    Some(quote) => *quote += &ident.to_string(),
                    None => parts.push(ident.to_string()),
                }
                joined = false;
            }
            TokenTree::Literal(literal) => {
                parts.push(literal.to_string());
                joined = false;
            }
        }
    }
}

/// Whether there is a space between the two.
fn is_apart(before: &str, part: &str) -> bool {
    let is_word = before.starts_with(|char: char| char.is_alphanumeric() || ['_', '"'].contains(&char));
    let is_name = is_word && !WORDS.contains(&before);
    match (before, part) {
        ("(" | "[" | "<" | "&" | "&&" | "::" | "$" | "#" | "?" | "!" | "*" | ".", _) => false,
        (_, "," | ";" | ":" | ")" | "]" | ">" | "." | "!") => false,
        (")", "?" | "*") => false,
        (_, "::" | "(" | "[") => !(is_name || before == ">"),
        (_, "<") => !is_word,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::line;
    use proc_macro2::TokenStream;

    #[test]
    fn as_written() {
        for text in [
            "pub fn set_email(self, input: Option<String>) -> Self",
            "pub async fn send(self) -> Result<<O as Operation>::Output, SdkError<O::Error, Response>>",
            "fn each<'a, T: ?Sized + 'a>(&'a mut self, of: &[u8; 4], to: impl for<'b> Fn(&'b T, u8) -> bool) -> &'a T where T: Send",
            "pub struct Sending<O: ::std::fmt::Debug = crate::rt::Any>(pub Pin<Box<dyn ::std::future::Future<Output = O>>>, _)",
            "#[non_exhaustive] pub enum Kind<const N: usize>",
            "pub fn $chain(mut self $(, $given: $from)?) -> Self",
            "pub type Raw = (*const u8, dyn Fn(u8) + Send)",
        ] {
            let tokens: TokenStream = text.parse().expect("tokens");
            assert_eq!(line(tokens), text);
        }
        let tokens: TokenStream =
            "fn long(\n a: Map<\n A, B,\n>,\n b: B,\n) where A: Ord, { .. }".parse().expect("tokens");
        assert_eq!(line(tokens), "fn long(a: Map<A, B>, b: B) where A: Ord { .. }");
    }
}
