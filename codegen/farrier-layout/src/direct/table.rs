//! Tables, and other expressions that end in a list.

use super::words::fill;
use super::{INDENT, Printer};
use crate::fold::WIDTH;
use crate::tape::Kind;
use std::ops::Range;

/// An expression that ends in a list.
pub(super) struct Bracketed {
    /// Whether the list is the last argument of a call, and not the fields of a structure.
    pub(super) is_call: bool,
    pub(super) open: String,
    /// The rows as text.
    pub(super) elements: Vec<String>,
    pub(super) close: &'static str,
}

impl Bracketed {
    /// Whether the list fits on a line as an argument of a call.
    pub(super) fn fits_alone(&self) -> bool {
        let start = if self.open.ends_with("&mut [") { "&mut [" } else { "&[" };
        let elements = self.elements.iter().map(|element| element.len() + ", ".len()).sum::<usize>();
        self.is_call && 3 * INDENT + start.len() + elements <= WIDTH
    }

    pub(super) fn on_a_line(&self) -> String {
        format!("{}{}{}", self.open, self.elements.join(", "), self.close)
    }
}

impl Printer<'_> {
    /// A function that is one call with texts, too long for a line: a text a line, or two where they fit. A text may be in
    /// pieces, which `concat!` makes one.
    pub(super) fn texts(&mut self, signature: &str, call: Range<usize>) -> Option<()> {
        let close = call.end.checked_sub(1)?;
        let open = call.clone().find(|&at| self.tape.kind(at) == Kind::Open(close))?;
        let head = format!("{signature} {{ {}", self.line(call.start..open + 1)?);
        let arguments = self.split(open + 1..close, ",");
        let is_text = |argument: &Range<usize>| argument.len() == 1 && self.tape.text(argument.start).starts_with('"');
        let mut lines: Vec<(usize, String)> = Vec::new();
        for argument in &arguments {
            if is_text(argument) {
                lines.push((2 * INDENT, self.tape.text(argument.start).to_owned() + ","));
                continue;
            }
            let is_whole = self.tape.kind(argument.start + 2) == Kind::Open(argument.end - 1);
            let pieces = self.split(argument.start + 3..argument.end - 1, ",");
            if self.tape.text(argument.start) != "concat" || !is_whole || !pieces.iter().all(is_text) {
                return None;
            }
            lines.push((2 * INDENT, "concat!(".to_owned()));
            let last = pieces.len() - 1;
            lines.extend(pieces.iter().enumerate().map(|(index, piece)| {
                let comma = if index == last { "" } else { "," };
                (3 * INDENT, format!("{}{comma}", self.tape.text(piece.start)))
            }));
            lines.push((2 * INDENT, "),".to_owned()));
        }
        if arguments.len() > 1 && arguments.iter().all(is_text) {
            // `prettyplease` has them one level further in.
            let texts = fill(3 * INDENT, lines.into_iter().map(|(_, text)| text));
            lines = texts.into_iter().map(|text| (2 * INDENT, text)).collect();
        }
        self.fitting(INDENT, &head)?;
        for (indent, line) in &lines {
            self.fitting(*indent, line)?;
        }
        self.lines.push(INDENT, ") }");
        Some(())
    }

    /// An expression that ends in a list: `f(a, &[` or `T {`, the elements, and what closes it.
    pub(super) fn bracketed(&self, expression: Range<usize>) -> Option<Bracketed> {
        let end = expression.end.checked_sub(1)?;
        let opens = |end: usize| expression.clone().find(|&at| self.tape.kind(at) == Kind::Open(end));
        let (is_call, close, end) = match self.tape.text(end) {
            "}" => (false, " }", end),
            "]" => (false, "]", end),
            ")" if self.tape.text(end - 1) == "]" => (true, "])", end - 1),
            _ => return None,
        };
        let open = opens(end)?;
        let rows = self.split(open + 1..end, ",");
        let elements = rows.into_iter().map(|row| self.expression(row)).collect::<Option<Vec<_>>>()?;
        let is_literal = close == " }";
        let open = match is_literal {
            true => self.line(expression.start..open)? + " { ",
            false => self.line(expression.start..open + 1)?,
        };
        (!is_literal || !elements.is_empty()).then_some(Bracketed { is_call, open, elements, close })
    }
}
