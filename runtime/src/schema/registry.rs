//! The schemas in use, each found by where its id and its text are in memory.

use super::shape::ShapeSchema;
use std::ptr;
use std::sync::OnceLock;

/// A power of two. Schemas that share a slot hang on one another.
const SLOTS: usize = 256;

static SCHEMAS: [OnceLock<Entry>; SLOTS] = [const { OnceLock::new() }; SLOTS];

/// As large as a line of the processor's cache.
struct Entry {
    id: &'static str,
    text: &'static str,
    shape: &'static ShapeSchema,
    next: OnceLock<Box<Entry>>,
}

/// The schema of a structure or union, given its absolute shape id and its [schema text](farrier_schema_text).
///
/// Texts are compared by address, which takes a few nanoseconds: they have to be constants. What is built of them is
/// kept for the life of the program, once for every copy the compiler makes of the constants.
///
/// # Panics
/// The text does not follow the grammar: see [`ShapeSchema`].
pub fn shape(id: &'static str, text: &'static str) -> &'static ShapeSchema {
    let slot = &SCHEMAS[index(id, text)];
    match slot.get() {
        Some(entry) if entry.is_of(id, text) => entry.shape,
        _ => search(slot, id, text),
    }
}

/// Kept apart: what is called for each value has little to remember then.
#[cold]
fn search(slot: &'static OnceLock<Entry>, id: &'static str, text: &'static str) -> &'static ShapeSchema {
    let mut entry = slot.get_or_init(|| Entry::new(id, text));
    while !entry.is_of(id, text) {
        entry = entry.next.get_or_init(|| Box::new(Entry::new(id, text)));
    }
    entry.shape
}

/// Where id and text begin, mixed so that neighbours in memory are in slots of their own.
#[inline]
fn index(id: &str, text: &str) -> usize {
    let mixed = id.as_ptr().addr().wrapping_add(text.as_ptr().addr().rotate_left(6));
    (mixed ^ (mixed >> 8)) % SLOTS
}

impl Entry {
    fn new(id: &'static str, text: &'static str) -> Self {
        Self { id, text, shape: ShapeSchema::new(id, text), next: OnceLock::new() }
    }

    #[inline]
    fn is_of(&self, id: &'static str, text: &'static str) -> bool {
        ptr::eq(self.id, id) && ptr::eq(self.text, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_built_once() {
        let (id, text) = ("test#Once", "A, B");
        assert!(ptr::eq(shape(id, text), shape(id, text)));
        assert_eq!(shape(id, text).members().len(), 2);
    }

    #[test]
    fn schemas_that_share_a_slot_are_told_apart() {
        // Ten times as many as there are slots.
        let id = "test#Many";
        let texts: Vec<&'static str> = (0..SLOTS * 10).map(|n| &*format!("A{n}").leak()).collect();
        let shapes: Vec<_> = texts.iter().map(|text| shape(id, text)).collect();
        for (text, found) in texts.iter().zip(shapes) {
            assert!(ptr::eq(found, shape(id, text)));
            assert_eq!(found.members().next().map(|member| member.name), Some(*text));
        }
    }

    #[test]
    fn threads_get_the_same_schema() {
        let (id, text) = ("test#Threads", "A");
        let find =
            || (0..8).map(|_| std::thread::spawn(move || ptr::from_ref(shape(id, text)).addr())).collect::<Vec<_>>();
        let found: Vec<_> = find().into_iter().map(|thread| thread.join().expect("no panic")).collect();
        assert!(found.iter().all(|address| *address == found[0]));
    }
}
