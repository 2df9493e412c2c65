//! HTML fragments to blocks.

use crate::block::{Block, Builder, Container, Style};
use crate::spans::CodeSpans;
use crate::text;
use std::rc::Rc;

/// No tag is longer; one that never ends must not be read again from each of its starts.
const MAX_TAG: usize = 4096;

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
        } else if tag(&text[at..]).is_some_and(|tag| is_cut_out || !tag.element.is_inline()) {
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
        } else if let Some(tag) = tag(rest) {
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

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Element {
    /// Begins a paragraph and ends one.
    Block,
    Heading,
    Quote(&'static str),
    List {
        ordered: bool,
    },
    Item,
    Term,
    Definition,
    Table,
    Row,
    Cell {
        header: bool,
    },
    Preformatted,
    Break,
    Code,
    Strong,
    Emphasis,
    Link,
    /// Known, and without effect.
    Inline,
}

impl Element {
    /// Whether it is part of a line.
    fn is_inline(self) -> bool {
        matches!(self, Self::Break | Self::Code | Self::Strong | Self::Emphasis | Self::Link | Self::Inline)
    }
}

pub(crate) struct Tag<'a> {
    pub(crate) element: Element,
    pub(crate) closing: bool,
    attributes: &'a str,
    pub(crate) len: usize,
}

impl Tag<'_> {
    /// Changes the style of the text that follows, if the tag does.
    pub(crate) fn apply(&self, style: &mut Style) {
        match self.element {
            Element::Code => style.code = !self.closing,
            Element::Strong => style.strong = !self.closing,
            Element::Emphasis => style.em = !self.closing,
            Element::Link => style.link = if self.closing { None } else { href(self.attributes) },
            _ => {}
        }
    }
}

/// The tag at the start of the text, if it is one within a line.
pub(crate) fn inline_tag(text: &str) -> Option<Tag<'_>> {
    tag(text).filter(|tag| tag.element.is_inline())
}

/// The tag at the start of the text if it is one we know; a name in mixed case is a placeholder such as `<Code>`.
fn tag(text: &str) -> Option<Tag<'_>> {
    let body = text.strip_prefix('<')?;
    let (closing, body) = body.strip_prefix('/').map_or((false, body), |body| (true, body));
    let name_len = body.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = body.split_at(name_len);
    let one_case = !name.bytes().any(|b| b.is_ascii_lowercase()) || !name.bytes().any(|b| b.is_ascii_uppercase());
    let element = element(&name.to_ascii_lowercase()).filter(|_| one_case)?;
    if !attributes.starts_with([' ', '\n', '/', '>']) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate().take(MAX_TAG) {
        match (quote, byte) {
            (None, b'>') => {
                let len = text.len() - attributes.len() + at + 1;
                return Some(Tag { element, closing, attributes: &attributes[..at], len });
            }
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn element(name: &str) -> Option<Element> {
    Some(match name {
        "p" | "div" | "section" | "center" | "hr" | "caption" | "body" | "html" => Element::Block,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "fullname" => Element::Heading,
        "note" => Element::Quote("Note"),
        "important" => Element::Quote("Important"),
        "warning" => Element::Quote("Warning"),
        "caution" => Element::Quote("Caution"),
        "tip" => Element::Quote("Tip"),
        "blockquote" => Element::Quote(""),
        "ul" | "dl" => Element::List { ordered: false },
        "ol" => Element::List { ordered: true },
        "li" => Element::Item,
        "dt" => Element::Term,
        "dd" => Element::Definition,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" => Element::Cell { header: false },
        "th" => Element::Cell { header: true },
        "pre" => Element::Preformatted,
        "br" => Element::Break,
        "code" | "tt" | "kbd" | "samp" => Element::Code,
        "b" | "strong" => Element::Strong,
        "i" | "em" | "var" | "cite" | "dfn" | "replaceable" => Element::Emphasis,
        "a" => Element::Link,
        "span" | "u" | "s" | "small" | "big" | "sub" | "sup" | "font" | "img" | "thead" | "tbody" | "tfoot" => {
            Element::Inline
        }
        _ => return None,
    })
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

/// The target of a link, if it is one that can be followed.
fn href(attributes: &str) -> Option<Rc<str>> {
    let mut rest = attributes;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_once([' ', '\n']).unwrap_or((after, "")),
        };
        if name.split_ascii_whitespace().last().is_some_and(|name| name.eq_ignore_ascii_case("href")) {
            return text::link_target(&text::decode(value)).map(Rc::from);
        }
        rest = next;
    }
    None
}
