//! farrier.toml as text. Collects all that is wrong with it.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use farrier_codegen::RuntimeDependency;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::project::{Config, Service};
use crate::limits::Limits;
use crate::names;
use crate::paths::position;
use crate::problem::{Problem, Result};
use crate::suggest;

const KEYS: [&str; 11] = [
    "name",
    "model",
    "crate",
    "package",
    "operations",
    "service",
    "protocol",
    "examples",
    "protocol-tests",
    "skip-unsupported",
    "allow-unknown-traits",
];

const LIMITS: [&str; 3] = ["model-mib", "shapes", "members"];

/// The text of a farrier.toml in the folder `root`.
///
/// # Errors
/// Everything that is wrong, each with its line and column in `file`.
pub(super) fn document(root: Utf8PathBuf, file: &str, text: &str) -> Result<Config> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file, text, problems: Vec::new() };
    for error in errors {
        let help = "the format is that of https://toml.io: `key = \"value\"`, and `[[service]]` for each service";
        reader.advise(error.span().unwrap_or_default(), error.message().trim_end(), help);
    }
    if reader.problems.is_empty() {
        let table = document.get_ref();
        let services = reader.services(table);
        let (command, runtime) = (reader.string(table, "command"), reader.runtime(table));
        let limits = reader.limits(table);
        if reader.problems.is_empty() {
            return Ok(Config { root, command, runtime, services, limits });
        }
    }
    reader.problems.sort_by_key(|(place, _)| *place);
    Err(reader.problems.into_iter().map(|(_, problem)| problem).collect())
}

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    /// Each with where in the text it is.
    problems: Vec<(usize, Problem)>,
}

type Table<'t> = Spanned<&'t DeTable<'t>>;

impl Reader<'_> {
    fn services(&mut self, document: &DeTable<'_>) -> Vec<Service> {
        self.known_keys(document, &["command", "runtime", "service", "limits"]);
        let Some(entries) = document.get("service") else {
            let help = "add `[[service]]` with `name = \"...\"`, `model = \"...\"` and `crate = \"...\"`";
            self.advise(0..0, "there is no service in this file", help);
            return Vec::new();
        };
        let Some(array) = entries.get_ref().as_array() else {
            self.advise(entries.span(), "`service` is a list of tables", "write `[[service]]`");
            return Vec::new();
        };
        let mut services: Vec<Service> = Vec::new();
        for entry in array {
            let Some(table) = entry.get_ref().as_table() else {
                self.advise(entry.span(), "a service is a table", "write `[[service]]`");
                continue;
            };
            if let Some(service) = self.service(&Spanned::new(entry.span(), table)) {
                self.unique(&services, &service, table);
                services.push(service);
            }
        }
        services
    }

    fn service(&mut self, entry: &Table<'_>) -> Option<Service> {
        let table = *entry.get_ref();
        self.known_keys(table, &KEYS);
        let name = self.required(entry, "name", is_name, "letters, digits, `-` and `_`");
        let model = self.required(entry, "model", |path| !path.is_empty(), "the path of a file");
        let folder =
            self.required(entry, "crate", is_inside, "a folder below that of this file, with no dot before a name");
        let package = self.string(table, "package");
        let operations = self.operations(table);
        let service = self.string(table, "service");
        let protocol = self.string(table, "protocol");
        let examples = self.examples(table);
        let protocol_tests = self.bool(table, "protocol-tests");
        let skip_unsupported = self.bool(table, "skip-unsupported");
        let allow_unknown_traits = self.strings(table, "allow-unknown-traits");
        let name = name?;
        Some(Service {
            package: package.unwrap_or_else(|| name.clone()),
            name,
            model: model?.into(),
            folder: Utf8PathBuf::from(folder?).components().collect(),
            operations,
            service,
            protocol,
            examples,
            protocol_tests,
            skip_unsupported,
            allow_unknown_traits,
        })
    }

    /// Two services must not have one name, nor write into one folder or one into that of the other.
    fn unique(&mut self, others: &[Service], service: &Service, table: &DeTable<'_>) {
        let span = |key| table.get(key).map(Spanned::span).unwrap_or_default();
        for other in others {
            if other.name == service.name {
                let message = format!("there is a service `{}` already", other.name);
                self.advise(span("name"), &message, "give one of the two another name");
            }
            let (a, b) = (&other.folder, &service.folder);
            if a.starts_with(b) || b.starts_with(a) {
                let message = format!("the service `{}` writes into `{a}` already", other.name);
                self.advise(span("crate"), &message, "name another folder, neither in nor around that one");
            }
        }
    }

    fn known_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let message = format!("there is no key `{}`", name.escape_debug());
                self.advise(key.span(), &message, &suggest::help(name, known.iter().copied()));
            }
        }
    }

    fn required(&mut self, entry: &Table<'_>, key: &str, is_valid: fn(&str) -> bool, expected: &str) -> Option<String> {
        let Some(value) = entry.get_ref().get(key) else {
            let message = format!("this service has no `{key}`");
            self.advise(entry.span(), &message, &format!("add `{key} = \"...\"`: {expected}"));
            return None;
        };
        let text = self.string(entry.get_ref(), key)?;
        if !is_valid(&text) {
            let message = format!("`{}` cannot be `{key}`", text.escape_debug());
            self.advise(value.span(), &message, &format!("it must be {expected}"));
            return None;
        }
        Some(text)
    }

    fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, value, "a string");
        }
        text.map(str::to_owned)
    }

    fn strings(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of strings");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong_type(key, item, "a list of strings"),
            }
        }
        texts
    }

    fn operations(&mut self, table: &DeTable<'_>) -> Vec<String> {
        let texts = self.strings(table, "operations");
        let operations = names::listed(&texts);
        if operations.is_empty() && !texts.is_empty() {
            let span = table.get("operations").map(Spanned::span).unwrap_or_default();
            self.advise(span, "`operations` names no operation", "name some, or leave the key out for all of them");
        }
        operations
    }

    fn examples(&mut self, table: &DeTable<'_>) -> Vec<String> {
        let examples = self.strings(table, "examples");
        if !examples.iter().all(|name| is_name(name)) {
            let span = table.get("examples").map(Spanned::span).unwrap_or_default();
            let help = "name a file of the folder `examples` without its ending: letters, digits, `-` and `_`";
            self.advise(span, "`examples` names what is no example", help);
        }
        examples
    }

    fn runtime(&mut self, document: &DeTable<'_>) -> Option<RuntimeDependency> {
        let value = document.get("runtime")?;
        let Some(table) = value.get_ref().as_table() else {
            self.advise(value.span(), "`runtime` is a table", "write `[runtime]`");
            return None;
        };
        self.known_keys(table, &RuntimeDependency::KEYS);
        let keys = RuntimeDependency::KEYS.into_iter();
        let keys: Vec<_> = keys.filter_map(|key| Some((key, self.string(table, key)?))).collect();
        if !keys.iter().any(|(key, _)| ["path", "git", "version"].contains(key)) {
            self.advise(value.span(), "`runtime` says not where it is", "name a `version`, a `path` or `git`");
        }
        Some(RuntimeDependency::new(keys))
    }

    fn limits(&mut self, document: &DeTable<'_>) -> Limits {
        let mut limits = Limits::default();
        let Some(value) = document.get("limits") else { return limits };
        let Some(table) = value.get_ref().as_table() else {
            self.advise(value.span(), "`limits` is a table", "write `[limits]`");
            return limits;
        };
        self.known_keys(table, &LIMITS);
        let places = [&mut limits.model_mib, &mut limits.shapes, &mut limits.members];
        for (key, place) in LIMITS.into_iter().zip(places) {
            let Some(value) = table.get(key) else { continue };
            let number =
                value.get_ref().as_integer().and_then(|it| usize::from_str_radix(it.as_str(), it.radix()).ok());
            match number {
                Some(number) => *place = number,
                None => self.wrong_type(key, value, "a number of at least 0"),
            }
        }
        limits
    }

    fn bool(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, value, "true or false");
            false
        })
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let message = format!("`{key}` must be {expected}, and is {}", value.get_ref().type_str());
        self.advise(value.span(), &message, &format!("write {expected}"));
    }

    fn advise(&mut self, span: Range<usize>, message: &str, help: &str) {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        let problem = Problem::in_text(self.file, position(before), message).help(help);
        self.problems.push((span.start, problem));
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

#[cfg(test)]
mod tests;
