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
    /// A table, which is a call with texts, of which the last may have lines. Other constants are for the tree.
    pub(super) fn table(&mut self, item: Range<usize>) -> Option<()> {
        let open = item.clone().find(|&at| self.tape.kind(at) == Kind::Open(item.end - 1))?;
        let arguments = self.split(open + 1..item.end - 1, ",");
        let is_text = |argument: &Range<usize>| argument.len() == 1 && self.tape.text(argument.start).starts_with('"');
        if !arguments.iter().all(is_text) {
            return None;
        }
        let head = self.line(item.start..open + 1)?;
        let mut texts: Vec<String> = arguments.iter().map(|text| self.tape.text(text.start).to_owned()).collect();
        let whole = format!("{head}{});", texts.join(", "));
        if whole.split("\n").map(|line| line.trim_start().len() + 1).sum::<usize>() <= WIDTH + 1 {
            // Lines that are joined are not for here to join.
            return (!whole.contains('\n')).then(|| self.lines.push(0, &whole));
        }
        texts.iter_mut().for_each(|text| text.push(','));
        let (last, names) = texts.split_last()?;
        let mut lines = last.lines();
        // A first line that ends in a comma is taken for an element.
        let elements = names.iter().cloned().chain(lines.next().map(str::to_owned));
        self.fitting(0, &head)?;
        for line in fill(INDENT, elements) {
            self.fitting(INDENT, &line)?;
        }
        for line in lines {
            let text = line.trim_start();
            self.fitting(line.len() - text.len(), text)?;
        }
        self.fitting(0, ");")
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
