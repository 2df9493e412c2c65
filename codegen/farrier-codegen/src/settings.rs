//! What a user may set of the `Cargo.toml` of a generated crate.

use crate::names;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What operations share a Cargo feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeaturePer {
    /// None: each has its own.
    #[default]
    Operation,
    /// Those of one resource of the model. One of no resource has its own.
    Resource,
    /// Those whose first `smithy.api#tags` is the same. One without has its own.
    Tag,
    /// All: `operations`, which `client` turns on.
    None,
}

impl FeaturePer {
    /// The names there are.
    pub const NAMES: [&'static str; 4] = ["operation", "resource", "tag", "none"];

    /// What has this name.
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Operation, Self::Resource, Self::Tag, Self::None];
        Self::NAMES.iter().zip(all).find(|(known, _)| **known == name).map(|(_, it)| it)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// A value of `[package]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManifestValue {
    /// A string.
    Text(String),
    /// A list of strings.
    List(Vec<String>),
    /// True or false.
    Flag(bool),
}

/// What the `Cargo.toml` of a crate says beside what Farrier decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Keys of `[package]`, as Cargo defines them: any but those of the name, the edition and the compiler.
    pub package: BTreeMap<String, ManifestValue>,
    /// More features, by name, with what they turn on. `default` replaces that of the crate.
    pub features: BTreeMap<String, Vec<String>>,
    /// What `[package.metadata.farrier]` says of the crate, besides its protocol.
    pub origin: Vec<(&'static str, String)>,
}

impl Manifest {
    /// What is wrong with it for a crate whose operations have these features.
    pub(crate) fn problems<'o>(&self, operations: impl Iterator<Item = &'o str> + Clone) -> Vec<(String, String)> {
        let mut problems = Vec::new();
        if let Some(ManifestValue::Text(version)) = self.package.get("version")
            && !is_version(version)
        {
            let message = format!("`{}` is no version of a crate", version.escape_debug());
            problems.push((message, "write three numbers, such as `1.2.3`".to_owned()));
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+.".contains(c);
        for name in self.features.keys().filter(|name| *name != "default") {
            let is_taken = names::is_own_feature(name) || operations.clone().any(|taken| taken == name);
            if is_taken {
                let message = format!("the crate has a feature `{name}` already");
                problems.push((message, "give yours another name".to_owned()));
            } else if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !name.chars().all(is_plain) {
                let message = format!("`{}` cannot be the name of a feature", name.escape_debug());
                problems.push((message, "begin with a letter or digit; `-`, `_`, `+` and `.` may follow".to_owned()));
            }
        }
        problems
    }

    /// The lines of `[package]`, with what is said of the crate unless it is set.
    pub(crate) fn package(&self, otherwise: &[(&str, String)]) -> String {
        let mut out = String::new();
        // The file of a licence stands instead of an expression.
        let is_replaced = |key: &str| key == "license" && self.package.contains_key("license-file");
        for (key, value) in otherwise.iter().filter(|(key, _)| self.package.contains_key(*key) || !is_replaced(key)) {
            let value = self.package.get(*key).map_or_else(|| quoted(value), ManifestValue::toml);
            let _ = writeln!(out, "{key} = {value}");
        }
        let is_new = |key: &str| otherwise.iter().all(|(known, _)| *known != key);
        for (key, value) in self.package.iter().filter(|(key, _)| is_new(key)) {
            let _ = writeln!(out, "{key} = {}", value.toml());
        }
        out
    }
}

impl ManifestValue {
    fn toml(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::List(items) => list(items),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// A list of strings in TOML.
pub(crate) fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A string in TOML, on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Whether Cargo takes this for a version.
fn is_version(text: &str) -> bool {
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (numbers, pre) = text.split_once('-').map_or((text, None), |(text, pre)| (text, Some(pre)));
    let is_number = |part: &str| part == "0" || part.parse::<u64>().is_ok() && !part.starts_with(['0', '+']);
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let are_words = |text: Option<&str>| text.is_none_or(|text| text.split('.').all(is_word));
    numbers.split('.').count() == 3 && numbers.split('.').all(is_number) && are_words(pre) && are_words(build)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for good in ["0.1.0", "1.136.0", "1.0.0-rc.1", "1.0.0+b7", "1.0.0-a+b.c"] {
            assert!(is_version(good), "{good}");
        }
        for bad in ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.+3", "1.2.3-", "1.2.3-a..b", "^1.2.3", "1.2.3 "]
        {
            assert!(!is_version(bad), "{bad}");
        }
    }

    #[test]
    fn strings() {
        assert_eq!(quoted("a \"b\"\n\\"), r#""a \"b\"\u000A\\""#);
        assert_eq!(list(&["a".to_owned(), "b".to_owned()]), r#"["a", "b"]"#);
    }

    #[test]
    fn names_of_cuts() {
        for name in FeaturePer::NAMES {
            assert_eq!(FeaturePer::named(name).map(FeaturePer::name), Some(name));
        }
        assert_eq!(FeaturePer::named("shape"), None);
    }

    #[test]
    fn what_cannot_be() {
        let features = ["serde", "_x", "get-item", "a b", "mine", "default"].map(|it| (it.to_owned(), Vec::new()));
        let package = BTreeMap::from([("version".to_owned(), ManifestValue::Text("1.2".to_owned()))]);
        let manifest = Manifest { package, features: features.into(), origin: Vec::new() };
        let problems = manifest.problems(["get-item"].into_iter());
        let messages: Vec<&str> = problems.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`1.2` is no version of a crate",
                "`_x` cannot be the name of a feature",
                "`a b` cannot be the name of a feature",
                "the crate has a feature `get-item` already",
                "the crate has a feature `serde` already",
            ]
        );
    }
}
