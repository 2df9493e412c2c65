//! Documentation traits to rustdoc Markdown.
//!
//! AWS models write HTML fragments, others write CommonMark, with tags within a line, or plain sentences. Two readers
//! turn either into one flat list of blocks, and one writer turns blocks into Markdown. Only the writer knows what
//! rustdoc and clippy trip over, so nothing in a model, however hostile, can add a warning, a doctest, an intra-doc
//! link or raw HTML to the output.
//!
//! The HTML reader is a small tolerant tokenizer of our own: the fragments use some forty tags and no scripts, styles
//! or encodings, and an HTML5 parser crate costs more build time than the rest of the generator.
//!
//! A crate of its own because models are full of documentation, and it is compiled with optimisation even in a
//! development build.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod block;
mod html;
mod markdown;
mod paragraph;
mod spans;
mod tag;
mod text;
mod write;

#[cfg(test)]
mod tests;

use block::Block;

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
