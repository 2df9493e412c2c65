//! The inline part of Markdown: code spans, links, emphasis, and tags of HTML.

use crate::block::{Builder, Style};
use crate::tag::{self, Element, Tag};
use crate::text;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// The runs of backticks of a text: what makes finding the end of a code span fast, whatever the text.
pub(crate) struct CodeSpans {
    lengths: BTreeMap<usize, usize>,
    starts_by_length: BTreeMap<usize, Vec<usize>>,
}

pub(crate) struct CodeSpan {
    content: Range<usize>,
    pub(crate) end: usize,
}

impl CodeSpans {
    pub(crate) fn new(text: &str) -> Self {
        let mut spans = CodeSpans { lengths: BTreeMap::new(), starts_by_length: BTreeMap::new() };
        let mut at = 0;
        while let Some(found) = text[at..].find('`') {
            let start = at + found;
            let length = text[start..].bytes().take_while(|byte| *byte == b'`').count();
            spans.lengths.insert(start, length);
            spans.starts_by_length.entry(length).or_default().push(start);
            at = start + length;
        }
        spans
    }

    /// The code span that starts at `start`.
    pub(crate) fn at(&self, start: usize) -> Option<CodeSpan> {
        let length = *self.lengths.get(&start)?;
        let starts = self.starts_by_length.get(&length)?;
        let close = *starts.get(starts.partition_point(|other| *other <= start))?;
        Some(CodeSpan { content: start + length..close, end: close + length })
    }
}

enum Token<'a> {
    Text(String),
    Code(String),
    Break,
    Delimiter {
        kind: char,
        length: usize,
        opens: bool,
        closes: bool,
    },
    /// `[` or `![`, not known to be a link.
    Bracket(&'static str),
    LinkStart(Option<Rc<str>>),
    LinkEnd,
    Tag(Tag<'a>),
}

/// Adds the inline Markdown of a paragraph to the builder.
pub(crate) fn read(text: &str, strong: bool, builder: &mut Builder) {
    let tokens = Scanner::new(text).scan();
    let nesting = emphasis(&tokens);
    let (mut strong, mut em) = (i32::from(strong), 0);
    let mut link: Option<Rc<str>> = None;
    let mut tags = Style::default();
    for (token, nests) in tokens.into_iter().zip(nesting) {
        let style = Style {
            code: tags.code || matches!(token, Token::Code(_)),
            strong: tags.strong || strong > 0,
            em: tags.em || em > 0,
            link: link.as_ref().or(tags.link.as_ref()).cloned(),
        };
        match token {
            Token::Text(text) | Token::Code(text) => builder.text(&text, &style),
            Token::Break => builder.line_break(),
            Token::Bracket(literal) => builder.text(literal, &style),
            Token::LinkStart(url) => link = url,
            Token::LinkEnd => link = None,
            Token::Tag(tag) if tag.element == Element::Break => builder.line_break(),
            Token::Tag(tag) => tag.apply(&mut tags),
            Token::Delimiter { kind, length, .. } if nests == 0 => {
                builder.text(&kind.to_string().repeat(length), &style)
            }
            Token::Delimiter { length, .. } => {
                strong += if length > 1 { nests } else { 0 };
                em += if length != 2 { nests } else { 0 };
            }
        }
    }
}

/// For each token 1 if it starts emphasis, -1 if it ends emphasis, otherwise 0.
fn emphasis(tokens: &[Token<'_>]) -> Vec<i32> {
    let mut nesting = vec![0; tokens.len()];
    let mut openers = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        let Token::Delimiter { kind, length: length @ 1..=3, opens, closes } = token else { continue };
        let opener = if *closes { openers.remove(&(kind, length)) } else { None };
        match opener {
            Some(opener) => {
                nesting[opener] = 1;
                nesting[index] = -1;
            }
            None if *opens => drop(openers.insert((kind, length), index)),
            None => {}
        }
    }
    nesting
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    spans: CodeSpans,
    tokens: Vec<Token<'a>>,
    /// Whether a tag says that the text is code, where only tags and entities mean something.
    in_code: bool,
    /// Where the brackets are that may still become links.
    brackets: Vec<usize>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Scanner { text, at: 0, spans: CodeSpans::new(text), tokens: Vec::new(), in_code: false, brackets: Vec::new() }
    }

    fn scan(mut self) -> Vec<Token<'a>> {
        while let Some(found) = self.text[self.at..].find(['`', '\\', '\n', '&', '<', '!', '[', ']', '*', '_']) {
            self.literal(found);
            let rest = &self.text[self.at..];
            match rest.as_bytes()[0] {
                b'<' if self.tag() => {}
                b'&' => self.entity(),
                _ if self.in_code => self.literal(1),
                b'`' => self.code(),
                b'\\' => self.escape(),
                b'\n' => self.line_end(),
                b'<' => self.autolink(),
                b'!' if rest.starts_with("![") => self.bracket("!["),
                b'[' => self.bracket("["),
                b']' => self.link(),
                b'*' | b'_' => self.delimiter(),
                _ => self.literal(1),
            }
        }
        self.literal(self.text.len() - self.at);
        self.tokens
    }

    fn push(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Text(last)) => last.push_str(text),
            _ => self.tokens.push(Token::Text(text.to_owned())),
        }
    }

    fn literal(&mut self, len: usize) {
        let text = self.text;
        self.push(&text[self.at..self.at + len]);
        self.at += len;
    }

    fn code(&mut self) {
        match self.spans.at(self.at) {
            Some(span) => {
                self.tokens.push(Token::Code(self.text[span.content].to_owned()));
                self.at = span.end;
            }
            // A run of another length must not be taken apart to fit.
            None => {
                let rest = &self.text[self.at..];
                self.literal(rest.len() - rest.trim_start_matches('`').len());
            }
        }
    }

    fn escape(&mut self) {
        match self.text[self.at + 1..].chars().next() {
            Some('\n') => {
                self.tokens.push(Token::Break);
                self.at += 2;
            }
            Some(c) if c.is_ascii_punctuation() => {
                self.at += 1;
                self.literal(1);
            }
            _ => self.literal(1),
        }
    }

    fn line_end(&mut self) {
        if self.text[..self.at].ends_with("  ") {
            self.tokens.push(Token::Break);
            self.at += 1;
        } else {
            self.literal(1);
        }
    }

    fn entity(&mut self) {
        match text::entity(&self.text[self.at..]) {
            Some((c, len)) => {
                self.push(&c.map(String::from).unwrap_or_default());
                self.at += len;
            }
            None => self.literal(1),
        }
    }

    /// Whether there was a tag to take.
    fn tag(&mut self) -> bool {
        let text = self.text;
        let Some(tag) = tag::read_inline(&text[self.at..]) else { return false };
        if tag.element == Element::Code {
            self.in_code = !tag.closing;
        }
        self.at += tag.len;
        self.tokens.push(Token::Tag(tag));
        true
    }

    fn autolink(&mut self) {
        let body = &self.text[self.at + 1..];
        let address =
            body.find(['>', '<', ' ', '\n']).filter(|end| body[*end..].starts_with('>')).map(|end| &body[..end]);
        match address.and_then(|address| Some((address, text::link_target(address)?))) {
            Some((address, url)) => {
                self.tokens.push(Token::LinkStart(Some(Rc::from(url))));
                self.tokens.push(Token::Text(address.to_owned()));
                self.tokens.push(Token::LinkEnd);
                self.at += address.len() + 2;
            }
            None => self.literal(1),
        }
    }

    fn bracket(&mut self, literal: &'static str) {
        self.brackets.push(self.tokens.len());
        self.tokens.push(Token::Bracket(literal));
        self.at += literal.len();
    }

    fn link(&mut self) {
        let destination = destination(&self.text[self.at + 1..]);
        match (self.brackets.pop(), destination) {
            (Some(bracket), Some((address, len))) => {
                self.tokens[bracket] = Token::LinkStart(text::link_target(&text::decode(address)).map(Rc::from));
                self.tokens.push(Token::LinkEnd);
                self.at += 1 + len;
                // Links do not nest.
                self.brackets.clear();
            }
            _ => self.literal(1),
        }
    }

    fn delimiter(&mut self) {
        let rest = &self.text[self.at..];
        let kind = if rest.starts_with('*') { '*' } else { '_' };
        let length = rest.len() - rest.trim_start_matches(kind).len();
        let before = self.text[..self.at].chars().next_back().unwrap_or(' ');
        let after = rest[length..].chars().next().unwrap_or(' ');
        let in_word = kind == '_' && before.is_alphanumeric() && after.is_alphanumeric();
        // Stricter than CommonMark, so that wildcards such as `arn:aws:*:*` stay what they are.
        let opens = !after.is_whitespace() && !":;,./)".contains(after) && (kind == '*' || !before.is_alphanumeric());
        let closes = !before.is_whitespace() && (kind == '*' || !after.is_alphanumeric());
        self.tokens.push(Token::Delimiter { kind, length, opens: opens && !in_word, closes: closes && !in_word });
        self.at += length;
    }
}

/// The address and the length of `(address "title")` at the start of the text.
///
/// An address with brackets is none: the search must end before the next link.
fn destination(text: &str) -> Option<(&str, usize)> {
    let body = text.strip_prefix('(')?.trim_start();
    let (address, rest) = match body.strip_prefix('<') {
        Some(body) => {
            let end = body.find(['>', '<', '\n'])?;
            (&body[..end], body[end..].strip_prefix('>')?)
        }
        None => body.split_at(plain_address(body)?),
    };
    let mut rest = rest.trim_start();
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        rest = rest[1..].split_once(quote)?.1.trim_start();
    }
    let rest = rest.strip_prefix(')')?;
    Some((address, text.len() - rest.len()))
}

/// The length of an address, which ends at white space or a parenthesis that it did not open.
fn plain_address(text: &str) -> Option<usize> {
    let mut open = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            '[' | ']' | '<' | '>' => return None,
            c if c.is_whitespace() => return (open == 0).then_some(at),
            _ => {}
        }
    }
    None
}
