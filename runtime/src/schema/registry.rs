//! The tables in use, each found by where its two texts are in memory.

use super::ShapeSchema;
use std::ptr;
use std::sync::OnceLock;

/// A power of two. Tables that share a slot hang on one another.
const SLOTS: usize = 256;

static TABLES: [OnceLock<Entry>; SLOTS] = [const { OnceLock::new() }; SLOTS];

/// As large as a line of the processor's cache.
struct Entry {
    id: &'static str,
    text: &'static str,
    shape: Box<ShapeSchema>,
    next: OnceLock<Box<Entry>>,
}

/// The table of a structure or union: its absolute shape id, and its members in the order of the model, between commas.
///
/// Of each member there is the name, with a `!` if it is `@required`; the Smithy type if it is no string; `sensitive`,
/// `token`, `date-time`, `http-date`, `epoch-seconds`, `header` and `payload` for its traits; and in `<` and `>` the same of
/// the element of a list or the value of a map that has traits: `Name!, At timestamp date-time, Secrets list <sensitive>`.
/// Before the members, `union` and `sensitive` say what the shape itself is, up to a `;`.
///
/// Texts are compared by address, which takes a few nanoseconds: they have to be constants. What is built of them is kept for
/// the life of the program, once for every copy the compiler makes of the constants.
pub fn shape(id: &'static str, text: &'static str) -> &'static ShapeSchema {
    let slot = &TABLES[index(id, text)];
    match slot.get() {
        Some(entry) if entry.is_of(id, text) => &entry.shape,
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
    &entry.shape
}

/// Where two texts begin, mixed so that neighbours in memory are in slots of their own.
#[inline]
fn index(id: &str, text: &str) -> usize {
    let mixed = id.as_ptr().addr().wrapping_add(text.as_ptr().addr().rotate_left(6));
    (mixed ^ (mixed >> 8)) % SLOTS
}

impl Entry {
    fn new(id: &'static str, text: &'static str) -> Self {
        Self { id, text, shape: Box::new(ShapeSchema::new(id, text)), next: OnceLock::new() }
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
    fn a_table_is_built_once() {
        let (id, text) = ("test#Once", "A, B");
        assert!(ptr::eq(shape(id, text), shape(id, text)));
        assert_eq!(shape(id, text).members().len(), 2);
    }

    #[test]
    fn tables_that_share_a_slot_are_told_apart() {
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
    fn threads_get_the_same_table() {
        let (id, text) = ("test#Threads", "A");
        let find =
            || (0..8).map(|_| std::thread::spawn(move || ptr::from_ref(shape(id, text)).addr())).collect::<Vec<_>>();
        let found: Vec<_> = find().into_iter().map(|thread| thread.join().expect("no panic")).collect();
        assert!(found.iter().all(|address| *address == found[0]));
    }
}
