//! CommonMark and plain sentences to blocks.
//!
//! Everything an author of model documentation is likely to write: paragraphs, headings, lists, quotes and code. Tables
//! and reference links stay text.

use crate::block::{Block, Builder, Container, MAX_DEPTH};
use crate::spans;

pub(crate) fn read(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    let indent = hanging_indent(text);
    for line in text.lines() {
        reader.line(&line[indentation(line).min(indent)..]);
    }
    reader.end_leaf();
    reader.builder.finish()
}

/// The layout that a text has from being cut out of source code, first line without and all others with indentation.
fn hanging_indent(text: &str) -> usize {
    let mut lines = text.lines();
    let follows_on = lines.next().is_some_and(|first| indentation(first) == 0 && !first.is_empty())
        && lines.clone().next().is_some_and(|second| !second.trim().is_empty());
    let filled = lines.filter(|line| !line.trim().is_empty());
    if follows_on { filled.map(indentation).min().unwrap_or(0) } else { 0 }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A container of the builder, with what decides whether the next line is in it.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Quote,
    List { bullet: u8 },
    Item { indent: usize },
}

enum Leaf {
    Paragraph(String),
    Indented(String),
    Fenced { ticks: String, indent: usize, code: String },
}

#[derive(Default)]
struct Reader {
    builder: Builder,
    open: Vec<Open>,
    leaf: Option<Leaf>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let (matched, rest) = self.continued(line);
        let all = matched == self.open.len();
        if all && self.continue_code(rest) {
            return;
        }
        if rest.trim().is_empty() {
            self.end_leaf();
            self.close_to(matched);
            return;
        }
        if !all {
            if let Some(Leaf::Paragraph(text)) = self.leaf.as_mut().filter(|_| !starts_block(rest)) {
                push_line(text, rest);
                return;
            }
            self.end_leaf();
            self.close_to(matched);
        }
        let rest = self.open_containers(rest);
        self.leaf_line(rest);
    }

    /// How many of the open containers the line continues, and the rest of the line.
    fn continued<'a>(&self, line: &'a str) -> (usize, &'a str) {
        let mut rest = line;
        for (index, open) in self.open.iter().enumerate() {
            let inner = match open {
                Open::List { .. } => Some(rest),
                Open::Quote => quoted(rest),
                Open::Item { .. } if rest.trim().is_empty() => Some(""),
                Open::Item { indent } => (indentation(rest) >= *indent).then(|| &rest[*indent..]),
            };
            match inner {
                Some(inner) => rest = inner,
                None => return (index, rest),
            }
        }
        (self.open.len(), rest)
    }

    /// Adds the line to the open code block, if there is one and it goes on.
    fn continue_code(&mut self, rest: &str) -> bool {
        match &mut self.leaf {
            Some(Leaf::Fenced { ticks, indent, code }) => {
                let text = rest.trim();
                if text.starts_with(ticks.as_str()) && text.trim_start_matches(&ticks[..1]).is_empty() {
                    self.end_leaf();
                } else {
                    push_line(code, &rest[indentation(rest).min(*indent)..]);
                }
                true
            }
            Some(Leaf::Indented(code)) if indentation(rest) >= 4 || rest.trim().is_empty() => {
                push_line(code, rest.get(4..).unwrap_or(""));
                true
            }
            _ => false,
        }
    }

    /// Opens the quotes and list items that the line begins with; what is left of it.
    fn open_containers<'a>(&mut self, line: &'a str) -> &'a str {
        let mut rest = line;
        while indentation(rest) < 4 && self.open.len() + 2 <= MAX_DEPTH {
            if let Some(inner) = quoted(rest) {
                self.end_leaf();
                self.close_dangling_list();
                self.push(Open::Quote, Container::Quote);
                rest = inner;
            } else if let Some(marker) = list_marker(rest).filter(|marker| self.may_interrupt(marker, rest)) {
                self.end_leaf();
                if self.open.last() != Some(&Open::List { bullet: marker.bullet }) {
                    self.close_dangling_list();
                    self.push(Open::List { bullet: marker.bullet }, Container::List(marker.number));
                }
                self.push(Open::Item { indent: marker.width }, Container::Item);
                rest = rest.get(marker.width..).unwrap_or("");
            } else {
                break;
            }
        }
        rest
    }

    fn may_interrupt(&self, marker: &Marker, line: &str) -> bool {
        let Some(Leaf::Paragraph(_)) = self.leaf else { return true };
        marker.number.is_none_or(|number| number == 1) && line.len() > marker.width
    }

    fn leaf_line(&mut self, line: &str) {
        self.close_dangling_list();
        let text = line.trim();
        if indentation(line) >= 4 {
            if let Some(Leaf::Paragraph(paragraph)) = &mut self.leaf {
                push_line(paragraph, line);
            } else {
                self.leaf = Some(Leaf::Indented(line[4..].to_owned()));
            }
        } else if let Some(ticks) = fence(text) {
            self.end_leaf();
            self.leaf = Some(Leaf::Fenced { ticks: ticks.to_owned(), indent: indentation(line), code: String::new() });
        } else if let Some(heading) = atx_heading(text) {
            self.end_leaf();
            self.heading(heading);
        } else if let Some(Leaf::Paragraph(paragraph)) = self.leaf.take_if(|_| is_rule(text, "=-", 2)) {
            self.heading(&paragraph);
        } else if is_break(text) {
            self.end_leaf();
        } else if let Some(Leaf::Paragraph(paragraph)) = &mut self.leaf {
            push_line(paragraph, line);
        } else {
            self.leaf = Some(Leaf::Paragraph(line.trim_start().to_owned()));
        }
    }

    fn heading(&mut self, text: &str) {
        spans::read(text, true, &mut self.builder);
        self.builder.end_paragraph();
    }

    fn end_leaf(&mut self) {
        match self.leaf.take() {
            Some(Leaf::Paragraph(text)) => {
                spans::read(text.trim_end(), false, &mut self.builder);
                self.builder.end_paragraph();
            }
            Some(Leaf::Indented(code) | Leaf::Fenced { code, .. }) => self.builder.code_block(code),
            None => {}
        }
    }

    fn push(&mut self, open: Open, container: Container) {
        self.builder.open(container);
        self.open.push(open);
    }

    fn close_to(&mut self, depth: usize) {
        self.builder.close_to(depth);
        self.open.truncate(depth);
    }

    /// Closes a list whose last item has ended, before anything but the next item.
    fn close_dangling_list(&mut self) {
        if let Some(Open::List { .. }) = self.open.last() {
            self.end_leaf();
            self.close_to(self.open.len() - 1);
        }
    }
}

fn push_line(text: &mut String, line: &str) {
    text.push('\n');
    text.push_str(line);
}

/// The rest of a line that begins with the mark of a quote.
fn quoted(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(' ').strip_prefix('>').filter(|_| indentation(line) < 4)?;
    Some(inner.strip_prefix(' ').unwrap_or(inner))
}

struct Marker {
    /// The character that tells one list from the next.
    bullet: u8,
    number: Option<u32>,
    /// The columns up to the text of the item.
    width: usize,
}

fn list_marker(line: &str) -> Option<Marker> {
    let text = line.trim_start_matches(' ');
    if is_break(text) {
        return None;
    }
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let bullet = *text.as_bytes().get(digits)?;
    let number = match (digits, bullet) {
        (0, b'-' | b'*' | b'+') => None,
        (1.., b'.' | b')') => Some(text[..digits].parse().ok()?),
        _ => return None,
    };
    let after = &text[digits + 1..];
    let spaces = match indentation(after) {
        _ if after.trim().is_empty() => 1,
        0 => return None,
        few @ 1..=4 => few,
        _ => 1,
    };
    Some(Marker { bullet, number, width: indentation(line) + digits + 1 + spaces })
}

/// Whether the line cannot go on with a paragraph of the container that it has left.
fn starts_block(line: &str) -> bool {
    let text = line.trim();
    indentation(line) < 4
        && (text.starts_with('>')
            || list_marker(line).is_some()
            || fence(text).is_some()
            || atx_heading(text).is_some()
            || is_break(text))
}

/// The characters that open a fenced code block.
fn fence(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let ticks = &text[..text.len() - info.len()];
    (ticks.len() >= 3 && !(mark == '`' && info.contains('`'))).then_some(ticks)
}

fn atx_heading(text: &str) -> Option<&str> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let ends = title.is_empty() || title.starts_with(' ');
    ((1..=6).contains(&level) && ends).then(|| title.trim_end_matches('#').trim())
}

/// Whether the text is a thematic break: one character repeated, with or without spaces.
fn is_break(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(['-', '*', '_']) && is_rule(&text.replace(' ', ""), "-*_", 3)
}

/// Whether the text is one character of `marks` repeated, at least `min` times.
fn is_rule(text: &str, marks: &str, min: usize) -> bool {
    let Some(first) = text.chars().next().filter(|c| marks.contains(*c)) else { return false };
    text.len() >= min && text.chars().all(|c| c == first)
}
