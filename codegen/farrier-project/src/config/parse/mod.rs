//! farrier.toml as text. Collects all that is wrong with it.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::{FeaturePer, Manifest, ManifestValue, Places, Request, RuntimeDependency, wrong_package};
use std::ops::Range;
use std::slice;
use toml::de::DeTable;

use super::keys::{FILE, PLACES};
use super::project::{Config, Service};
use super::reader::Reader;
use super::values::{Value, Values};
use crate::limits::Limits;
use crate::portable::is_portable;
use crate::problem::{Problem, Result, span};
use crate::{names, paths};

/// The text of a farrier.toml in the folder `root`.
///
/// # Errors
/// Everything that is wrong, each with its line and column in `file`.
pub(super) fn document(root: Utf8PathBuf, file: &str, text: &str) -> Result<Config> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(file, text);
    for error in errors {
        let help = "the format is that of https://toml.io: `key = \"value\"`, and `[[service]]` for each service";
        reader.advise(error.span().unwrap_or_default(), error.message().trim_end(), help);
    }
    if reader.problems.is_empty() {
        let mut values = reader.table(&document.span(), document.get_ref(), FILE);
        let runtime = runtime(&root, &mut values, &mut reader);
        let services = services(&root, &mut values, &mut reader);
        let (command, limits) = (values.text("command"), limits(&mut values));
        if reader.problems.is_empty() {
            return Ok(Config { root, command, runtime, services, limits });
        }
    }
    reader.problems.sort_by_key(|(place, _)| *place);
    Err(reader.problems.into_iter().map(|(_, problem): (usize, Problem)| problem).collect())
}

fn services(root: &Utf8Path, values: &mut Values, reader: &mut Reader<'_>) -> Vec<Service> {
    let mut services = Vec::new();
    // Where nobody can tell, the words of the file are all there is.
    let full = |path: &Utf8Path| paths::absolute(path).unwrap_or_else(|_| path.to_owned());
    let home = full(root);
    for mut table in values.tables("service") {
        if let Some(service) = service(&mut table, reader) {
            let full = full(&root.join(&service.folder));
            let service = (service, full);
            portable(&service.0, &table, reader);
            inside(&home, &service, &table, reader);
            unique(&services, &service, &table, reader);
            services.push(service);
        }
    }
    services.into_iter().map(|(service, _)| service).collect()
}

/// A service, unless it lacks something, of which it is told already.
fn service(values: &mut Values, reader: &mut Reader<'_>) -> Option<Service> {
    let places = places(values, reader);
    let are_named = values.by_key.contains_key("operations");
    let operations = names::listed(&values.texts("operations"));
    if operations.is_empty() && are_named {
        let help = "name some, or leave the key out for all of them";
        reader.advise(values.span("operations"), "`operations` names no operation", help);
    }
    let name = values.text("name");
    let model = values.text("model");
    let folder = values.text("crate");
    let name = name?;
    Some(Service {
        request: Request {
            package: package(&name, values, reader),
            operations,
            service: values.text("service"),
            protocol: values.text("protocol"),
            examples: values.texts("examples"),
            protocol_tests: values.flag("protocol-tests"),
            skip_unsupported: values.flag("skip-unsupported"),
            allow_unknown_traits: values.texts("allow-unknown-traits"),
            feature_per: values.text("feature-per").and_then(|name| FeaturePer::named(&name)).unwrap_or_default(),
            manifest: manifest(values),
            places,
            ..Request::default()
        },
        name,
        model: model?.into(),
        folder: Utf8PathBuf::from(folder?).components().collect(),
    })
}

/// Where the file says what of a service.
fn places(values: &Values, reader: &Reader<'_>) -> Places {
    let span = |range: &Range<usize>| span(reader.position(range.start));
    let keys = values.spans.iter().map(|(key, range)| (*key, span(range))).collect();
    let names = ["operations", "examples"].into_iter().flat_map(|key| {
        let names = move |text| names::listed(slice::from_ref(text)).into_iter();
        values.located(key).flat_map(move |(text, range)| names(text).map(move |name| ((key, name), span(range))))
    });
    let names = names.collect();
    Places { file: reader.file.to_owned(), keys, names }
}

/// The name of the package: its own, or that of the service.
fn package(service: &str, values: &mut Values, reader: &mut Reader<'_>) -> String {
    let (key, name) = match values.text("package") {
        Some(name) => ("package", name),
        None => ("name", service.to_owned()),
    };
    if let Some((message, help)) = wrong_package(&name) {
        reader.advise(values.span(key), &message, &format!("{help}: `package = \"NAME\"`"));
    }
    name
}

fn manifest(values: &mut Values) -> Manifest {
    let package = values.table("manifest").unwrap_or_default().by_key.into_iter();
    let package = package.filter_map(|(key, value)| {
        let value = match value {
            Value::Text(text) => ManifestValue::Text(text),
            Value::Texts(texts) => ManifestValue::List(texts),
            Value::Flag(flag) => ManifestValue::Flag(flag),
            _ => return None,
        };
        Some((key.to_owned(), value))
    });
    Manifest { package: package.collect(), features: values.lists("features"), ..Manifest::default() }
}

/// A service, and the folder of its crate without links.
type Placed = (Service, Utf8PathBuf);

/// A project is checked out on other systems, too.
fn portable(service: &Service, values: &Values, reader: &mut Reader<'_>) {
    if let Some(part) = service.folder.components().find(|part| !is_portable(part.as_str())) {
        let part = part.as_str().escape_debug();
        let message = format!("`{part}` is no folder for a crate on every system, or that of a tool");
        reader.advise(values.span("crate"), &message, "name another folder");
    }
}

/// No link leads out of the folder of the project, `home`.
fn inside(home: &Utf8Path, (service, full): &Placed, values: &Values, reader: &mut Reader<'_>) {
    if !full.starts_with(home) {
        let message = format!("`{}` leads out of the folder of this file, to `{full}`", service.folder);
        let help = "name another folder, or replace the link with a folder; `generate --out` writes anywhere";
        reader.advise(values.span("crate"), &message, help);
    }
}

/// Two services must not have one name, nor write into one folder or one into that of the other.
fn unique(others: &[Placed], (service, full): &Placed, values: &Values, reader: &mut Reader<'_>) {
    for (other, other_full) in others {
        if other.name == service.name {
            let message = format!("there is a service `{}` already", other.name);
            reader.advise(values.span("name"), &message, "give one of the two another name");
        }
        let (a, b) = (&other.folder, &service.folder);
        let meet = |a: &Utf8Path, b: &Utf8Path| a.starts_with(b) || b.starts_with(a);
        if meet(full, other_full) {
            let message = match meet(a, b) {
                true => format!("the service `{}` writes into `{a}` already", other.name),
                false => {
                    format!("`{}` and `{}` would write into one folder: `{b}` leads to `{a}`", other.name, service.name)
                }
            };
            reader.advise(values.span("crate"), &message, "name another folder, neither in nor around that one");
        }
    }
}

fn runtime(root: &Utf8Path, values: &mut Values, reader: &mut Reader<'_>) -> Option<RuntimeDependency> {
    let mut table = values.table("runtime")?;
    let keys: Vec<_> = RuntimeDependency::KEYS.iter().filter_map(|key| Some((*key, table.text(key)?))).collect();
    if !keys.iter().any(|(key, _)| PLACES.contains(key)) {
        let help = "name a `version`, a `path` or `git`";
        reader.advise(values.span("runtime"), "`runtime` says not where it is", help);
    }
    let path = keys.iter().find(|(key, _)| *key == "path").and_then(|(_, path)| paths::wrong_runtime(&root.join(path)));
    let runtime = RuntimeDependency::new(keys);
    for (key, problem) in [("path", path), ("version", runtime.problem())] {
        if let Some((message, help)) = problem {
            reader.advise(table.span(key), &message, &help);
        }
    }
    Some(runtime)
}

fn limits(values: &mut Values) -> Limits {
    let (mut table, usual) = (values.table("limits").unwrap_or_default(), Limits::default());
    Limits {
        model_mib: table.number("model-mib").unwrap_or(usual.model_mib),
        shapes: table.number("shapes").unwrap_or(usual.shapes),
        members: table.number("members").unwrap_or(usual.members),
        message_bytes: table.number("message-bytes").unwrap_or(usual.message_bytes),
    }
}

#[cfg(test)]
pub(super) mod tests;
