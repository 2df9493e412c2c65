//! Documents: what readers build and the writer takes.

use std::rc::Rc;

/// How deep containers may nest; what is deeper is written at this depth.
pub(crate) const MAX_DEPTH: usize = 12;

/// A piece of a document. Flat, not a tree: however deep a hostile text nests, nothing recurses.
#[derive(Debug, PartialEq)]
pub(crate) enum Block {
    Open(Container),
    Close,
    Paragraph(Vec<Run>),
    Code(String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Container {
    Quote,
    /// With the number of its first item if it is ordered.
    List(Option<u32>),
    Item,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Run {
    Text(String, Style),
    /// A line break that must show.
    Break,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Style {
    pub(crate) code: bool,
    pub(crate) strong: bool,
    pub(crate) em: bool,
    pub(crate) link: Option<Rc<str>>,
}

/// Collects the blocks of a document for the readers.
#[derive(Default)]
pub(crate) struct Builder {
    blocks: Vec<Block>,
    pub(crate) open: Vec<Container>,
    runs: Vec<Run>,
    /// A label, such as `Note:`, that starts the next paragraph.
    pub(crate) label: Vec<Run>,
}

impl Builder {
    /// Adds text; a paragraph starts with the first that is not white space.
    pub(crate) fn text(&mut self, text: &str, style: &Style) {
        if !self.in_paragraph() && text.trim().is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(Run::Text(last, last_style)) if last_style == style => last.push_str(text),
            _ => self.runs.push(Run::Text(text.to_owned(), style.clone())),
        }
    }

    /// A line break; the second in a row ends the paragraph.
    pub(crate) fn line_break(&mut self) {
        let mut visible =
            self.runs.iter().rev().filter(|run| !matches!(run, Run::Text(text, _) if text.trim().is_empty()));
        match visible.next() {
            None => {}
            Some(Run::Break) => self.end_paragraph(),
            Some(Run::Text(..)) => self.runs.push(Run::Break),
        }
    }

    pub(crate) fn in_paragraph(&self) -> bool {
        !self.runs.is_empty()
    }

    pub(crate) fn end_paragraph(&mut self) {
        if self.in_paragraph() {
            let mut paragraph = std::mem::take(&mut self.label);
            paragraph.append(&mut self.runs);
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// Makes what was written since the last paragraph the label of the next one.
    pub(crate) fn end_label(&mut self) {
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

    pub(crate) fn trim_end(&mut self) {
        if let Some(Run::Text(text, _)) = self.runs.last_mut() {
            text.truncate(text.trim_end().len());
        }
    }

    /// Writes a label that no paragraph followed.
    pub(crate) fn end_lonely_label(&mut self) {
        let label = std::mem::take(&mut self.label);
        if !label.is_empty() {
            self.blocks.push(Block::Paragraph(label));
        }
    }

    pub(crate) fn code_block(&mut self, code: String) {
        self.end_paragraph();
        self.end_lonely_label();
        self.blocks.push(Block::Code(code));
    }

    /// Opens a container unless that nests too deep.
    pub(crate) fn open(&mut self, container: Container) -> bool {
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
    pub(crate) fn close_to(&mut self, depth: usize) {
        self.end_paragraph();
        while self.open.len() > depth {
            match self.open.pop() {
                Some(Container::Quote) => self.label.clear(),
                _ => self.end_lonely_label(),
            }
            self.blocks.push(Block::Close);
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.close_to(0);
        self.end_lonely_label();
        self.blocks
    }
}
