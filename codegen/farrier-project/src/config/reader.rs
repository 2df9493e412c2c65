//! Reads tables by the keys they may have. Collects all that is wrong.

use camino::{Utf8Component, Utf8Path};
use smithy_json_ast::suggestion;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{Key, Kind};
use super::values::{Value, Values};
use crate::problem::Problem;

pub(super) struct Reader<'t> {
    pub(super) file: &'t str,
    /// Where each line but the first begins.
    lines: Vec<usize>,
    /// Each with where in the text it is.
    pub(super) problems: Vec<(usize, Problem)>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(file: &'t str, text: &str) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { file, lines, problems: Vec::new() }
    }

    /// The line and the column, from 1, of a byte of the text. The column counts bytes.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).map_or(0, |last| self.lines[last]);
        (line + 1, at - start + 1)
    }

    /// The values of a table that is at `span`.
    pub(super) fn table(&mut self, span: &Range<usize>, table: &DeTable<'_>, keys: &'static [Key]) -> Values {
        self.known_keys(table, keys);
        let mut values = Values::default();
        for key in keys {
            let Some(value) = table.get(key.name) else {
                if key.is_required {
                    let span = if let Kind::Tables(_) = key.kind { &(0..0) } else { span };
                    self.missing(span, key);
                }
                continue;
            };
            values.spans.insert(key.name, value.span());
            let items = value.get_ref().as_array().into_iter().flatten();
            values.items.insert(key.name, items.map(Spanned::span).collect());
            if let Some(read) = self.value(key, value) {
                values.by_key.insert(key.name, read);
            }
        }
        values
    }

    fn known_keys(&mut self, table: &DeTable<'_>, keys: &[Key]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.iter().any(|known| known.name == name) {
                let message = format!("there is no key `{}`", name.escape_debug());
                self.advise(key.span(), &message, &suggestion(name, keys.iter().map(|known| known.name)));
            }
        }
    }

    fn missing(&mut self, span: &Range<usize>, key: &Key) {
        if let Kind::Tables(_) = key.kind {
            let help = "add `[[service]]` with `name = \"...\"`, `model = \"...\"` and `crate = \"...\"`";
            self.advise(span.clone(), &format!("there is no {} in this file", key.name), help);
        } else {
            let message = format!("this service has no `{}`", key.name);
            self.advise(span.clone(), &message, &format!("add `{} = \"...\"`: {}", key.name, expected(&key.kind)));
        }
    }

    /// The value of a key, unless something is wrong with it.
    fn value(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let inner = value.get_ref();
        let read = match &key.kind {
            Kind::Text => inner.as_str().map(|text| Value::Text(text.to_owned())),
            Kind::Choice(_) | Kind::Name | Kind::File | Kind::Folder => match inner.as_str() {
                Some(text) => return self.checked(key, value, text),
                None => None,
            },
            Kind::Texts => return self.texts(key, value).map(Value::Texts),
            Kind::Programs => return self.programs(key, value),
            Kind::Flag => inner.as_bool().map(Value::Flag),
            Kind::Number => inner
                .as_integer()
                .and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok())
                .map(Value::Number),
            Kind::Table(keys) => match inner.as_table() {
                Some(table) => return Some(Value::Table(self.table(&value.span(), table, keys))),
                None => return self.no_table(key, value, &format!("`{}` is a table", key.name)),
            },
            Kind::Tables(keys) => return self.tables(key, value, keys),
            Kind::Lists => return self.lists(key, value),
        };
        if read.is_none() {
            self.wrong_type(key.name, value, type_name(&key.kind));
        }
        read
    }

    /// A text that not every text can be.
    fn checked(&mut self, key: &Key, value: &Spanned<DeValue<'_>>, text: &str) -> Option<Value> {
        let is_valid = match &key.kind {
            Kind::Choice(names) => names.contains(&text),
            Kind::Name => is_name(text),
            Kind::Folder => is_inside(text),
            _ => !text.is_empty(),
        };
        if is_valid {
            return Some(Value::Text(text.to_owned()));
        }
        let message = format!("`{}` cannot be `{}`", text.escape_debug(), key.name);
        self.advise(value.span(), &message, &format!("it must be {}", expected(&key.kind)));
        None
    }

    fn texts(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        const EXPECTED: &str = "a list of strings";
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key.name, value, EXPECTED);
            return None;
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong_type(key.name, item, EXPECTED),
            }
        }
        (texts.len() == items.len()).then_some(texts)
    }

    fn programs(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let names = self.texts(key, value)?;
        if !names.iter().all(|name| is_name(name)) {
            let message = format!("`{}` names what is no example", key.name);
            self.advise(value.span(), &message, &format!("it must be {}", expected(&key.kind)));
        }
        Some(Value::Texts(names))
    }

    fn tables(&mut self, key: &Key, value: &Spanned<DeValue<'_>>, keys: &'static [Key]) -> Option<Value> {
        let Some(array) = value.get_ref().as_array() else {
            return self.no_table(key, value, &format!("`{}` is a list of tables", key.name));
        };
        if array.is_empty() {
            self.missing(&value.span(), key);
        }
        let mut tables = Vec::new();
        for entry in array {
            match entry.get_ref().as_table() {
                Some(table) => tables.push(self.table(&entry.span(), table, keys)),
                None => drop(self.no_table(key, entry, &format!("a {} is a table", key.name))),
            }
        }
        Some(Value::Tables(tables))
    }

    fn lists(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let Some(table) = value.get_ref().as_table() else {
            return self.no_table(key, value, &format!("`{}` is a table", key.name));
        };
        let lists =
            table.iter().filter_map(|(name, value)| Some((name.get_ref().to_string(), self.texts(key, value)?)));
        Some(Value::Lists(lists.collect::<BTreeMap<_, _>>()))
    }

    fn no_table(&mut self, key: &Key, value: &Spanned<DeValue<'_>>, message: &str) -> Option<Value> {
        let help = match &key.kind {
            Kind::Tables(_) => format!("write `[[{}]]`", key.name),
            _ => format!("write `[{}]`", key.name),
        };
        self.advise(value.span(), message, &help);
        None
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Array(_) => "an array".to_owned(),
            other => format!("a {}", other.type_str()),
        };
        let message = format!("`{key}` must be {expected}, and is {found}");
        self.advise(value.span(), &message, &format!("write {expected}"));
    }

    /// Notes what is wrong, and what to do about it.
    pub(super) fn advise(&mut self, span: Range<usize>, message: &str, help: &str) {
        let problem = Problem::in_text(self.file, self.position(span.start), message).help(help);
        self.problems.push((span.start, problem));
    }
}

fn type_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Flag => "true or false",
        Kind::Number => "a number of at least 0",
        _ => "a string",
    }
}

/// What a text must be, to whoever wrote another one.
fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Choice(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or "),
        Kind::Name => "letters, digits, `-` and `_`".to_owned(),
        Kind::Folder => "a folder below that of this file, with no dot before a name".to_owned(),
        Kind::Programs => {
            "names of files in the folder `examples`, without their ending: letters, digits, `-` and `_`".to_owned()
        }
        _ => "the path of a file".to_owned(),
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Whether the path leads to a folder below the one it starts in, and to none that belongs to a tool, as `.git` does.
fn is_inside(path: &str) -> bool {
    let mut parts = Utf8Path::new(path).components().peekable();
    let is_plain = |part| matches!(part, Utf8Component::Normal(name) if !name.starts_with('.'));
    parts.peek().is_some() && parts.all(is_plain)
}
