//! Blocks to lines of Markdown: prefixes of quotes and lists, blank lines, fences.

use crate::block::{Block, Container};
use crate::paragraph;

const WIDTH: usize = 112;
/// However deep the nesting, a line holds this much text.
const MIN_WIDTH: usize = 40;
/// CommonMark takes no longer number for that of a list item.
const MAX_NUMBER: u32 = 999_999_999;

pub(crate) fn lines(blocks: Vec<Block>) -> Vec<String> {
    let mut writer = Writer::default();
    for block in blocks {
        match block {
            Block::Open(container) => writer.open(container),
            Block::Close => drop(writer.frames.pop()),
            Block::Paragraph(runs) => {
                let width = WIDTH.saturating_sub(writer.indent()).max(MIN_WIDTH);
                writer.write(paragraph::wrap(&paragraph::markdown(&runs), width));
            }
            Block::Code(code) => writer.write(fence(&code)),
        }
    }
    writer.lines
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    frames: Vec<Frame>,
}

struct Frame {
    container: Container,
    /// What the first line starts with; of an item, later lines are indented by as much.
    marker: String,
    /// Whether a line is written in it. A container without lines leaves no trace.
    started: bool,
}

impl Writer {
    fn open(&mut self, container: Container) {
        let marker = match container {
            Container::Quote => "> ".to_owned(),
            Container::List(_) => String::new(),
            Container::Item => self.item_marker(),
        };
        self.frames.push(Frame { container, marker, started: false });
    }

    fn item_marker(&mut self) -> String {
        match self.frames.last_mut().map(|frame| &mut frame.container) {
            Some(Container::List(Some(next))) => {
                let marker = format!("{next}. ");
                *next = (*next + 1).min(MAX_NUMBER);
                marker
            }
            _ => "- ".to_owned(),
        }
    }

    fn indent(&self) -> usize {
        self.frames.iter().map(|frame| frame.marker.len()).sum()
    }

    fn write(&mut self, block: Vec<String>) {
        if block.is_empty() {
            return;
        }
        if self.needs_blank_line() {
            let started = self.frames.iter().filter(|frame| frame.started);
            let blank: String = started.map(continuation).collect();
            self.lines.push(blank.trim_end().to_owned());
        }
        for line in block {
            let prefix: String = self.frames.iter_mut().map(prefix).collect();
            self.lines.push(format!("{prefix}{line}").trim_end().to_owned());
        }
        // Text between the items of a list ends it; the next item starts another.
        let is_list = |frame: &&mut Frame| matches!(frame.container, Container::List(_));
        self.frames.iter_mut().rev().take_while(is_list).for_each(|list| list.started = false);
    }

    fn needs_blank_line(&self) -> bool {
        let Some(new) = self.frames.iter().position(|frame| !frame.started) else {
            return !self.lines.is_empty();
        };
        let parent = new.checked_sub(1).map(|parent| self.frames[parent].container);
        let marker = self.frames.get(new + 1).map(|item| item.marker.as_str());
        match (parent, self.frames[new].container, marker) {
            (Some(Container::List(_)), Container::Item, _) => false,
            // Only such lists may interrupt a paragraph; a blank line would put the outer items into paragraphs.
            (Some(Container::Item), Container::List(_), Some("- " | "1. ")) => false,
            (None, Container::List(_), Some("- ")) => false,
            _ => !self.lines.is_empty(),
        }
    }
}

/// The prefix of a line in the container, which counts as started from then on.
fn prefix(frame: &mut Frame) -> String {
    let first = !std::mem::replace(&mut frame.started, true);
    if first { frame.marker.clone() } else { continuation(frame) }
}

fn continuation(frame: &Frame) -> String {
    match frame.container {
        Container::Item => " ".repeat(frame.marker.len()),
        Container::Quote | Container::List(_) => frame.marker.clone(),
    }
}

/// A code block. Always marked as text: rustdoc compiles a block without a language as a test.
fn fence(code: &str) -> Vec<String> {
    let mut body: Vec<&str> = code.lines().map(str::trim_end).skip_while(|line| line.is_empty()).collect();
    while body.last().is_some_and(|line| line.is_empty()) {
        body.pop();
    }
    if body.is_empty() {
        return Vec::new();
    }
    let ticks = "`".repeat(paragraph::longest_backtick_run(code).max(2) + 1);
    let mut lines = vec![format!("{ticks}text")];
    lines.extend(body.into_iter().map(str::to_owned));
    lines.push(ticks);
    lines
}
