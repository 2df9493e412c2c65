//! Where in a file the parts of its shapes are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::json::{Entries, Key};
use crate::source::Source;
use crate::{Diagnostic, Span};

/// Finds places of a file by their JSON pointers. A loaded model knows where its shapes, members and traits are, but
/// not where the parts of the values of traits are: those are looked up in the file when something is said of them.
pub struct Locator<'t> {
    source: Source<'t>,
    shapes: BTreeMap<Cow<'t, str>, (&'t str, &'t RawValue)>,
}

impl<'t> Locator<'t> {
    /// For the text of a model. Without shapes, it finds nothing.
    pub fn new(text: &'t str) -> Self {
        let shapes = entries(text).into_iter().find(|(key, _)| key == "shapes");
        let shapes = shapes.map(|(_, (_, shapes))| entries(shapes.get())).unwrap_or_default();
        Self { source: Source::new(0, "", text), shapes: shapes.into_iter().collect() }
    }

    /// Moves a diagnostic about a part of a shape to that part, if the file has one at its pointer.
    pub fn locate(&self, diagnostic: &mut Diagnostic) {
        let pointer = diagnostic.pointer.as_deref();
        if let (Some(span), Some(label)) = (diagnostic.span, pointer.and_then(|pointer| self.find(pointer))) {
            diagnostic.span = Some(Span { file: span.file, ..self.source.span_of(label) });
        }
    }

    /// The key of a place, or its value if it has no key.
    fn find(&self, pointer: &str) -> Option<&'t str> {
        let mut segments = pointer.strip_prefix("/shapes/")?.split('/').map(unescaped);
        let (mut label, mut value) = *self.shapes.get(&*segments.next()?)?;
        for segment in segments {
            (label, value) = match value.get().as_bytes().first() {
                Some(b'[') => {
                    let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
                    let item = *items.get(segment.parse::<usize>().ok()?)?;
                    (item.get(), item)
                }
                _ => entries(value.get()).into_iter().find(|(key, _)| *key == segment)?.1,
            };
        }
        Some(label)
    }
}

/// The entries of an object: its keys, the slices of the text by which they are found, and their values.
fn entries<'t>(text: &'t str) -> Vec<(Cow<'t, str>, (&'t str, &'t RawValue))> {
    let entries: Entries<'t, &'t RawValue> = serde_json::from_str(text).unwrap_or_else(|_| Entries(Vec::new()));
    let entry = |(key, value): (Key<'t>, &'t RawValue)| (key.slice().unwrap_or(value.get()), key.0, value);
    entries.0.into_iter().map(entry).map(|(label, key, value)| (key, (label, value))).collect()
}

fn unescaped(segment: &str) -> Cow<'_, str> {
    match segment.contains('~') {
        true => segment.replace("~1", "/").replace("~0", "~").into(),
        false => segment.into(),
    }
}
