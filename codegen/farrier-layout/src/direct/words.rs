//! Tokens as text on one line.

use super::Printer;
use crate::fold::WIDTH;
use crate::tape::Kind;
use std::ops::Range;

impl Printer<'_> {
    /// What stands between separators that are in no brackets.
    pub(super) fn split(&self, range: Range<usize>, separator: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let (mut start, mut at, mut depth) = (range.start, range.start, 0);
        while at < range.end {
            match self.tape.text(at) {
                "<" => depth += 1,
                ">" => depth -= 1,
                text if text == separator && depth == 0 => {
                    parts.push(start..at);
                    start = at + 1;
                }
                _ => {}
            }
            at = self.tape.after(at);
        }
        if start < range.end {
            parts.push(start..range.end);
        }
        parts
    }

    /// Adds a line unless it is too wide.
    pub(super) fn fitting(&mut self, indent: usize, line: &str) -> Option<()> {
        (indent + line.len() <= WIDTH).then(|| self.lines.push(indent, line))
    }

    /// Tokens on one line. `None` if they are more than paths, types, calls, references and assignments, or a
    /// literal has lines.
    pub(super) fn line(&self, range: Range<usize>) -> Option<String> {
        let mut line = String::with_capacity(self.tape.source(range.clone()).len());
        let mut previous = (Kind::Open(0), "");
        for at in range {
            let token = (self.tape.kind(at), self.tape.text(at));
            if token.0 == Kind::Literal && token.1.contains('\n') {
                return None;
            }
            if spaced(previous, token)? && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(token.1);
            previous = token;
        }
        Some(line)
    }

    /// An expression on one line. What compares is not understood.
    pub(super) fn expression(&self, range: Range<usize>) -> Option<String> {
        let compares = range.clone().any(|at| matches!(self.tape.text(at), "<" | ">"));
        self.line(range).filter(|_| !compares)
    }
}

/// Whether there is a space between two tokens. `None` if it depends on more than these.
fn spaced(previous: (Kind, &str), (kind, text): (Kind, &str)) -> Option<bool> {
    let (before, last) = previous;
    // Whether a word after it stands apart.
    let apart = match before {
        Kind::Word | Kind::Literal | Kind::Close => true,
        Kind::Open(_) => false,
        Kind::Punct => !matches!(last, "::" | "." | "&" | "!" | "<"),
    };
    let is_operand = matches!(before, Kind::Word | Kind::Literal | Kind::Close) || matches!(last, ">" | "?");
    match (kind, text) {
        (Kind::Word, "where" | "return" | "in" | "let") => None,
        (Kind::Word | Kind::Literal, _) => Some(apart),
        (Kind::Open(_), "(") => Some(apart && !is_operand),
        (Kind::Open(_), "[") => Some(apart && !is_operand || last == "mut" || last.starts_with('\'')),
        (Kind::Open(_), _) => None,
        (Kind::Close, _) => (last != ",").then_some(false),
        (_, "," | ";" | ":" | "." | "?" | ">") => Some(false),
        // All of a module: not a product, nor what a reference is to.
        (_, "*") => (last == "::").then_some(false),
        (_, "!") => (before == Kind::Word).then_some(false),
        (_, "::" | "<") => (before == Kind::Word || last == "::").then_some(false),
        (_, "=" | "->" | "=>") => Some(true),
        (_, "&") => (!is_operand).then_some(apart),
        _ => None,
    }
}

/// As many elements on a line as fit.
pub(super) fn fill(indent: usize, elements: impl Iterator<Item = String>) -> Vec<String> {
    fill_to(WIDTH, indent, elements)
}

/// As many elements on a line as fit into a width.
pub(super) fn fill_to(width: usize, indent: usize, elements: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for element in elements {
        match lines.last_mut() {
            Some(line) if indent + line.len() + 1 + element.len() <= width => {
                line.push(' ');
                line.push_str(&element);
            }
            _ => lines.push(element),
        }
    }
    lines
}

/// A line of documentation, from the literal of its attribute.
pub(super) fn comment(literal: &str) -> Option<String> {
    let (is_raw, text) = match literal.strip_prefix("r\"") {
        Some(text) => (true, text),
        None => (false, literal.strip_prefix('"')?),
    };
    let text = text.strip_suffix('"')?;
    let mut comment = String::with_capacity(text.len() + 3);
    comment.push_str("///");
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if !is_raw => comment.push(chars.next().filter(|c| matches!(c, '"' | '\\' | '\''))?),
            '\n' | '\r' => return None,
            c => comment.push(c),
        }
    }
    comment.truncate(comment.trim_end_matches(' ').len());
    (!text.starts_with('/')).then_some(comment)
}
