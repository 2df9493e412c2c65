//! What the official crate has of a model newer than the one at hand: no generator could have it.
//!
//! The list says it, not a guess: a name that nobody here knows is as likely one that we forgot.

use std::collections::{BTreeMap, BTreeSet};
use toml::de::{DeTable, DeValue};

/// The list of each service, with how it came about.
const LISTS: &str = include_str!("newer.toml");

/// The names of one service that the model is too old for, and how many missing paths each explains.
#[derive(Debug, Default)]
pub(super) struct Newer {
    /// Why they are thought to be newer.
    pub(super) reason: String,
    /// As in the list, by the name without case and punctuation.
    names: BTreeMap<String, String>,
    pub(super) counts: BTreeMap<String, usize>,
}

/// What the names of shapes and members are put between.
const PREFIXES: [&str; 5] = ["get_", "set_", "is_", "as_", "wait_until_"];
const SUFFIXES: [&str; 6] = ["FluentBuilder", "InputBuilder", "OutputBuilder", "Builder", "Paginator", "Error"];

impl Newer {
    /// The list of a service, which most do not have.
    pub(super) fn of(service: &str) -> Self {
        Self::parse(LISTS, service)
    }

    pub(super) fn parse(lists: &str, service: &str) -> Self {
        // A test reads the file.
        let Ok(lists) = DeTable::parse(lists) else { return Self::default() };
        let Some(DeValue::Table(list)) = lists.get_ref().get(service).map(|list| list.get_ref()) else {
            return Self::default();
        };
        let text = |key: &str| list.get(key).and_then(|text| text.get_ref().as_str()).unwrap_or_default();
        let names = text("names").split_whitespace().map(|name| (plain_entry(name), name.to_owned()));
        Self { reason: text("reason").to_owned(), names: names.collect(), counts: BTreeMap::new() }
    }

    /// Whether a missing path is of a newer model: counts it if so.
    pub(super) fn explains(&mut self, path: &str) -> bool {
        let name = candidates(path).into_iter().find_map(|candidate| self.names.get(&candidate));
        if let Some(name) = name {
            *self.counts.entry(name.clone()).or_default() += 1;
        }
        name.is_some()
    }

    /// Names that nothing missing has: the model is newer than the list, or we have them by luck.
    pub(super) fn stale(&self) -> BTreeSet<&str> {
        self.names.values().map(String::as_str).filter(|name| !self.counts.contains_key(*name)).collect()
    }
}

/// The entries that a path could belong to: its modules and types, what it is named after, a member of its type.
fn candidates(path: &str) -> Vec<String> {
    let (path, implemented) = path.split_once(": impl ").unwrap_or((path, ""));
    let path = path.trim_end_matches("()").replace('.', "::");
    let names: Vec<&str> = path.split("::").collect();
    let owner = names.iter().position(|name| name.starts_with(char::is_uppercase));
    let (places, member) = match owner {
        Some(owner) => (&names[..=owner], names.get(owner + 1)),
        None => (&names[..], None),
    };
    let mut found: Vec<String> = places.iter().flat_map(|name| stems(name)).map(plain).collect();
    // `impl From<OperationError> for Error`
    found.extend(implemented.split(['<', '>']).flat_map(stems).map(plain));
    if let (Some(owner), Some(member)) = (owner.map(|owner| names[owner]), member) {
        // Methods of a client, and variants of an error, are named after operations and shapes.
        if matches!(owner, "Client" | "Waiters" | "Error") || owner.ends_with("Error") {
            found.extend(stems(member).map(plain));
        }
        let owners = [owner.to_owned(), owner.replace("FluentBuilder", "Input"), owner.replace("Builder", "")];
        let members: Vec<&str> = stems(member).collect();
        found.extend(
            owners
                .iter()
                .flat_map(|owner| members.iter().map(move |member| format!("{}.{}", plain(owner), plain(member)))),
        );
    }
    found
}

/// A name, and without what it may be put between.
fn stems(name: &str) -> impl Iterator<Item = &str> {
    let prefixes = PREFIXES.iter().filter_map(move |prefix| name.strip_prefix(prefix));
    let suffixes = SUFFIXES.iter().filter_map(move |suffix| name.strip_suffix(suffix));
    [name].into_iter().chain(prefixes).chain(suffixes)
}

/// `TypeName` or `TypeName.memberName`
fn plain_entry(name: &str) -> String {
    name.split('.').map(plain).collect::<Vec<_>>().join(".")
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{LISTS, Newer};
    use toml::de::DeTable;

    const LIST: &str = "[mail]\nreason = 'newer'\nnames = 'SendLetter Stamp Box.LidColor PutBoxInput.Size Kind.RED'";

    #[test]
    fn a_name_explains_what_belongs_to_it_alone() {
        for (path, expected) in [
            ("operation::send_letter::SendLetterInput::text()", true),
            ("client::Client::send_letter()", true),
            ("Error: impl From<SendLetterError>", true),
            ("types::builders::StampBuilder::price()", true),
            ("operation::put_box::PutBoxError::Stamp", true),
            ("operation::put_box::PutBoxError::is_stamp()", true),
            ("types::Box.lid_color", true),
            ("types::builders::BoxBuilder::set_lid_color()", true),
            ("operation::put_box::builders::PutBoxFluentBuilder::get_size()", true),
            ("operation::put_box::builders::PutBoxInputBuilder::size()", true),
            ("operation::put_box::PutBoxInput.size", true),
            ("types::Kind::Red", true),
            ("types::Box.stamp", false),
            ("types::Chest.lid_color", false),
            ("types::Box.size", false),
            ("types::Kind::Blue", false),
            ("Client::put_box()", false),
        ] {
            assert_eq!(Newer::parse(LIST, "mail").explains(path), expected, "{path}");
        }
        assert!(!Newer::parse(LIST, "post").explains("types::Stamp"));
    }

    #[test]
    fn what_explains_nothing_is_told() {
        let mut list = Newer::parse(LIST, "mail");
        list.explains("types::Stamp");
        assert_eq!(
            list.stale().into_iter().collect::<Vec<_>>(),
            ["Box.LidColor", "Kind.RED", "PutBoxInput.Size", "SendLetter"]
        );
    }

    #[test]
    fn the_lists_have_a_reason_each() {
        let lists = DeTable::parse(LISTS).unwrap();
        for service in lists.get_ref().keys() {
            assert!(!Newer::of(service.get_ref()).reason.is_empty(), "{}", service.get_ref());
        }
    }
}
