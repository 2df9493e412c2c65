//! A file's text and the positions in it.

use crate::{Diagnostic, Severity, Span};

/// A file as given to the reader.
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    /// Which of the files it is.
    index: u32,
    pub(crate) text: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(index: usize, file: &'a str, text: &'a str) -> Self {
        let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { file, index: u32::try_from(index).unwrap_or(u32::MAX), text, line_starts }
    }

    /// The position of `part`: of its quote, when it is the inside of a string. The position `1:1` when it is
    /// no slice of this file's text.
    pub(crate) fn span_of(&self, part: &str) -> Span {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match self.text.get(..offset) {
            Some(before) if before.ends_with('"') => self.span_at(offset - 1),
            Some(_) => self.span_at(offset),
            None => self.span_at(0),
        }
    }

    pub(crate) fn span_at(&self, offset: usize) -> Span {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).map_or(0, |last| self.line_starts[last]);
        let one_based = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
        Span { file: self.index, line: one_based(line), column: one_based(offset - start) }
    }

    /// A diagnostic about the file as a whole.
    pub(crate) fn diagnostic(&self, message: impl Into<String>, help: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            file: self.file.to_owned(),
            span: None,
            shape: None,
            pointer: None,
            message: message.into(),
            help: Some(help.to_owned()),
        }
    }
}
