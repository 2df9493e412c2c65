//! Tokens in a row, with their text: cheap to look at more than once, which a `TokenStream` is not.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::fmt::Write as _;
use std::ops::Range;

/// The tokens of an item.
#[derive(Default)]
pub(crate) struct Tape {
    /// The tokens as Rust that can be parsed.
    text: String,
    tokens: Vec<Token>,
}

struct Token {
    kind: Kind,
    /// Where its text is.
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Identifiers, keywords and lifetimes.
    Word,
    Literal,
    /// One character, or one of `::`, `->`, `=>`, `..` and `==`.
    Punct,
    /// An opening bracket, and where the closing one is.
    Open(usize),
    Close,
}

/// What is one token where two characters of punctuation meet.
const PAIRS: [&str; 5] = ["::", "->", "=>", "..", "=="];

impl Tape {
    /// Takes the tokens out of the stream; they are copied where something else holds it, too.
    pub(crate) fn new(stream: TokenStream) -> Self {
        let mut tape = Self::default();
        tape.read(stream);
        tape
    }

    fn read(&mut self, stream: TokenStream) {
        // Whether the next character belongs to the token before it.
        let mut joint = false;
        for tree in stream {
            let start = self.text.len();
            let is_second = std::mem::take(&mut joint);
            let kind = match tree {
                TokenTree::Group(group) => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    // The stream must not be shared, or its tokens are copied.
                    drop(group);
                    self.group(delimiter, inner);
                    continue;
                }
                TokenTree::Punct(punct) => {
                    self.text.push(punct.as_char());
                    if is_second && self.merge() {
                        continue;
                    }
                    joint = punct.spacing() == Spacing::Joint;
                    Kind::Punct
                }
                TokenTree::Ident(ident) => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.text, "{ident}");
                    Kind::Word
                }
                TokenTree::Literal(literal) => {
                    let _ = write!(self.text, "{literal}");
                    Kind::Literal
                }
            };
            // Only the quote of a lifetime is joined to a word.
            if kind == Kind::Word && is_second && self.text[..start].ends_with('\'') && self.extend(Kind::Word) {
                continue;
            }
            self.push(kind, start);
            if !joint {
                self.text.push(' ');
            }
        }
    }

    fn group(&mut self, delimiter: Delimiter, inner: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ('(', ')'),
            Delimiter::Brace => ('{', '}'),
            Delimiter::Bracket => ('[', ']'),
            Delimiter::None => return self.read(inner),
        };
        let at = self.tokens.len();
        self.text.push(open);
        self.push(Kind::Open(0), self.text.len() - 1);
        self.read(inner);
        self.tokens[at].kind = Kind::Open(self.tokens.len());
        self.text.push(close);
        self.push(Kind::Close, self.text.len() - 1);
        self.text.push(' ');
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, start, end: self.text.len() });
    }

    /// Makes one token of the last one and the character after it, if that is one.
    fn merge(&mut self) -> bool {
        let is_pair = self.tokens.last().is_some_and(|last| PAIRS.contains(&&self.text[last.start..]));
        is_pair && self.extend(Kind::Punct)
    }

    /// Adds the end of the text to the last token, if there is one.
    fn extend(&mut self, kind: Kind) -> bool {
        let Some(last) = self.tokens.last_mut() else { return false };
        (last.kind, last.end) = (kind, self.text.len());
        self.text.push(' ');
        true
    }

    /// The number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The kind of a token. What is beyond the end is like a closing bracket.
    pub(crate) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Close, |token| token.kind)
    }

    /// The text of a token.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The token after this one and what it encloses.
    pub(crate) fn after(&self, at: usize) -> usize {
        match self.kind(at) {
            Kind::Open(close) => close + 1,
            _ => at + 1,
        }
    }

    /// The tokens as Rust that can be parsed.
    pub(crate) fn source(&self, range: Range<usize>) -> &str {
        let start = self.tokens.get(range.start).map_or(self.text.len(), |token| token.start);
        let end = range.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether `name::` begins a path.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        (0..self.len()).any(|at| {
            // `a: types::X` has one colon in front, `crate::types::X` two.
            let inside = at > 0 && self.text(at - 1) == "::";
            self.kind(at) == Kind::Word && !inside && self.text(at) == name && self.text(at + 1) == "::"
        })
    }
}
