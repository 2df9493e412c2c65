//! Documentation traits to rustdoc Markdown.
//!
//! AWS models write HTML fragments, others write CommonMark or plain sentences. Two readers turn either into one flat
//! list of blocks, and one writer turns blocks into Markdown. Only the writer knows what rustdoc and clippy trip over,
//! so nothing in a model, however hostile, can add a warning, a doctest, an intra-doc link or raw HTML to the output.
//!
//! The HTML reader is a small tolerant tokenizer of our own: the fragments use some forty tags and no scripts, styles or
//! encodings, and an HTML5 parser crate costs more build time than the rest of the generator.
//!
//! A crate of its own because models are full of documentation, and it is compiled with optimisation even in a
//! development build.

mod html;
mod markdown;
mod paragraph;
mod spans;
mod text;
mod write;

#[cfg(test)]
mod tests;

use std::rc::Rc;

/// How deep containers may nest; what is deeper is written at this depth.
const MAX_DEPTH: usize = 12;

/// The lines of Markdown for a documentation trait, without blank lines at either end.
pub fn lines(documentation: &str) -> Vec<String> {
    write::lines(read(documentation))
}

/// [`lines`], and the first sentence on one line, with links reduced to their text; `None` when there is no text.
pub fn lines_and_summary(documentation: &str) -> (Vec<String>, Option<String>) {
    let blocks = read(documentation);
    let summary = summary(&blocks);
    (write::lines(blocks), summary)
}

fn summary(blocks: &[Block]) -> Option<String> {
    let mut depth = 0usize;
    let mut first = None;
    for block in blocks {
        match block {
            Block::Open(_) => depth += 1,
            Block::Close => depth -= 1,
            Block::Paragraph(runs) if depth == 0 => return paragraph::sentence(runs),
            Block::Paragraph(runs) => first = first.or(Some(runs)),
            Block::Code(_) => {}
        }
    }
    paragraph::sentence(first?)
}

fn read(documentation: &str) -> Vec<Block> {
    let text = text::clean(documentation);
    if html::is_html(&text) { html::read(&text) } else { markdown::read(&text) }
}

/// A piece of a document. Flat, not a tree: however deep a hostile text nests, nothing recurses.
#[derive(Debug, PartialEq)]
enum Block {
    Open(Container),
    Close,
    Paragraph(Vec<Run>),
    Code(String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Container {
    Quote,
    /// With the number of its first item if it is ordered.
    List(Option<u32>),
    Item,
}

#[derive(Clone, Debug, PartialEq)]
enum Run {
    Text(String, Style),
    /// A line break that must show.
    Break,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Style {
    code: bool,
    strong: bool,
    em: bool,
    link: Option<Rc<str>>,
}

/// Collects the blocks of a document for the readers.
#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    open: Vec<Container>,
    runs: Vec<Run>,
    /// A label, such as `Note:`, that starts the next paragraph.
    label: Vec<Run>,
}

impl Builder {
    /// Adds text; a paragraph starts with the first that is not white space.
    fn text(&mut self, text: &str, style: &Style) {
        if !self.in_paragraph() && text.trim().is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(Run::Text(last, last_style)) if last_style == style => last.push_str(text),
            _ => self.runs.push(Run::Text(text.to_owned(), style.clone())),
        }
    }

    /// A line break; the second in a row ends the paragraph.
    fn line_break(&mut self) {
        let mut visible =
            self.runs.iter().rev().filter(|run| !matches!(run, Run::Text(text, _) if text.trim().is_empty()));
        match visible.next() {
            None => {}
            Some(Run::Break) => self.end_paragraph(),
            Some(Run::Text(..)) => self.runs.push(Run::Break),
        }
    }

    fn in_paragraph(&self) -> bool {
        !self.runs.is_empty()
    }

    fn end_paragraph(&mut self) {
        if self.in_paragraph() {
            let mut paragraph = std::mem::take(&mut self.label);
            paragraph.append(&mut self.runs);
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// Makes what was written since the last paragraph the label of the next one.
    fn end_label(&mut self) {
        if !self.in_paragraph() {
            return;
        }
        let bare = |run: &Run| matches!(run, Run::Text(text, _) if !text.trim_end().ends_with(':'));
        if self.runs.last().is_some_and(bare) {
            self.trim_end();
            self.text(":", &Style::default());
        }
        self.text(" ", &Style::default());
        self.label.append(&mut self.runs);
    }

    fn trim_end(&mut self) {
        if let Some(Run::Text(text, _)) = self.runs.last_mut() {
            text.truncate(text.trim_end().len());
        }
    }

    /// Writes a label that no paragraph followed.
    fn end_lonely_label(&mut self) {
        let label = std::mem::take(&mut self.label);
        if !label.is_empty() {
            self.blocks.push(Block::Paragraph(label));
        }
    }

    fn code_block(&mut self, code: String) {
        self.end_paragraph();
        self.end_lonely_label();
        self.blocks.push(Block::Code(code));
    }

    /// Opens a container unless that nests too deep.
    fn open(&mut self, container: Container) -> bool {
        self.end_paragraph();
        self.end_lonely_label();
        let fits = self.open.len() < MAX_DEPTH;
        if fits {
            self.open.push(container);
            self.blocks.push(Block::Open(container));
        }
        fits
    }

    /// Closes containers until `depth` are open.
    fn close_to(&mut self, depth: usize) {
        self.end_paragraph();
        while self.open.len() > depth {
            match self.open.pop() {
                Some(Container::Quote) => self.label.clear(),
                _ => self.end_lonely_label(),
            }
            self.blocks.push(Block::Close);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_to(0);
        self.end_lonely_label();
        self.blocks
    }
}
