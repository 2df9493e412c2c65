//! How large a model may be.

use crate::Diagnostic;
use crate::source::Source;

/// How large a model may be: what is larger is an error that names the file, before it fills the memory.
///
/// Metadata and values of traits may be nested 127 deep in any model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that all files have together.
    pub bytes: usize,
    /// The most shapes that all files have together, each `apply` counted as one.
    pub shapes: usize,
    /// How to allow more shapes, in the words of the program that asks for the model: `allow more`.
    pub allow_more_shapes: &'static str,
}

impl Default for Limits {
    /// 64 MiB and 100,000 shapes: the largest model of AWS has 12 MB and 6,000 shapes.
    fn default() -> Self {
        Self { bytes: 64 << 20, shapes: 100_000, allow_more_shapes: "allow more" }
    }
}

impl Limits {
    /// What there is to say if the files are too large together, about the one that is too much.
    pub(crate) fn check(&self, sources: &[Source<'_>]) -> Option<Diagnostic> {
        let mut bytes = 0_usize;
        let first = sources.iter().find(|source| {
            bytes = bytes.saturating_add(source.text.len());
            bytes > self.bytes
        })?;
        let message = format!("the model has more than {} bytes", self.bytes);
        Some(first.diagnostic(message, "leave out what is not needed, or allow more"))
    }
}
