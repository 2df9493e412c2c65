//! What is wrong with a model, and where.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ShapeId;

/// A position in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file, as an index of [`Model::files`](crate::Model::files).
    pub file: u32,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, counted in bytes.
    pub column: u32,
}

impl Default for Span {
    fn default() -> Self {
        Self { file: 0, line: 1, column: 1 }
    }
}

/// As `Display`, because `explain` shows shapes as they are.
impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The model can be used, but something in it has no effect.
    Warning,
    /// The model cannot be used.
    #[default]
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// An error of a model, or a warning. Displays as two or three lines, without a line break at the end:
///
/// ```text
/// model.json:12:9: error: there is no shape `example#Strng`
///   at example#Thing$name (/shapes/example#Thing/members/name/target)
///   help: did you mean `example#String`?
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Whether it is an error or a warning.
    pub severity: Severity,
    /// The label of the file, as given to [`load`](crate::load); empty for what is in no file.
    pub file: String,
    /// Where in the file, when there is a place.
    pub span: Option<Span>,
    /// The shape or member it is about.
    pub shape: Option<ShapeId>,
    /// The place as a JSON pointer (RFC 6901) into the file.
    pub pointer: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            f.write_str(&visible(&self.file))?;
            if let Some(span) = self.span {
                write!(f, ":{span}")?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{}: {}", self.severity, shown(&self.message))?;
        if let Some(place) = self.place() {
            write!(f, "\n  at {place}")?;
        }
        match &self.help {
            Some(help) => write!(f, "\n  help: {}", shown(help)),
            None => Ok(()),
        }
    }
}

impl Diagnostic {
    /// The shape or member, and the place as a JSON pointer, as messages show them.
    pub fn place(&self) -> Option<String> {
        match (&self.shape, &self.pointer) {
            (Some(shape), Some(pointer)) => Some(format!("{} ({})", shown(shape.as_str()), shown(pointer))),
            (Some(shape), None) => Some(shown(shape.as_str()).into_owned()),
            (None, Some(pointer)) => Some(shown(pointer).into_owned()),
            (None, None) => None,
        }
    }
}

/// A text on one line, which says nothing to a terminal, and in which no letters change places or are not seen.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Marks are seen with the letter before them.
    let is_hidden = |c: char| !matches!(c, ' '..='~') && format!("e{c}").escape_debug().count() > 2;
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { out.extend(c.escape_debug()) } else { out.push(c) }
    }
    out.into()
}

/// A line of a file that is as [`visible`], but for its tabs.
pub fn visible_line(line: &str) -> String {
    let parts: Vec<Cow<'_, str>> = line.split('\t').map(visible).collect();
    parts.join("\t")
}

/// The most bytes of each part of a message that are shown, unless a program says otherwise: a name of megabytes would
/// hide what is said of it.
pub const SHOWN: usize = 1_000;

static MOST: AtomicUsize = AtomicUsize::new(SHOWN);

/// Sets how many bytes of each part of a message are shown from here on, in the whole process.
pub fn show_at_most(bytes: usize) {
    MOST.store(bytes, Ordering::Relaxed);
}

/// A part of a message as it is shown: on one line, and cut in the middle if it is very long.
pub fn shown(text: &str) -> Cow<'_, str> {
    let most = MOST.load(Ordering::Relaxed);
    let text = visible(text);
    let Some(more) = text.len().checked_sub(most).filter(|more| *more > 0) else { return text };
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(most / 2), boundary(text.len() - most / 2));
    format!("{}[.. {more} bytes ..]{}", &text[..start], &text[end..]).into()
}

impl std::error::Error for Diagnostic {}
