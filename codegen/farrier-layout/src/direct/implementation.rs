//! Implementations, and the functions in them.

use super::table::Bracketed;
use super::words::fill;
use super::{INDENT, Printer, UNBROKEN};
use crate::fold::{self, WIDTH};
use crate::tape::Kind;
use std::ops::Range;

/// What an assignment needs besides the place.
const ROOM: usize = 2 * INDENT + " = Some(".len();

/// A function whose tokens are understood.
struct Function {
    signature: String,
    /// Its statements, and the expression at the end.
    body: Vec<String>,
    /// The last statement.
    last: Range<usize>,
    /// Whether it may stand on a line.
    is_short: bool,
    /// Whether it is compiled where it is used only if an attribute says so.
    is_inlined: bool,
}

impl Function {
    /// The function on one line, if it fits.
    fn on_a_line(&self) -> Option<String> {
        let line = match self.body.is_empty() {
            true => format!("{} {{}}", self.signature),
            false if self.is_short => format!("{} {{ {} }}", self.signature, self.body.join(" ")),
            false => return None,
        };
        (INDENT + line.len() <= WIDTH).then_some(line)
    }
}

impl Printer<'_> {
    pub(super) fn implementation(&mut self, at: usize, open: usize, end: usize) -> Option<()> {
        let head = self.line(at..open)?;
        let limit = if head.contains(" for ") { UNBROKEN } else { WIDTH };
        if head.len() + " {".len() > limit {
            return None;
        }
        let is_generic = match (self.tape.text(at + 1), self.tape.text(at + 2).starts_with('\'')) {
            ("<", true) => return None,
            (next, _) => next == "<",
        };
        if open + 1 == end {
            self.lines.push(0, &format!("{head} {{}}"));
            return Some(());
        }
        let members = self.members(open + 1..end)?;
        if let [member] = &members[..]
            && let Some(line) = self.joined(&head, member.clone(), is_generic)
        {
            self.lines.push(0, &line);
            return Some(());
        }
        self.lines.push(0, &format!("{head} {{"));
        let is_one = members.len() == 1;
        for member in members {
            let mark = self.lines.mark();
            if self.member(member.clone(), is_generic).is_none() {
                if is_one {
                    return None;
                }
                self.lines.reset(mark);
                self.printed(member, is_generic)?;
            }
        }
        self.lines.push(0, "}");
        Some(())
    }

    /// The implementation of one short function on a line, if it is one.
    fn joined(&self, head: &str, member: Range<usize>, is_generic: bool) -> Option<String> {
        if self.tape.text(member.start) == "#" {
            return None;
        }
        let function = self.function(member)?;
        let is_plain = !function.signature.starts_with("pub(") && !function.signature.contains("const fn ");
        let line = function.on_a_line().filter(|_| head.starts_with("impl ") && is_plain)?;
        let inline = if function.is_inlined && !is_generic { "#[inline] " } else { "" };
        Some(format!("{head} {{ {inline}{line} }}")).filter(|joined| joined.len() <= WIDTH)
    }

    /// Where the members of an implementation are.
    fn members(&self, body: Range<usize>) -> Option<Vec<Range<usize>>> {
        let mut members = Vec::new();
        let mut start = body.start;
        while start < body.end {
            let mut at = start;
            while self.tape.text(at) == "#" {
                at = self.tape.after(at + 1);
            }
            let is_function = self.is_function(at);
            let ends = |at: usize| match self.tape.text(at) {
                "{" => is_function,
                text => text == ";" && !is_function,
            };
            while !ends(at) {
                at = self.tape.after(at);
                if at >= body.end {
                    return None;
                }
            }
            let end = self.tape.after(at);
            members.push(start..end);
            start = end;
        }
        Some(members)
    }

    fn is_function(&self, at: usize) -> bool {
        let at = self.after_visibility(at);
        self.tape.text(at) == "fn" || self.tape.text(at) == "const" && self.tape.text(at + 1) == "fn"
    }

    /// A member of an implementation that `prettyplease` prints.
    fn printed(&mut self, member: Range<usize>, is_generic: bool) -> Option<()> {
        let head = if is_generic { "impl<C> T" } else { "impl T" };
        let text = crate::unparse(&format!("{head} {{ {} }}", self.tape.source(member))).ok()?;
        let inside = text.strip_prefix(head)?.strip_prefix(" {\n")?.strip_suffix("}\n")?;
        fold::fold(inside.lines(), &mut self.lines);
        Some(())
    }

    /// A member of an implementation.
    fn member(&mut self, member: Range<usize>, is_generic: bool) -> Option<()> {
        let at = self.attributes(INDENT, member.start)?;
        if !self.is_function(at) {
            return match self.line(at..member.end) {
                Some(line) if INDENT + line.len() <= UNBROKEN => {
                    self.lines.push(INDENT, &line);
                    Some(())
                }
                Some(_) if self.tape.text(at) == "type" => self.tuple(at..member.end - 1),
                _ if self.tape.text(at) == "const" => {
                    self.short(INDENT, at..member.end - 1).or_else(|| self.structure(at..member.end))
                }
                _ => None,
            };
        }
        let mark = self.lines.mark();
        if self.branches(at..member.end, is_generic).is_some() {
            return Some(());
        }
        self.lines.reset(mark);
        let function = self.function(at..member.end)?;
        if function.is_inlined && !is_generic {
            self.lines.push(INDENT, "#[inline]");
        }
        if let Some(line) = function.on_a_line() {
            self.lines.push(INDENT, &line);
            return Some(());
        }
        let mut body = function.body;
        if let [expression] = &body[..]
            && (2 * INDENT + expression.len() > WIDTH || expression.starts_with("match "))
        {
            return match self.bracketed(function.last.clone()) {
                Some(list) => self.list(&function.signature, list),
                None => self.texts(&function.signature, function.last),
            };
        }
        if let [first, last] = &body[..]
            && last == "self"
        {
            body = vec![format!("{first} {last}")];
        }
        let mut head = format!("{} {{", function.signature);
        if INDENT + head.len() > WIDTH {
            let (start, parameters, end) = self.parameters(at..member.end)?;
            self.fitting(INDENT, &start)?;
            for parameter in parameters {
                self.fitting(2 * INDENT, &parameter)?;
            }
            let joined = format!("{end} {} }}", body.join(" "));
            if INDENT + joined.len() <= WIDTH && function.is_short {
                self.lines.push(INDENT, &joined);
                return Some(());
            }
            head = end;
        }
        self.lines.push(INDENT, &head);
        for line in &body {
            self.fitting(2 * INDENT, line)?;
        }
        self.lines.push(INDENT, "}");
        Some(())
    }

    /// A type that is a tuple too long for a line.
    fn tuple(&mut self, item: Range<usize>) -> Option<()> {
        let whole = self.line(item.clone())? + ";";
        if INDENT + whole.len() <= WIDTH {
            self.lines.push(INDENT, &whole);
            return Some(());
        }
        let (head, elements) = whole.strip_suffix(");")?.split_once("= (")?;
        self.lines.push(INDENT, &format!("{head}= ("));
        for line in fold::refilled(2 * INDENT, elements) {
            self.fitting(2 * INDENT, &line)?;
        }
        self.fitting(INDENT, ");")
    }

    /// A function that is one expression with a long list, which it shares its lines with where they are wide enough.
    fn list(&mut self, signature: &str, list: Bracketed) -> Option<()> {
        let head = format!("{signature} {{ {}", list.open.trim_end());
        let is_shared = INDENT + head.len() <= WIDTH;
        let indent = if list.is_call { 4 * INDENT } else { 3 * INDENT };
        let is_wide = |element: &String| indent + element.len() + ",".len() > WIDTH;
        // Where the list is short and what is before it is long is not for here to decide.
        if list.fits_alone() || list.elements.iter().any(is_wide) {
            return None;
        }
        let is_match = list.open.starts_with("match ");
        let mut elements: Vec<String> = list.elements.into_iter().map(|element| element + ",").collect();
        let is_list = match is_match {
            true => fold::are_translations(elements.iter().map(String::as_str)),
            false => elements.len() > 1 && elements.iter().all(|element| fold::is_short(element)),
        };
        if is_match && (!is_list || elements.iter().any(|arm| 3 * INDENT + arm.len() > WIDTH)) {
            return None;
        }
        if is_list && list.is_call {
            // `prettyplease` has the list one level further in.
            elements = fill(indent, elements.into_iter());
        }
        if is_list {
            elements = fill(3 * INDENT, elements.into_iter());
        }
        let (indent, close) = (if is_shared { 2 * INDENT } else { 3 * INDENT }, list.close.trim_start());
        if is_shared {
            self.lines.push(INDENT, &head);
        } else {
            self.fitting(INDENT, &format!("{signature} {{"))?;
            self.fitting(2 * INDENT, list.open.trim_end())?;
        }
        for line in &elements {
            self.fitting(indent, line)?;
        }
        if is_shared {
            self.lines.push(INDENT, &format!("{close} }}"));
        } else {
            self.lines.push(2 * INDENT, close);
            self.lines.push(INDENT, "}");
        }
        Some(())
    }

    fn function(&self, member: Range<usize>) -> Option<Function> {
        let end = member.end - 1;
        let open = member.clone().find(|&at| self.tape.kind(at) == Kind::Open(end))?;
        let signature = self.line(member.start..open)?;
        let mut body = Vec::new();
        let mut last = open + 1..end;
        for statement in self.split(open + 1..end, ";") {
            let is_last = statement.end == end;
            last = statement.clone();
            let line = match self.expression(statement.clone()) {
                // Where what is assigned to has no room, that is broken.
                Some(line) if line.find(" = ").is_some_and(|at| at + ROOM > UNBROKEN) => return None,
                Some(line) => line,
                None => self.bracketed(statement)?.on_a_line(),
            };
            body.push(if is_last { line } else { line + ";" });
        }
        let is_literal = body.iter().any(|line| line.ends_with('}'));
        let is_short = body.len() <= 2 && !body.is_empty() && !is_literal && fold::is_function(&signature);
        Some(Function { signature, body, last, is_short, is_inlined: self.is_inlined(member.start)? })
    }

    /// Whether a function is compiled where it is used only if an attribute says so: if it has no `impl` parameter.
    pub(super) fn is_inlined(&self, at: usize) -> Option<bool> {
        let name = self.name(at)?;
        let Kind::Open(close) = self.tape.kind(name + 1) else { return None };
        Some(!(name..close).any(|at| self.tape.text(at) == ":" && self.tape.text(at + 1) == "impl"))
    }

    /// Where the name of a function is that has no parameters but those in parentheses.
    fn name(&self, at: usize) -> Option<usize> {
        let function = (at..at + 6).find(|&at| self.tape.text(at) == "fn")?;
        (self.tape.text(function + 2) == "(").then_some(function + 1)
    }

    /// A signature in parts: up to the parenthesis, a line a parameter, and the rest.
    fn parameters(&self, member: Range<usize>) -> Option<(String, Vec<String>, String)> {
        let open = self.name(member.start)? + 1;
        let Kind::Open(close) = self.tape.kind(open) else { return None };
        let parameters = self.split(open + 1..close, ",");
        let parameters = parameters.into_iter().map(|range| Some(self.line(range)? + ","));
        let body = (close..member.end).find(|&at| self.tape.kind(at) == Kind::Open(member.end - 1))?;
        let output = self.line(close + 1..body)?;
        // Where the output is broken as well is not for here to decide.
        if output.contains('<') {
            return None;
        }
        Some((self.line(member.start..open)? + "(", parameters.collect::<Option<_>>()?, format!(") {output} {{")))
    }
}
