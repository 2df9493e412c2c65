//! What a crate was generated from: `[package.metadata.farrier]` of its manifest.

use farrier_codegen::{ManifestValue, Request};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use toml::de::DeTable;

/// The keys, with what each is of.
const KEYS: [(&str, &str); 3] =
    [("generator", "Farrier"), ("model", "the model"), ("configuration", "the configuration")];

/// What is noted of a crate: the version of the generator, and hashes of the texts of its model and of its
/// configuration.
pub fn of(request: &Request, model: &[(&str, String)]) -> Vec<(&'static str, String)> {
    let mut hash = Sha256::new();
    for (_, text) in model {
        // The length says where a text ends.
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    let configuration = Sha256::digest(configuration(request));
    let values = [env!("CARGO_PKG_VERSION").to_owned(), hex(&hash.finalize()), hex(&configuration)];
    KEYS.iter().zip(values).map(|((key, _), value)| (*key, value)).collect()
}

fn hex(hash: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in hash {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Names in one order, each once: another order, or a name again, asks for the same crate.
fn set(names: &[String]) -> String {
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    names.into_iter().collect::<Vec<_>>().join(",")
}

/// What is set, a line for each setting: one that a later version adds changes nothing until it is used.
fn configuration(request: &Request) -> String {
    let mut text = String::new();
    let mut line = |key: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{key} = {value}");
        }
    };
    let flag = |is_on: bool| if is_on { "true" } else { "" };
    line("package", &request.package);
    line("operations", &set(&request.operations));
    line("service", request.service.as_deref().unwrap_or_default());
    line("protocol", request.protocol.as_deref().unwrap_or_default());
    line("examples", &request.examples.join(","));
    line("protocol-tests", flag(request.protocol_tests));
    line("server-tests", flag(request.server_tests));
    line("skip-unsupported", flag(request.skip_unsupported));
    line("allow-unknown-traits", &set(&request.allow_unknown_traits));
    line("runtime", &request.runtime.manifest());
    if request.feature_per != Default::default() {
        line("feature-per", request.feature_per.name());
    }
    for (key, value) in &request.manifest.package {
        let value = match value {
            ManifestValue::Text(text) => text.clone(),
            ManifestValue::List(items) => items.join(","),
            ManifestValue::Flag(flag) => flag.to_string(),
        };
        line(&format!("manifest.{key}"), &value);
    }
    for (name, features) in &request.manifest.features {
        line(&format!("features.{name}"), &format!("[{}]", features.join(",")));
    }
    text
}

/// What differs between two manifests of a crate, in words: `the model`, or `Farrier (0.1.0, now 0.2.0)`.
pub fn moved(before: &str, after: &str) -> Vec<String> {
    let differences = KEYS.iter().filter_map(|(key, name)| {
        let (old, new) = (noted(before, key), noted(after, key)?);
        match old {
            Some(old) if old == new => None,
            Some(old) if *key == "generator" => Some(format!("{name} ({old}, now {new})")),
            _ => Some((*name).to_owned()),
        }
    });
    let written_by = |manifest: &'_ str| manifest.lines().next().unwrap_or_default().to_owned();
    let is_other = written_by(before) != written_by(after);
    differences.chain(is_other.then(|| "the command in the first line".to_owned())).collect()
}

fn noted(manifest: &str, key: &str) -> Option<String> {
    let (document, _) = DeTable::parse_recoverable(manifest);
    let mut table = document.get_ref();
    for name in ["package", "metadata", "farrier"] {
        table = table.get(name)?.get_ref().as_table()?;
    }
    Some(table.get(key)?.get_ref().as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(values: &[(&str, String)]) -> String {
        named("a", values)
    }

    fn named(command: &str, values: &[(&str, String)]) -> String {
        let lines: Vec<String> = values.iter().map(|(key, value)| format!("{key} = {value:?}\n")).collect();
        format!("# {command}\n[package.metadata.farrier]\nprotocol = \"x\"\n{}", lines.concat())
    }

    #[test]
    fn what_moved() {
        let request = Request::default();
        let model = |text: &str| [("a.json", text.to_owned())];
        let old = of(&request, &model("{}"));
        assert_eq!(moved(&manifest(&old), &manifest(&of(&request, &model("{}")))), [""; 0]);
        assert_eq!(moved(&manifest(&old), &manifest(&of(&request, &model("{ }")))), ["the model"]);
        let changed = Request { skip_unsupported: true, model: "b.json".to_owned(), ..request.clone() };
        assert_eq!(moved(&manifest(&old), &manifest(&of(&changed, &model("{}")))), ["the configuration"]);
        let labelled = Request { model: "b.json".to_owned(), command: "x".to_owned(), ..request.clone() };
        assert_eq!(moved(&manifest(&old), &manifest(&of(&labelled, &model("{}")))), [""; 0]);
        let command = moved(&manifest(&old), &named("b", &of(&labelled, &model("{}"))));
        assert_eq!(command, ["the command in the first line"]);
        let naming = |operations: &[&str]| {
            let operations = operations.iter().map(|name| (*name).to_owned()).collect();
            manifest(&of(&Request { operations, ..request.clone() }, &model("{}")))
        };
        assert_eq!(moved(&naming(&["A", "B"]), &naming(&["B", "A", "B"])), [""; 0]);
        assert_eq!(moved(&naming(&["A", "B"]), &naming(&["A"])), ["the configuration"]);
        let mut next = of(&request, &model("{}"));
        next[0].1 = "9.9.9".to_owned();
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(moved(&manifest(&old), &manifest(&next)), [format!("Farrier ({version}, now 9.9.9)")]);
        assert_eq!(moved("# a", &manifest(&old)), ["Farrier", "the model", "the configuration"]);
    }

    #[test]
    fn texts_do_not_run_together() {
        let of = |a: &str, b: &str| of(&Request::default(), &[("a", a.to_owned()), ("b", b.to_owned())]);
        assert_ne!(of("{}", ""), of("{", "}"));
    }
}
