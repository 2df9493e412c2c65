//! Prints the items that most of a crate consists of straight from their tokens: types, and implementations of short
//! functions. Parsing and printing them as syntax trees takes several times as long. The result is the same; what is not
//! understood here is left to `prettyplease`.

mod branches;
mod implementation;
mod table;
mod words;

use crate::Layout;
use crate::fold::{self, WIDTH};
use crate::lines::Lines;
use crate::tape::{Kind, Tape};
use std::ops::Range;
use words::{comment, fill, fill_to};

/// The widest line that `prettyplease` never breaks, in bytes.
const UNBROKEN: usize = 89;

const INDENT: usize = 4;

/// Prints an item. `None` if that is for `prettyplease` to do.
pub(crate) fn item(tape: &Tape, layout: Layout) -> Option<String> {
    let mut printer = Printer { tape, lines: Lines::new(layout) };
    printer.item()?;
    Some(printer.lines.finish())
}

struct Printer<'a> {
    tape: &'a Tape,
    lines: Lines,
}

impl Printer<'_> {
    fn item(&mut self) -> Option<()> {
        let end = self.tape.len().checked_sub(1)?;
        let items = self.split(0..end + 1, ";");
        if self.tape.text(end) == ";" && self.statements(0, &items).is_some() {
            return Some(());
        }
        self.lines.clear();
        if self.tape.text(1) == "!" {
            return self.inner();
        }
        let at = self.attributes(0, 0)?;
        let open = (at..end).find(|&at| matches!(self.tape.kind(at), Kind::Open(close) if close == end));
        match (self.tape.text(self.after_visibility(at)), open) {
            _ if items.len() > 1 => None,
            ("impl", Some(open)) => self.implementation(at, open, end),
            ("mod", Some(open)) => self.module(at..open, open + 1..end),
            ("struct" | "enum", Some(open)) => self.definition(at..open, open + 1..end),
            ("rt", None) => self.call(at..end),
            _ => None,
        }
    }

    /// Documentation and other attributes of what is around them.
    fn inner(&mut self) -> Option<()> {
        let mut at = 0;
        while let ("#", "!", Kind::Open(close)) = (self.tape.text(at), self.tape.text(at + 1), self.tape.kind(at + 2)) {
            let line = match self.documentation(at + 3, close) {
                Some(comment) => comment?.replacen("///", "//!", 1),
                None => format!("#![{}]", self.line(at + 3..close)?),
            };
            (line.starts_with("//") || line.len() <= UNBROKEN).then(|| self.lines.push(0, &line))?;
            at = close + 1;
        }
        (at == self.tape.len()).then_some(())
    }

    /// The line of documentation that an attribute is, if it is some, and can be a line.
    fn documentation(&self, at: usize, close: usize) -> Option<Option<String>> {
        let is_doc = self.tape.text(at) == "doc" && self.tape.text(at + 1) == "=" && close == at + 3;
        is_doc.then(|| comment(self.tape.text(at + 2)))
    }

    /// Items that end in a semicolon.
    fn statements(&mut self, indent: usize, items: &[Range<usize>]) -> Option<()> {
        for item in items {
            let mark = self.lines.mark();
            if self.short(indent, item.clone()).is_none() {
                // What `prettyplease` prints is at the left.
                if indent > 0 || items.len() == 1 {
                    return None;
                }
                self.lines.reset(mark);
                let text = crate::unparse(self.tape.source(item.start..item.end + 1)).ok()?;
                fold::fold(text.lines(), &mut self.lines);
            }
        }
        Some(())
    }

    /// An item that is one line if that is wide enough: an import, a module in another file, a type that is another, a
    /// constant, or a structure without fields.
    fn short(&mut self, indent: usize, item: Range<usize>) -> Option<()> {
        let at = self.attributes(indent, item.start)?;
        let keyword = self.tape.text(self.after_visibility(at));
        let is_known = matches!(keyword, "use" | "mod" | "type" | "struct" | "const");
        let line = self.statement(at..item.end).filter(|_| is_known)?;
        match keyword {
            _ if indent + line.len() <= WIDTH => self.lines.push(indent, &line),
            "type" => self.alias(indent, at..item.end)?,
            "const" => self.constant(indent, at..item.end)?,
            "use" => self.imports(indent, at..item.end)?,
            _ => return None,
        }
        Some(())
    }

    fn statement(&self, item: Range<usize>) -> Option<String> {
        let last = item.end - 1;
        if self.tape.text(last) != "}" {
            return Some(self.line(item)? + ";");
        }
        let open = item.clone().find(|&at| self.tape.kind(at) == Kind::Open(last))?;
        let (path, names) = (self.line(item.start..open)?, self.line(open + 1..last)?);
        path.ends_with("::").then(|| format!("{path}{{{names}}};"))
    }

    /// Names, in lines as full as `prettyplease` makes them.
    fn imports(&mut self, indent: usize, item: Range<usize>) -> Option<()> {
        let last = item.end - 1;
        let open = item.clone().find(|&at| self.tape.kind(at) == Kind::Open(last))?;
        let head = self.line(item.start..open)? + "{";
        (head.ends_with("::{") && indent + head.len() <= UNBROKEN).then(|| self.lines.push(indent, &head))?;
        let mut names: Vec<String> =
            self.split(open + 1..last, ",").into_iter().map(|name| self.line(name)).collect::<Option<_>>()?;
        // The comma after the last one is no part of its width.
        let (_, others) = names.split_last_mut()?;
        others.iter_mut().for_each(|name| name.push(','));
        let mut lines = fill_to(UNBROKEN, indent + INDENT, names.into_iter());
        lines.last_mut()?.push(',');
        for line in &lines {
            self.fitting(indent + INDENT, line)?;
        }
        self.fitting(indent, "};")
    }

    /// A type that is another, with the parameters of that in lines of their own.
    fn alias(&mut self, indent: usize, item: Range<usize>) -> Option<()> {
        let close = item.end - 1;
        let open = item.clone().rev().find(|&at| self.tape.text(at) == "<")?;
        if self.tape.text(close) != ">" || self.tape.text(close - 1) == ">" {
            return None;
        }
        self.lines.push(indent, &self.line(item.start..open + 1)?);
        for parameter in self.split(open + 1..close, ",") {
            let line = self.line(parameter)? + ",";
            self.fitting(indent + INDENT, &line)?;
        }
        self.fitting(indent, ">;")
    }

    /// A constant that is a list.
    fn constant(&mut self, indent: usize, item: Range<usize>) -> Option<()> {
        let list = self.bracketed(item)?;
        if list.close != "]" {
            return None;
        }
        self.fitting(indent, &list.open)?;
        let is_list = list.elements.len() > 1 && list.elements.iter().all(|element| fold::is_short(element));
        let mut elements: Vec<String> = list.elements.into_iter().map(|element| element + ",").collect();
        if is_list {
            elements = fill(indent + INDENT, elements.into_iter());
        }
        for line in &elements {
            self.fitting(indent + INDENT, line)?;
        }
        self.fitting(indent, "];")
    }

    /// A module of items that are one line.
    fn module(&mut self, head: Range<usize>, body: Range<usize>) -> Option<()> {
        let head = self.line(head)?;
        let ends = self.tape.text(body.end - 1) == ";";
        self.lines.push(0, &format!("{head} {{"));
        self.statements(INDENT, &self.split(body, ";"))?;
        self.lines.push(0, "}");
        ends.then_some(())
    }

    /// A call of a macro of the runtime, whose arguments stand in lines as full as they can be.
    fn call(&mut self, item: Range<usize>) -> Option<()> {
        let whole = self.line(item)? + ";";
        if whole.len() <= WIDTH {
            self.lines.push(0, &whole);
            return Some(());
        }
        let (head, elements) = whole.split_at(whole.find('(')? + 1);
        let mut line = head.to_owned();
        let mut indent = 0;
        for element in fold::arguments(elements) {
            let space = if line.len() == head.len() && indent == 0 { "" } else { " " };
            if indent + line.len() + space.len() + element.len() <= WIDTH {
                line.push_str(space);
                line.push_str(element);
            } else {
                self.fitting(indent, &line)?;
                indent = INDENT;
                line = element.to_owned();
            }
        }
        self.fitting(indent, &line)
    }

    /// Prints the attributes from here on. Where the next token is.
    fn attributes(&mut self, indent: usize, mut at: usize) -> Option<usize> {
        while let ("#", Kind::Open(close)) = (self.tape.text(at), self.tape.kind(at + 1)) {
            let line = match self.documentation(at + 2, close) {
                Some(comment) => comment?,
                None => {
                    let line = format!("#[{}]", self.line(at + 2..close)?);
                    (indent + line.len() <= UNBROKEN).then_some(line)?
                }
            };
            self.lines.push(indent, &line);
            at = close + 1;
        }
        Some(at)
    }

    fn after_visibility(&self, at: usize) -> usize {
        match (self.tape.text(at), self.tape.kind(at + 1)) {
            ("pub", Kind::Open(close)) => close + 1,
            ("pub", _) => at + 1,
            _ => at,
        }
    }

    /// A structure or an enum.
    fn definition(&mut self, head: Range<usize>, body: Range<usize>) -> Option<()> {
        let head = self.line(head)?;
        if head.len() + " {".len() > UNBROKEN {
            return None;
        }
        let members = self.split(body, ",");
        let is_private = |member: &Range<usize>| {
            let restricted = matches!(self.tape.kind(member.start + 1), Kind::Open(_));
            self.tape.text(member.start) != "#" && (self.tape.text(member.start) != "pub" || restricted)
        };
        if head.starts_with("pub struct ") && members.iter().all(is_private) {
            return self.storage(&head, &members);
        }
        self.lines.push(0, &format!("{head} {{"));
        for member in members {
            let at = self.attributes(INDENT, member.start)?;
            let line = self.line(at..member.end)? + ",";
            self.fitting(INDENT, &line)?;
        }
        self.lines.push(0, "}");
        Some(())
    }

    /// A structure of private fields, which stand in lines as full as they can be.
    fn storage(&mut self, head: &str, fields: &[Range<usize>]) -> Option<()> {
        let fields: Vec<String> = fields.iter().map(|field| self.line(field.clone())).collect::<Option<_>>()?;
        let joined = format!("{head} {{ {} }}", fields.join(", "));
        if fields.is_empty() {
            self.lines.push(0, &format!("{head} {{}}"));
        } else if joined.len() <= WIDTH && fields.iter().all(|field| !field.starts_with("pub")) {
            self.lines.push(0, &joined);
        } else {
            self.lines.push(0, &format!("{head} {{"));
            for line in fill(INDENT, fields.into_iter().map(|field| field + ",")) {
                self.fitting(INDENT, &line)?;
            }
            self.lines.push(0, "}");
        }
        Some(())
    }
}
