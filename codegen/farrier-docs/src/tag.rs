//! Tags of HTML.

use crate::block::Style;
use crate::text;
use std::rc::Rc;

/// No tag is longer; one that never ends must not be read again from each of its starts.
const MAX_TAG: usize = 4096;

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
    pub(crate) fn is_inline(self) -> bool {
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
pub(crate) fn read_inline(text: &str) -> Option<Tag<'_>> {
    read(text).filter(|tag| tag.element.is_inline())
}

/// The tag at the start of the text if it is one we know; a name in mixed case is a placeholder such as `<Code>`.
pub(crate) fn read(text: &str) -> Option<Tag<'_>> {
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
