//! Settings of a crate as options of a command line.

use farrier_codegen::{Manifest, ManifestValue};
use smithy_json_ast::suggestion;

use super::keys::{Kind, MANIFEST};
use crate::names;
use crate::problem::{Problem, Result};

/// What options say of the manifest of a crate: `KEY=VALUE`, and `NAME=FEATURES` with commas between features.
///
/// # Errors
/// Options without `=`, and keys that cannot be set.
pub fn manifest(package: &[String], features: &[String]) -> Result<Manifest> {
    let mut manifest = Manifest::default();
    let mut problems = Vec::new();
    for option in package {
        match pair(option).and_then(|(key, value)| Ok((key.to_owned(), self::value(key, value)?))) {
            Ok((key, value)) => drop(manifest.package.insert(key, value)),
            Err(problem) => problems.push(problem),
        }
    }
    for option in features {
        match pair(option) {
            Ok((name, features)) => {
                manifest.features.insert(name.to_owned(), names::listed(&[features.to_owned()]));
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(manifest) } else { Err(problems) }
}

fn pair(option: &str) -> std::result::Result<(&str, &str), Problem> {
    option.split_once('=').ok_or_else(|| {
        let problem = Problem::new(format!("`{}` says nothing of anything", option.escape_debug()));
        problem.help("write a name, `=` and a value")
    })
}

fn value(key: &str, text: &str) -> std::result::Result<ManifestValue, Problem> {
    let Some(known) = MANIFEST.iter().find(|known| known.name == key) else {
        let help = suggestion(key, MANIFEST.iter().map(|known| known.name));
        return Err(Problem::new(format!("there is no key `{}` of a manifest to set", key.escape_debug())).help(help));
    };
    match known.kind {
        Kind::Texts if text.starts_with('[') => {
            let message = format!("`{key}` is a list, and `{}` is no name in it", text.escape_debug());
            Err(Problem::new(message).help(format!("write commas between names, and nothing around them: `{key}=a,b`")))
        }
        Kind::Texts => Ok(ManifestValue::List(names::listed(&[text.to_owned()]))),
        Kind::Flag => text
            .parse()
            .map(ManifestValue::Flag)
            .map_err(|_| Problem::new(format!("`{key}` must be true or false, and is `{}`", text.escape_debug()))),
        _ => Ok(ManifestValue::Text(text.to_owned())),
    }
}
