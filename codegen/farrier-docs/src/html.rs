//! HTML fragments to blocks.

use crate::block::{Block, Builder, Container, Style};
use crate::spans::CodeSpans;
use crate::tag::{self, Element, Tag};
use crate::text;

/// Whether the text is HTML and no Markdown: outside of Markdown code it has a tag of a block. Tags within a line are
/// Markdown as well, but for a text that begins with white space, as HTML does that was cut out of a file.
pub(crate) fn is_html(text: &str) -> bool {
    let is_cut_out = text.starts_with([' ', '\n']);
    let spans = CodeSpans::new(text);
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '`']) {
        at += found;
        if let Some(span) = spans.at(at) {
            at = span.end;
        } else if tag::read(&text[at..]).is_some_and(|tag| is_cut_out || !tag.element.is_inline()) {
            return true;
        } else {
            at += 1;
        }
    }
    false
}

pub(crate) fn read(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        let len = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if let Some(tag) = tag::read(rest) {
            if tag.closing {
                reader.close(&tag)
            } else {
                reader.open(&tag)
            }
            tag.len
        } else if let Some((c, len)) = text::entity(rest) {
            reader.text(&c.map(String::from).unwrap_or_default());
            len
        } else {
            reader.text(&rest[..1]);
            1
        };
        rest = &rest[len..];
    }
    reader.text(rest);
    reader.finish()
}

#[derive(Default)]
struct Reader {
    builder: Builder,
    style: Style,
    /// Within a heading, term or cell: text that stays on one line.
    one_line: Option<Element>,
    preformatted: Option<String>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.preformatted {
            code.push_str(text);
        } else if !text.is_empty() {
            let heading =
                matches!(self.one_line, Some(Element::Heading | Element::Term | Element::Cell { header: true }));
            if heading {
                let style = Style { strong: true, ..self.style.clone() };
                self.builder.text(text, &style);
            } else {
                self.builder.text(text, &self.style);
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag.element {
            Element::Preformatted if self.preformatted.is_none() => {
                self.end_paragraph();
                self.preformatted = Some(String::new());
            }
            Element::Break => self.line_break(),
            _ if self.preformatted.is_some() => {}
            Element::Block if self.one_line.is_some() => self.text(" "),
            Element::Block | Element::Definition => self.end_paragraph(),
            Element::Heading => {
                self.end_paragraph();
                self.one_line = Some(tag.element);
            }
            Element::Quote(label) => self.open_quote(label),
            Element::List { ordered } => self.open_list(ordered.then_some(1)),
            Element::Table => self.open_list(None),
            Element::Item | Element::Row => self.open_item(),
            Element::Term => {
                self.open_item();
                self.one_line = Some(tag.element);
            }
            Element::Cell { .. } => {
                if self.builder.in_paragraph() {
                    self.builder.text(" | ", &Style::default());
                }
                self.style = Style::default();
                self.one_line = Some(tag.element);
            }
            _ => tag.apply(&mut self.style),
        }
    }

    fn close(&mut self, tag: &Tag) {
        match tag.element {
            Element::Preformatted => self.end_preformatted(),
            _ if self.preformatted.is_some() => {}
            Element::Block if self.one_line.is_some() => self.text(" "),
            Element::Block | Element::Heading | Element::Term | Element::Definition => self.end_paragraph(),
            Element::Quote(_) => self.close_innermost(|open| open == Container::Quote),
            Element::List { .. } | Element::Table => self.close_innermost(|open| matches!(open, Container::List(_))),
            Element::Item | Element::Row => {
                self.end_paragraph();
                let innermost = self.innermost(|open| open != Container::Quote);
                if let Some(index) = innermost.filter(|index| self.builder.open[*index] == Container::Item) {
                    self.builder.close_to(index);
                }
            }
            Element::Cell { .. } => self.one_line = None,
            _ => tag.apply(&mut self.style),
        }
    }

    fn end_preformatted(&mut self) {
        if let Some(code) = self.preformatted.take() {
            self.builder.code_block(code);
        }
    }

    fn line_break(&mut self) {
        match &mut self.preformatted {
            Some(code) => code.push('\n'),
            None if self.one_line.is_some() => self.text(" "),
            None => self.builder.line_break(),
        }
    }

    /// Ends the paragraph and, for the sake of unclosed tags, every style.
    fn end_paragraph(&mut self) {
        if self.one_line.take() == Some(Element::Term) {
            self.builder.end_label();
        } else {
            self.builder.end_paragraph();
        }
        self.style = Style::default();
    }

    fn open_quote(&mut self, label: &str) {
        self.end_paragraph();
        if self.builder.open(Container::Quote) {
            self.builder.text(label, &Style { strong: true, ..Style::default() });
            self.builder.end_label();
        }
    }

    fn open_list(&mut self, start: Option<u32>) {
        self.end_paragraph();
        self.builder.open(Container::List(start));
    }

    fn open_item(&mut self) {
        self.end_paragraph();
        match self.innermost(|open| matches!(open, Container::List(_))) {
            Some(list) => self.builder.close_to(list + 1),
            None => drop(self.builder.open(Container::List(None))),
        }
        self.builder.open(Container::Item);
    }

    fn innermost(&self, wanted: impl Fn(Container) -> bool) -> Option<usize> {
        self.builder.open.iter().rposition(|open| wanted(*open))
    }

    fn close_innermost(&mut self, wanted: impl Fn(Container) -> bool) {
        self.end_paragraph();
        if let Some(index) = self.innermost(wanted) {
            self.builder.close_to(index);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_preformatted();
        self.end_paragraph();
        self.builder.finish()
    }
}
