//! Tables, and other expressions that end in a list.

use super::words::fill;
use super::{INDENT, Printer, UNBROKEN};
use crate::fold::{self, WIDTH};
use crate::tape::Kind;
use std::ops::Range;

/// An expression that ends in a list.
pub(super) struct Bracketed {
    /// Whether the list is the last argument of a call, and not the fields of a structure.
    pub(super) is_call: bool,
    pub(super) open: String,
    rows: Vec<Range<usize>>,
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
    /// A table, which is a constant of one call whose last argument is a list.
    pub(super) fn table(&mut self, item: Range<usize>) -> Option<()> {
        if self.tape.kind(item.end - 2) == Kind::Literal {
            return self.texts(item);
        }
        let list = self.bracketed(item.clone())?;
        let whole = format!("{}{}{};", list.open, list.elements.join(", "), list.close);
        if whole.len() <= WIDTH {
            self.lines.push(0, &whole);
            return Some(());
        }
        let joined = format!("&[{}],", list.elements.join(", "));
        if INDENT + joined.len() <= WIDTH {
            return self.arguments(item, joined);
        }
        if !list.is_call {
            return None;
        }
        let is_wide = list.open.len() > WIDTH;
        if is_wide {
            self.head(item)?;
        } else {
            self.lines.push(0, &list.open);
        }
        for (row, element) in list.rows.into_iter().zip(&list.elements) {
            self.row(if is_wide { 2 * INDENT } else { INDENT }, row, element)?;
        }
        if is_wide {
            self.lines.push(INDENT, "],");
        }
        self.lines.push(0, if is_wide { ");" } else { "]);" });
        Some(())
    }

    /// A table that is a text of a name: a call with literals, of which the last may have lines.
    fn texts(&mut self, item: Range<usize>) -> Option<()> {
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

    /// What a table begins with whose name leaves no room for more: the call, the name and the bracket.
    fn head(&mut self, item: Range<usize>) -> Option<()> {
        let open = item.clone().find(|&at| self.tape.kind(at) == Kind::Open(item.end - 1))?;
        if self.tape.kind(open + 1) != Kind::Literal || self.tape.text(open + 3) != "&" {
            return None;
        }
        self.fitting(0, &self.line(item.start..open + 1)?)?;
        self.fitting(INDENT, &format!("{},", self.tape.text(open + 1)))?;
        self.fitting(INDENT, "&[")
    }

    /// A table that is short, with the arguments of its call in lines of their own: a name and the list.
    fn arguments(&mut self, item: Range<usize>, list: String) -> Option<()> {
        let open = item.clone().find(|&at| self.tape.kind(at) == Kind::Open(item.end - 1))?;
        if self.tape.kind(open + 1) != Kind::Literal || self.tape.text(open + 3) != "&" {
            return None;
        }
        self.lines.push(0, &self.line(item.start..open + 1)?);
        for line in fill(INDENT, [format!("{},", self.tape.text(open + 1)), list].into_iter()) {
            self.fitting(INDENT, &line)?;
        }
        self.lines.push(0, ");");
        Some(())
    }

    /// A row of a table; its methods have a line each where it is long.
    fn row(&mut self, indent: usize, row: Range<usize>, line: &str) -> Option<()> {
        if fold::is_short(line) {
            return None;
        }
        // `prettyplease` has tables one level further in.
        if 2 * INDENT + line.len() < WIDTH {
            self.lines.push(indent, &format!("{line},"));
            return Some(());
        }
        let mut starts = vec![row.start];
        let mut at = row.start;
        while at < row.end {
            if self.tape.text(at) == "." {
                starts.push(at);
            }
            at = self.tape.after(at);
        }
        for (index, start) in starts.iter().enumerate() {
            let (end, comma) = starts.get(index + 1).map_or((row.end, ","), |next| (*next, ""));
            let (deeper, limit) = if index == 0 { (0, UNBROKEN) } else { (INDENT, WIDTH) };
            let line = self.line(*start..end)?;
            if 2 * INDENT + deeper + line.len() + comma.len() > limit {
                return None;
            }
            self.lines.push(indent + deeper, &format!("{line}{comma}"));
        }
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
        let elements = rows.iter().map(|row| self.expression(row.clone())).collect::<Option<Vec<_>>>()?;
        let is_literal = close == " }";
        let open = match is_literal {
            true => self.line(expression.start..open)? + " { ",
            false => self.line(expression.start..open + 1)?,
        };
        (!is_literal || !elements.is_empty()).then_some(Bracketed { is_call, open, rows, elements, close })
    }
}
