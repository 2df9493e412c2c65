//! The lines of an item, with attributes on the line of what they are on.

use crate::Layout;
use crate::fold::WIDTH;

/// Text that grows by lines.
pub(crate) struct Lines {
    text: String,
    /// The length of the last line.
    width: usize,
    layout: Layout,
}

/// A place in the text to go back to.
pub(crate) struct Mark {
    end: usize,
    width: usize,
}

impl Lines {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { text: String::new(), width: 0, layout }
    }

    /// Adds a line. `#[inline]` and `#[cfg]` go on the line of what they are on, and so do attributes of a type.
    pub(crate) fn push(&mut self, indent: usize, line: &str) {
        if self.layout == Layout::Joined && self.joins(line) {
            self.text.push(' ');
            self.text.push_str(line);
            self.width += 1 + line.len();
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(line);
        self.width = indent + line.len();
    }

    fn joins(&self, line: &str) -> bool {
        if !self.text.ends_with(']') {
            return false;
        }
        let previous = self.text[self.text.len() - self.width..].trim_start();
        let small = ["#[inline]", "#[cfg("].iter().any(|start| previous.starts_with(start));
        // The attribute of almost every method takes no width from what it is on.
        let limit = WIDTH + if previous == "#[inline]" { previous.len() + 1 } else { 0 };
        let room = self.width + 1 + line.len() <= limit;
        previous.starts_with("#[") && (small || line.starts_with("#[")) && room
    }

    /// Where the text ends now.
    pub(crate) fn mark(&self) -> Mark {
        Mark { end: self.text.len(), width: self.width }
    }

    /// Takes back what was added since.
    pub(crate) fn reset(&mut self, mark: Mark) {
        self.text.truncate(mark.end);
        self.width = mark.width;
    }

    /// Takes all back.
    pub(crate) fn clear(&mut self) {
        self.reset(Mark { end: 0, width: 0 });
    }

    /// The lines, each with its end.
    pub(crate) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}
