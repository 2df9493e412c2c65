//! What a user may set of the `Cargo.toml` of a generated crate.

use crate::features;
use crate::toml::{list, quoted};
use smithy_json_ast::{closest, did_you_mean};
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

/// What is wrong with the setting of a key of farrier.toml, and what to do about it.
pub(crate) type Wrong = (&'static str, String, String);

impl Manifest {
    /// What is wrong with it for a crate whose operations have these features.
    pub(crate) fn problems<'o>(&self, operations: impl Iterator<Item = &'o str> + Clone) -> Vec<Wrong> {
        let mut problems = Vec::new();
        if let Some(ManifestValue::Text(version)) = self.package.get("version")
            && semver::Version::parse(version).is_err()
        {
            let message = format!("`{}` is no version of a crate", version.escape_debug());
            problems.push(("manifest", message, "write three numbers, such as `1.2.3`".to_owned()));
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+.".contains(c);
        for name in self.features.keys().filter(|name| *name != "default") {
            let is_taken = features::when(name).is_some() || operations.clone().any(|taken| taken == name);
            if is_taken {
                let message = format!("the crate has a feature `{name}` already");
                problems.push(("features", message, "give yours another name".to_owned()));
            } else if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !name.chars().all(is_plain) {
                let message = format!("`{}` cannot be the name of a feature", name.escape_debug());
                problems.push((
                    "features",
                    message,
                    "begin with a letter or digit; `-`, `_`, `+` and `.` may follow".to_owned(),
                ));
            }
        }
        problems
    }

    /// What the features turn on that Cargo would refuse, for a crate that has features of its own.
    pub(crate) fn unmet(&self, has: impl Fn(&str) -> bool) -> Vec<Wrong> {
        let mut problems = Vec::new();
        let all = || self.features.iter().flat_map(|(name, others)| others.iter().map(move |other| (name, other)));
        for (name, other) in all() {
            let of_runtime = other.strip_prefix("farrier-runtime/");
            let is_known = has(other) || self.features.contains_key(other);
            if !is_known && !of_runtime.is_some_and(|name| features::runtime::ALL.contains(&name)) {
                let message =
                    format!("the feature `{name}` turns on `{}`, which is not a feature", other.escape_debug());
                let similar = of_runtime.and_then(|name| closest(name, features::runtime::ALL));
                let help = match similar {
                    Some(similar) => did_you_mean(format_args!("farrier-runtime/{similar}")),
                    None => "name features of the crate, or `farrier-runtime/` and one of the runtime".to_owned(),
                };
                problems.push(("features", message, help));
            }
        }
        // What leads to none that is left leads to no end of them.
        let mut left: BTreeMap<&str, &[String]> =
            self.features.iter().map(|(name, others)| (name.as_str(), others.as_slice())).collect();
        while let Some(name) = left.keys().copied().find(|name| !left[name].iter().any(|it| left.contains_key(&**it))) {
            left.remove(name);
        }
        if !left.is_empty() {
            let names = left.into_keys().collect::<Vec<_>>().join("`, `");
            let message = format!("the features `{names}` turn each other on");
            problems.push(("features", message, "take one out".to_owned()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cuts() {
        for name in FeaturePer::NAMES {
            assert_eq!(FeaturePer::named(name).map(FeaturePer::name), Some(name));
        }
        assert_eq!(FeaturePer::named("shape"), None);
    }

    #[test]
    fn what_cannot_be_turned_on() {
        let features = [
            ("default", vec!["mine"]),
            ("mine", vec!["client", "farrier-runtime/http2"]),
            ("yours", vec!["nothing", "dep:x", "farrier-runtime", "farrier-runtime/", "farrier-runtime/http3"]),
            ("a", vec!["b"]),
            ("b", vec!["client", "c"]),
            ("c", vec!["a"]),
        ];
        let features =
            features.map(|(name, others)| (name.to_owned(), others.into_iter().map(str::to_owned).collect()));
        let manifest = Manifest { features: features.into(), ..Manifest::default() };
        let messages: Vec<String> =
            manifest.unmet(|name| name == "client").into_iter().map(|(_, message, _)| message).collect();
        assert_eq!(
            messages,
            [
                "the feature `yours` turns on `nothing`, which is not a feature",
                "the feature `yours` turns on `dep:x`, which is not a feature",
                "the feature `yours` turns on `farrier-runtime`, which is not a feature",
                "the feature `yours` turns on `farrier-runtime/`, which is not a feature",
                "the feature `yours` turns on `farrier-runtime/http3`, which is not a feature",
                "the features `a`, `b`, `c` turn each other on",
            ]
        );
    }

    #[test]
    fn what_cannot_be() {
        let features = ["serde", "_x", "get-item", "a b", "mine", "default"].map(|it| (it.to_owned(), Vec::new()));
        let package = BTreeMap::from([("version".to_owned(), ManifestValue::Text("1.2".to_owned()))]);
        let manifest = Manifest { package, features: features.into(), origin: Vec::new() };
        let problems = manifest.problems(["get-item"].into_iter());
        let messages: Vec<&str> = problems.iter().map(|(_, message, _)| message.as_str()).collect();
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
