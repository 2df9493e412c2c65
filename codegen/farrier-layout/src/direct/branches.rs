//! Functions that are one `match`, or one `if let` with an `else`.

use super::{INDENT, Printer, UNBROKEN};
use crate::fold::{self, WIDTH};
use crate::tape::Kind;
use std::ops::Range;

/// An arm of a `match`: where its attributes begin, and its lines.
type Arm = (usize, Vec<(usize, String)>);

impl Printer<'_> {
    /// A member of an implementation that is such a function.
    pub(super) fn branches(&mut self, member: Range<usize>, is_generic: bool) -> Option<()> {
        let end = member.end - 1;
        let open = member.clone().find(|&at| self.tape.kind(at) == Kind::Open(end))?;
        let is_choice = match (self.tape.text(open + 1), self.tape.text(open + 2)) {
            ("match", _) => false,
            ("if", "let") => true,
            _ => return None,
        };
        let signature = self.line(member.start..open)?;
        if self.is_inlined(member.start)? && !is_generic {
            self.lines.push(INDENT, "#[inline]");
        }
        if is_choice { self.choice(&signature, open + 1..end) } else { self.arms(&signature, open + 1..end) }
    }

    /// A function that is a `match`, which it shares its lines with where they are wide enough.
    fn arms(&mut self, signature: &str, body: Range<usize>) -> Option<()> {
        let close = body.end - 1;
        let open = body.clone().find(|&at| self.tape.kind(at) == Kind::Open(close))?;
        let subject = self.line(body.start..open)?;
        let arms =
            self.split(open + 1..close, ",").into_iter().map(|arm| self.arm(arm)).collect::<Option<Vec<Arm>>>()?;
        // Translations stand in lines as full as they can be.
        let lines = || arms.iter().flat_map(|(_, lines)| lines).map(|(_, line)| line.as_str());
        if arms.is_empty() || fold::are_translations(lines()) {
            return None;
        }
        let head = format!("{signature} {{ {subject} {{");
        let is_shared = INDENT + head.len() <= WIDTH;
        let outer = if is_shared { INDENT } else { 2 * INDENT };
        if is_shared {
            self.lines.push(INDENT, &head);
        } else {
            self.fitting(INDENT, &format!("{signature} {{"))?;
            self.fitting(2 * INDENT, &format!("{subject} {{"))?;
        }
        for (attributes, lines) in &arms {
            self.attributes(outer + INDENT, *attributes)?;
            lines.iter().for_each(|(indent, line)| self.lines.push(outer + INDENT + indent, line));
        }
        if is_shared {
            self.lines.push(INDENT, "} }");
        } else {
            self.lines.push(2 * INDENT, "}");
            self.lines.push(INDENT, "}");
        }
        Some(())
    }

    fn arm(&self, arm: Range<usize>) -> Option<Arm> {
        let mut at = arm.start;
        while self.tape.text(at) == "#" {
            at = self.tape.after(at + 1);
        }
        let arrow = (at..arm.end).find(|&at| self.tape.text(at) == "=>")?;
        let (pattern, value) = (self.line(at..arrow)?, self.expression(arrow + 1..arm.end)?);
        let whole = format!("{pattern} => {value},");
        // What is broken elsewhere than after the arrow is not for here to decide, nor are short elements of lists.
        let is_fitting = 3 * INDENT + pattern.len() + " => {".len() <= UNBROKEN && 4 * INDENT + value.len() <= UNBROKEN;
        if !is_fitting || value.ends_with('}') || fold::is_short(&whole) {
            return None;
        }
        let lines = match 3 * INDENT + whole.len() <= WIDTH {
            true => vec![(0, whole)],
            false => vec![(0, format!("{pattern} => {{")), (INDENT, value), (0, "}".to_owned())],
        };
        Some((arm.start, lines))
    }

    /// A function that is one of two values.
    fn choice(&mut self, signature: &str, body: Range<usize>) -> Option<()> {
        let open = body.clone().find(|&at| self.tape.text(at) == "{")?;
        let otherwise = self.tape.after(open);
        let last = otherwise + 1;
        if self.tape.text(otherwise) != "else" || self.tape.text(last) != "{" || self.tape.after(last) != body.end {
            return None;
        }
        let condition = format!("if let {}", self.line(body.start + 2..open)?);
        let values = [open + 1..otherwise - 1, last + 1..body.end - 1].map(|value| self.expression(value));
        let [Some(value), Some(other)] = values else { return None };
        if value.is_empty() || other.is_empty() {
            return None;
        }
        self.fitting(INDENT, &format!("{signature} {{"))?;
        let whole = format!("{condition} {{ {value} }} else {{ {other} }}");
        if 2 * INDENT + whole.len() <= UNBROKEN {
            self.lines.push(2 * INDENT, &whole);
        } else if 2 * INDENT + condition.len() + " {".len() <= UNBROKEN {
            self.lines.push(2 * INDENT, &format!("{condition} {{"));
            self.fitting(3 * INDENT, &value)?;
            self.lines.push(2 * INDENT, "} else {");
            self.fitting(3 * INDENT, &other)?;
            self.lines.push(2 * INDENT, "}");
        } else {
            return None;
        }
        self.lines.push(INDENT, "}");
        Some(())
    }

    /// A constant that is a structure with the rest from another.
    pub(super) fn structure(&mut self, item: Range<usize>) -> Option<()> {
        let close = item.end - 2;
        let open = item.clone().find(|&at| self.tape.kind(at) == Kind::Open(close))?;
        let fields = self.split(open + 1..close, ",");
        let (rest, fields) = fields.split_last()?;
        if self.tape.text(rest.start) != ".." || self.tape.text(close) != "}" || fields.is_empty() {
            return None;
        }
        let head = self.line(item.start..open)? + " {";
        let rest = format!("..{}", self.line(rest.start + 1..rest.end)?);
        (INDENT + head.len() <= UNBROKEN && 2 * INDENT + rest.len() <= UNBROKEN).then_some(())?;
        self.lines.push(INDENT, &head);
        for field in fields {
            let line = self.expression(field.clone())? + ",";
            (2 * INDENT + line.len() <= UNBROKEN).then(|| self.lines.push(2 * INDENT, &line))?;
        }
        self.lines.push(2 * INDENT, &rest);
        self.lines.push(INDENT, "};");
        Some(())
    }
}
