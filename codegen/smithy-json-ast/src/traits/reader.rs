//! How the values of traits are read: each type of JSON, with an error where the type is another.

use serde_json::{Map, Number, Value};

use crate::json::push_key;
use crate::{MAX_NAME, Severity};

/// The longest documentation of a shape or member, in bytes: that of S3 with the most has 60,000. Each line and mark
/// takes a hundred times the memory while it is read.
const MAX_DOCUMENTATION: usize = 1 << 20;

/// A trait of the specification: its id and how its value is read. The type that implements it is often also the value.
pub trait Trait {
    /// The shape id of the trait.
    const ID: &'static str;

    /// A value the trait can have, as JSON.
    const EXAMPLE: &'static str;

    /// What the value says.
    type Value<'a>;

    /// Reads the value; notes in `reader` what it does not understand. Nothing, or a part of it, only beside an error.
    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>>;
}

/// A [`Trait`] without its type, for tables of traits.
#[derive(Clone, Copy, Debug)]
pub struct Accessor {
    /// The shape id of the trait.
    pub id: &'static str,
    /// A value the trait can have, as JSON.
    pub example: &'static str,
    /// The name of the type that implements [`Trait`].
    pub type_name: fn() -> &'static str,
    check: fn(&Value) -> Vec<TraitProblem>,
}

impl Accessor {
    /// That of the trait `T`.
    pub const fn of<T: Trait>() -> Self {
        Self { id: T::ID, example: T::EXAMPLE, type_name: std::any::type_name::<T>, check: check::<T> }
    }

    /// What is wrong with a value. With an error here, [`Traits::read`](crate::Traits::read) has nothing, or a part.
    pub fn check(&self, value: &Value) -> Vec<TraitProblem> {
        (self.check)(value)
    }
}

fn check<T: Trait>(value: &Value) -> Vec<TraitProblem> {
    let mut reader = Reader::new(T::ID, T::EXAMPLE);
    let read = T::read(&mut reader, value);
    debug_assert!(read.is_some() || reader.problems.iter().any(|problem| problem.severity == Severity::Error));
    reader.problems
}

/// What is wrong with the value of a trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraitProblem {
    /// A warning if the value can be used all the same.
    pub severity: Severity,
    /// The part of the value, as a JSON pointer; empty for the whole value.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// Reads the value of one trait, and notes what is wrong with it.
#[derive(Debug)]
pub struct Reader<'a> {
    id: &'static str,
    example: &'static str,
    /// The way to what is being read.
    path: Vec<Segment<'a>>,
    problems: Vec<TraitProblem>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Reader<'a> {
    pub(crate) fn new(id: &'static str, example: &'static str) -> Self {
        Self { id, example, path: Vec::new(), problems: Vec::new() }
    }

    /// A string.
    pub fn string(&mut self, value: &'a Value) -> Option<&'a str> {
        self.typed("a string", value, value.as_str())
    }

    /// A string of at least one character.
    pub fn non_empty(&mut self, value: &'a Value) -> Option<&'a str> {
        self.text("a string that is not empty", value, |text| !text.is_empty())
    }

    /// A name, which is written in many places.
    pub fn name(&mut self, value: &'a Value) -> Option<&'a str> {
        self.text("a string of at most 1,024 bytes", value, |text| text.len() <= MAX_NAME)
    }

    /// A text in CommonMark or HTML.
    pub fn documentation(&mut self, value: &'a Value) -> Option<&'a str> {
        self.text("a string of at most 1 MiB", value, |text| text.len() <= MAX_DOCUMENTATION)
    }

    /// A string of which more is asked.
    pub fn text(&mut self, wanted: &str, value: &'a Value, is_fine: impl FnOnce(&str) -> bool) -> Option<&'a str> {
        self.typed(wanted, value, value.as_str().filter(|text| is_fine(text)))
    }

    /// An HTTP status.
    pub fn status(&mut self, value: &'a Value) -> Option<u16> {
        let code = value.as_u64().and_then(|code| u16::try_from(code).ok());
        self.typed("an HTTP status", value, code.filter(|code| (100..1000).contains(code)))
    }

    /// True or false.
    pub fn boolean(&mut self, value: &'a Value) -> Option<bool> {
        self.typed("true or false", value, value.as_bool())
    }

    /// A whole number from 0.
    pub fn natural(&mut self, value: &'a Value) -> Option<u64> {
        self.typed("a whole number from 0", value, value.as_u64())
    }

    /// A whole number from 1.
    pub fn positive(&mut self, value: &'a Value) -> Option<u64> {
        self.typed("a whole number from 1", value, value.as_u64().filter(|number| *number > 0))
    }

    /// A number.
    pub fn number(&mut self, value: &'a Value) -> Option<&'a Number> {
        self.typed("a number", value, value.as_number())
    }

    /// One of the strings; what it stands for.
    pub fn one_of<T: Copy>(&mut self, value: &'a Value, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(name, _)| value.as_str() == Some(name)).map(|(_, choice)| *choice);
        if found.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
            let wanted = match names.as_slice() {
                [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
                names => names.concat(),
            };
            return self.wrong(&wanted, value);
        }
        found
    }

    /// A list. Every item is read, also behind one with an error.
    pub fn list<T>(
        &mut self,
        value: &'a Value,
        mut item: impl FnMut(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.typed("a list", value, value.as_array())?;
        let read = items
            .iter()
            .enumerate()
            .map(|(index, value)| self.inside(Segment::Index(index), |reader| item(reader, value)));
        // All of them are read before one that has an error counts.
        read.collect::<Vec<_>>().into_iter().collect()
    }

    /// An object whose keys are names, of no more than [`MAX_NAME`] bytes, in the order of the model. An entry with an error is left out: there is more to
    /// say about the others.
    pub fn map<T>(
        &mut self,
        value: &'a Value,
        mut entry: impl FnMut(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<Vec<(&'a str, T)>> {
        let entries = self.object(value)?;
        let read = entries.iter().filter_map(|(key, value)| {
            let read = self.inside(Segment::Key(key), |reader| match key.len() <= MAX_NAME {
                true => entry(reader, value),
                false => reader.error(format!("{} is a name of more than 1,024 bytes", reader.subject())),
            })?;
            Some((key.as_str(), read))
        });
        Some(read.collect())
    }

    /// An object of whatever keys.
    pub fn object(&mut self, value: &'a Value) -> Option<&'a Map<String, Value>> {
        self.typed("an object", value, value.as_object())
    }

    /// An object of these keys. Others are noted as a warning: a newer version of the specification may have them.
    pub fn structure(&mut self, value: &'a Value, keys: &[&str]) -> Option<&'a Map<String, Value>> {
        let entries = self.object(value)?;
        for key in entries.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.inside(Segment::Key(key), |reader| reader.unknown_key(keys));
        }
        Some(entries)
    }

    fn unknown_key(&mut self, known: &[&str]) {
        let message = format!("{} is not known and has no effect", self.subject());
        let help = match known {
            [] => "take it out, or check whether it has become part of the specification".to_owned(),
            _ => format!("the keys known here are `{}`", known.join("`, `")),
        };
        self.note(Severity::Warning, message, help);
    }

    /// The value of a key that may be left out. `None` beside an error.
    pub fn optional<T>(
        &mut self,
        entries: &'a Map<String, Value>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<Option<T>> {
        let Some(value) = entries.get(key) else { return Some(None) };
        self.inside(Segment::Key(key), |reader| read(reader, value)).map(Some)
    }

    /// The value of a key that has to be there.
    pub fn required<T>(
        &mut self,
        entries: &'a Map<String, Value>,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<T> {
        if !entries.contains_key(key) {
            let message = format!("{} needs the key `{key}`", self.subject());
            return self.error(message);
        }
        self.optional(entries, key, read)?
    }

    /// Notes an error about what is being read.
    pub fn error<T>(&mut self, message: String) -> Option<T> {
        self.note(Severity::Error, message, format!("a value it can have is {}", self.example));
        None
    }

    /// Notes that what is being read has to be something else.
    pub fn wrong<T>(&mut self, wanted: &str, value: &Value) -> Option<T> {
        let found = match value {
            Value::String(_) | Value::Number(_) | Value::Bool(_) => shortened(&value.to_string()),
            Value::Null => "null".to_owned(),
            Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        self.error(format!("{} has to be {wanted}, not {found}", self.subject()))
    }

    /// What is being read, as the subject of a sentence.
    pub fn subject(&self) -> String {
        match self.path.last() {
            None => format!("the trait `{}`", self.id),
            Some(Segment::Key(key)) => format!("`{}` in the trait `{}`", key.escape_debug(), self.id),
            Some(Segment::Index(_)) => format!("an item in the trait `{}`", self.id),
        }
    }

    fn typed<T>(&mut self, wanted: &str, value: &'a Value, found: Option<T>) -> Option<T> {
        if found.is_none() {
            return self.wrong(wanted, value);
        }
        found
    }

    fn inside<T>(&mut self, segment: Segment<'a>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let read = read(self);
        self.path.pop();
        read
    }

    fn note(&mut self, severity: Severity, message: String, help: String) {
        let mut pointer = String::new();
        for segment in &self.path {
            match segment {
                Segment::Key(key) => push_key(&mut pointer, key),
                Segment::Index(index) => push_key(&mut pointer, &index.to_string()),
            }
        }
        self.problems.push(TraitProblem { severity, pointer, message, help });
    }
}

/// How much of a value a message shows.
const SHOWN: usize = 60;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
