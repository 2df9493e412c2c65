//! Where the sources of both sides are.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::{Generated, OutputFile, Request, parallel};
use smithy_json_ast::suggestion;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, slice};

use super::syntax::{self, Module};
use crate::MODELS;
use farrier::report::{Problem, Result, problems};
use farrier_project::config::Config;
use farrier_project::job::Job;
use farrier_project::limits::Limits;
use farrier_project::model::{self, Named};
use farrier_project::paths;

/// The official crate: its folder, and the crate read.
pub(super) fn official(name: &str, folder: Option<&Utf8Path>) -> Result<(Utf8PathBuf, Module)> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => {
            newest(|package| package.starts_with("aws-sdk-")).remove(&format!("aws-sdk-{name}")).ok_or_else(|| {
                let help = "name its folder by `--official DIR`, or let cargo fetch it for any other package";
                vec![Problem::new(format!("there is no crate `aws-sdk-{name}` in the registry of cargo")).help(help)]
            })?
        }
    };
    let lib = folder.join("src/lib.rs");
    if !lib.is_file() {
        return Err(vec![Problem::at(&folder, "this is no crate: there is no `src/lib.rs` in it")]);
    }
    let module = on_disk(&folder);
    Ok((folder, module))
}

/// The crates whose types both sides show, by the names code has for them; none if cargo has not fetched them.
pub(super) fn shared() -> BTreeMap<String, Module> {
    let is_shared = |package: &str| {
        package.starts_with("aws-smithy-") || ["aws-types", "aws-credential-types", "aws-runtime"].contains(&package)
    };
    let folders: Vec<_> = newest(is_shared).into_iter().collect();
    let modules = parallel::map(&folders, |(_, folder)| on_disk(folder));
    folders.into_iter().map(|(package, _)| package.replace('-', "_")).zip(modules).collect()
}

/// The runtime of this workspace.
pub(super) fn runtime(root: &Utf8Path) -> Result<Module> {
    let folder = root.join("runtime");
    if folder.join("src/lib.rs").is_file() {
        Ok(on_disk(&folder))
    } else {
        Err(vec![Problem::at(&folder, "the runtime is not here").help("run the command in a checkout of Farrier")])
    }
}

/// What Farrier generates from the model of the service.
pub(super) fn generated(
    config: &Config,
    name: &str,
    model: Option<&Utf8PathBuf>,
    skip_unsupported: bool,
) -> Result<Generated<Module>> {
    let (models, mut request) = wanted(config, name, model)?;
    request.skip_unsupported |= skip_unsupported;
    let model = model::read(&models, Named::of(&request.places), &Limits::default())?;
    let Generated { output, warnings, left_out } = farrier_codegen::generate(&model, &request).map_err(problems)?;
    let files: BTreeMap<String, String> =
        output.into_iter().map(|OutputFile { path, contents }| (path, contents)).collect();
    let output = syntax::read(&|path| files.get(&format!("src/{path}")).cloned());
    Ok(Generated { output, warnings, left_out })
}

fn wanted(config: &Config, name: &str, model: Option<&Utf8PathBuf>) -> Result<(Vec<Utf8PathBuf>, Request)> {
    let alone = |model: &Utf8PathBuf| {
        let models = slice::from_ref(model);
        let request = Request { model: model::label(models), package: name.to_owned(), ..Request::default() };
        (models.to_vec(), request)
    };
    if let Some(model) = model {
        return Ok(alone(model));
    }
    if let Some(service) = config.services.iter().find(|service| plain(&service.name) == plain(name)) {
        let job = Job::of(config, service).map_err(|problem| vec![problem])?;
        return Ok((job.models, job.request));
    }
    let more = more_models(&config.root);
    more.get(&plain(name)).map(alone).ok_or_else(|| {
        let known = config.services.iter().map(|service| service.name.as_str()).chain(more.keys().map(String::as_str));
        let help = format!("{} Or name the model by `--model FILE`", suggestion(name, known));
        vec![Problem::new(format!("there is no model for `{name}`")).help(help)]
    })
}

/// Models beside the workspace, by plain name: `secrets-manager-2017-10-17.json` is `secretsmanager`.
fn more_models(root: &Utf8Path) -> BTreeMap<String, Utf8PathBuf> {
    let entries = root.join(MODELS).read_dir_utf8().into_iter().flatten().flatten();
    let models = entries.map(|entry| entry.into_path()).filter(|path| path.extension() == Some("json"));
    models.map(|path| (plain(path.file_stem().unwrap_or_default()), path)).collect()
}

/// The name of a service without what people write differently.
fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split(['-', '_', ' ']).collect();
    let is_date = |words: &[&str]| words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let kept = match words.len().checked_sub(3) {
        Some(length) if is_date(&words[length..]) => &words[..length],
        _ => &words[..],
    };
    kept.concat().to_lowercase()
}

/// The newest version of each such package that cargo has unpacked.
fn newest(is_wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Utf8PathBuf> {
    let mut found: BTreeMap<String, (Vec<u64>, Utf8PathBuf)> = BTreeMap::new();
    for folder in registries().iter().flat_map(|registry| registry.read_dir_utf8()).flatten().flatten() {
        let Some((package, version)) = package(folder.file_name()).filter(|(package, _)| is_wanted(package)) else {
            continue;
        };
        let candidate = (version, folder.path().to_owned());
        if found.get(package).is_none_or(|best| *best < candidate) {
            found.insert(package.to_owned(), candidate);
        }
    }
    found.into_iter().map(|(package, (_, folder))| (package, folder)).collect()
}

/// The folders with unpacked packages, one per registry.
fn registries() -> Vec<Utf8PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.and_then(|home| Utf8PathBuf::from_path_buf(home.join("registry/src")).ok());
    let entries = sources.into_iter().flat_map(|sources| sources.read_dir_utf8()).flatten().flatten();
    entries.map(|entry| entry.into_path()).collect()
}

/// `aws-sdk-kms-1.129.0` is version 1.129.0 of `aws-sdk-kms`.
fn package(folder: &str) -> Option<(&str, Vec<u64>)> {
    let (package, version) = folder.rsplit_once('-')?;
    let numbers: Option<Vec<u64>> = version.split('.').map(|number| number.parse().ok()).collect();
    Some((package, numbers?))
}

pub(super) fn on_disk(folder: &Utf8Path) -> Module {
    let sources = folder.join("src");
    syntax::read(&|path| paths::read_text(&sources.join(path)).ok())
}

#[cfg(test)]
mod tests {
    use super::{package, plain};

    #[test]
    fn names() {
        for (name, expected) in [
            ("secrets-manager-2017-10-17", "secretsmanager"),
            ("partnercentral-account", "partnercentralaccount"),
            ("KMS", "kms"),
        ] {
            assert_eq!(plain(name), expected);
        }
        assert_eq!(package("aws-sdk-kms-1.129.0"), Some(("aws-sdk-kms", vec![1, 129, 0])));
        assert_eq!(package("aws-sdk-kms"), None);
    }
}
