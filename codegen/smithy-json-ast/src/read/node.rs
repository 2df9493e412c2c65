//! The parts of a file by their JSON type, with an error where the type is another.

use serde::de::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::digits;
use super::reader::{Object, Reader};
use crate::draft::{Location, Reference, Role};
use crate::json::{Entries, Key, Node, duplicates};
use crate::{Diagnostic, Severity, ShapeId, Traits};

/// How the ids of traits begin that are tests.
const TESTS: &str = "smithy.test#";

impl<'a> Reader<'a, '_> {
    /// Reports the keys that occur twice.
    pub(super) fn reject_duplicates<T>(&mut self, node: &Node<'a, '_>, entries: &[(Key<'a>, T)]) {
        for index in duplicates(entries) {
            let key = &entries[index].0;
            let message = format!("the key `{}` occurs twice", key.0.escape_debug());
            let label = key.slice().unwrap_or(node.text);
            self.report_at(label, node, message, "remove one of the two");
        }
    }

    pub(super) fn object(&mut self, node: &Node<'a, '_>) -> Object<'a> {
        if !node.text.starts_with('{') {
            self.wrong_type(node, "an object");
            return Vec::new();
        }
        let entries = self.entries(node);
        self.reject_duplicates(node, &entries);
        entries
    }

    /// What an object holds; nothing if it is none.
    pub(super) fn entries(&mut self, node: &Node<'a, '_>) -> Object<'a> {
        self.parse::<Entries<'a, &'a RawValue>>(node).map_or_else(Vec::new, |entries| entries.0)
    }

    pub(super) fn array(&mut self, node: &Node<'a, '_>) -> Vec<&'a RawValue> {
        if !node.text.starts_with('[') {
            self.wrong_type(node, "an array");
            return Vec::new();
        }
        self.parse(node).unwrap_or_default()
    }

    pub(super) fn string(&mut self, node: &Node<'a, '_>) -> Option<String> {
        if !node.text.starts_with('"') {
            self.wrong_type(node, "a string");
            return None;
        }
        self.parse(node)
    }

    /// An object with all that is in its values.
    pub(super) fn values(&mut self, node: &Node<'a, '_>) -> Vec<(Key<'a>, Value)> {
        if !node.text.starts_with('{') {
            self.wrong_type(node, "an object");
            return Vec::new();
        }
        let entries = self.parse::<Entries<'a, Value>>(node).map_or_else(Vec::new, |entries| entries.0);
        self.reject_duplicates(node, &entries);
        self.reject_lost(node, &entries);
        entries
    }

    pub(super) fn shape_id(&mut self, node: &Node<'a, '_>) -> Option<ShapeId> {
        let text = self.string(node)?;
        match ShapeId::parse(&text) {
            Ok(id) => Some(id),
            Err(error) => {
                self.report(node, error.to_string(), error.help());
                None
            }
        }
    }

    /// `{"target": "ns#Shape"}`, remembered to be checked later.
    pub(super) fn target(&mut self, node: &Node<'a, '_>, role: Role) -> Option<ShapeId> {
        let entries = self.object(node);
        self.reject_unknown(node, &entries, "a shape reference", &["target"]);
        self.target_of(node, &entries, role)
    }

    /// The property `target` of a member or shape reference.
    pub(super) fn target_of(&mut self, node: &Node<'a, '_>, entries: &Object<'a>, role: Role) -> Option<ShapeId> {
        let Some((key, value)) = entries.iter().find(|(key, _)| key.0 == "target") else {
            if node.text.starts_with('{') {
                self.report(
                    node,
                    "the property `target` is missing",
                    "add the id of the target: \"target\": \"smithy.api#String\"",
                );
            }
            return None;
        };
        let node = node.entry(key, value);
        let target = self.shape_id(&node)?;
        self.refer(&node, role, &target);
        Some(target)
    }

    pub(super) fn refer(&mut self, node: &Node<'a, '_>, role: Role, target: &ShapeId) {
        let Some(owner) = node.owner.cloned() else {
            return;
        };
        let place = Location { pointer: Some(node.pointer()), ..self.place(node) };
        self.assembly.references.push(Reference { role, target: target.clone(), owner, place });
    }

    pub(super) fn targets(&mut self, node: &Node<'a, '_>, role: Role) -> Vec<ShapeId> {
        let items = self.array(node);
        let targets = items.iter().enumerate();
        targets.filter_map(|(index, item)| self.target(&node.item(index, item), role)).collect()
    }

    pub(super) fn traits(&mut self, node: &Node<'a, '_>) -> Traits {
        let entries = self.values(node);
        let mut all_digits = self.all_digits(node, &entries).into_iter();
        let mut traits = Traits::default();
        for (key, value) in entries {
            let digits = all_digits.next().flatten();
            let id = match ShapeId::parse(&key.0) {
                Ok(id) => id,
                Err(error) => {
                    let help = "traits are named in full, like `smithy.api#required`";
                    self.report_at(key.slice().unwrap_or(node.text), node, error.to_string(), help);
                    continue;
                }
            };
            let span = self.source.span_of(key.slice().unwrap_or(node.text));
            match digits {
                // The tests are about these digits.
                Some(digits) if key.0.starts_with(TESTS) => traits.insert(id, digits, span),
                Some(digits) => traits.insert_digits(id, value, digits, span),
                None => traits.insert(id, value, span),
            }
        }
        traits
    }

    /// For each trait its value with strings for numbers that have more digits than a float, if it has some. Empty if
    /// none has: most traits are read once.
    fn all_digits(&mut self, node: &Node<'a, '_>, entries: &[(Key<'a>, Value)]) -> Vec<Option<Value>> {
        if !entries.iter().any(|(_, value)| has_float(value)) {
            return Vec::new();
        }
        let raw = self.entries(node);
        raw.iter().map(|(_, raw)| serde_json::from_str(&digits::quoted(raw.get())?).ok()).collect()
    }

    /// Parses a value whose syntax is known to be right: what can still fail is nesting, numbers and escapes.
    fn parse<T: Deserialize<'a>>(&mut self, node: &Node<'a, '_>) -> Option<T> {
        match serde_json::from_str(node.text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.blame(node, &error);
                None
            }
        }
    }

    /// Reports what cannot be read, at the innermost value that it is in.
    fn blame(&mut self, node: &Node<'a, '_>, error: &serde_json::Error) {
        let too_deep = error.to_string().contains("recursion");
        let help = if too_deep { "nest values at most 127 levels deep" } else { "correct the value" };
        let place = &node.text[error_offset(node.text, error)..];
        self.blame_inside(node, !too_deep, place, &bare_message(error), help);
    }

    fn blame_inside(&mut self, node: &Node<'a, '_>, deeper: bool, place: &'a str, message: &str, help: &str) {
        // All of them are parts of the same text.
        let holds = |text: &str| {
            let (start, at) = (text.as_ptr().addr(), place.as_ptr().addr());
            deeper && (start..=start + text.len()).contains(&at)
        };
        let entries =
            serde_json::from_str::<Entries<'a, &'a RawValue>>(node.text).map_or_else(|_| Vec::new(), |all| all.0);
        if let Some((key, value)) = entries.iter().find(|(_, value)| holds(value.get())) {
            return self.blame_inside(&node.entry(key, value), deeper, place, message, help);
        }
        let items: Vec<&'a RawValue> = serde_json::from_str(node.text).unwrap_or_default();
        if let Some((index, value)) = items.iter().enumerate().find(|(_, value)| holds(value.get())) {
            return self.blame_inside(&node.item(index, value), deeper, place, message, help);
        }
        self.report_at(place, node, message.to_owned(), help);
    }

    pub(super) fn wrong_type(&mut self, node: &Node<'a, '_>, wanted: &str) {
        let message = format!("{wanted} is expected here, not {}", node.type_name());
        self.report_at(node.text, node, message, format!("write {wanted}"));
    }

    pub(super) fn reject_unknown(&mut self, node: &Node<'a, '_>, entries: &Object<'a>, of: &str, known: &[&str]) {
        for (key, value) in entries {
            if !known.contains(&&*key.0) {
                self.unknown_property(&node.entry(key, value), &key.0, of, known);
            }
        }
    }

    pub(super) fn unknown_property(&mut self, node: &Node<'a, '_>, name: &str, of: &str, known: &[&str]) {
        let message = format!("{of} has no property `{}`", name.escape_debug());
        self.report(node, message, format!("its properties are `{}`", known.join("`, `")));
    }

    pub(super) fn report(&mut self, node: &Node<'a, '_>, message: impl Into<String>, help: impl Into<String>) {
        self.report_at(node.label(), node, message, help);
    }

    /// Reports an error at `label`, a slice of the file that belongs to `node`.
    pub(super) fn report_at(
        &mut self,
        label: &str,
        node: &Node<'a, '_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.assembly.errors.list.push(Diagnostic {
            severity: Severity::Error,
            file: self.source.file.to_owned(),
            span: Some(self.source.span_of(label)),
            shape: node.owner.cloned(),
            pointer: Some(node.pointer()).filter(|pointer| !pointer.is_empty()),
            message: message.into(),
            help: Some(help.into()),
        });
    }

    pub(super) fn place(&self, node: &Node<'a, '_>) -> Location {
        Location { file: self.origin.file, span: self.source.span_of(node.label()), pointer: None }
    }
}

/// Whether a number of the value may lack digits. Whole numbers of 64 bits are kept as they are.
fn has_float(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_float),
        Value::Object(entries) => entries.values().any(has_float),
        _ => false,
    }
}

/// The message of a JSON error without its position.
pub(super) fn bare_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(end) => message[..end].to_owned(),
        None => message,
    }
}

/// Where in `text` a JSON error is, as an offset at a character's start.
pub(super) fn error_offset(text: &str, error: &serde_json::Error) -> usize {
    let line = error.line().saturating_sub(1);
    let start = match line {
        0 => 0,
        _ => text.match_indices('\n').nth(line - 1).map_or(0, |(at, _)| at + 1),
    };
    let mut offset = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
