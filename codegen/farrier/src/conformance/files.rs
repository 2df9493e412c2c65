//! Where models are: files, or folders of files that are one model.

use camino::{Utf8Path, Utf8PathBuf};

use crate::report::{Problem, Result};

/// Where models lie in a conformance suite.
const SUITES: [&str; 3] = ["protocol-tests", "endpoint-rules", "../models"];

/// The file with the number of cases of each model of its folder.
pub(super) const COUNTS: &str = "counts.json";

/// The models of a folder, or of a suite, by name; then those of another folder.
pub(super) fn models(folder: &Utf8Path, more: Option<&Utf8Path>) -> Result<Vec<Utf8PathBuf>> {
    let is_suite = folder.join(SUITES[0]).is_dir();
    let own = if is_suite { SUITES.map(|suite| folder.join(suite)).to_vec() } else { vec![folder.to_owned()] };
    let optional = own.iter().skip(1).filter(|folder| folder.is_dir());
    let more = more.map(Utf8Path::to_owned);
    // A suite has folders of what else it needs, such as partitions.
    let is_model = |path: &Utf8PathBuf| !(parts(path).is_empty() || is_suite && path.is_dir());
    let mut models = Vec::new();
    for folder in own.iter().take(1).chain(optional).chain(&more) {
        models.extend(list(folder)?.into_iter().filter(is_model));
    }
    if models.is_empty() { Err(vec![Problem::at(folder, "there are no models here")]) } else { Ok(models) }
}

/// The files of a model, which is a file or a folder; none if it is no model.
pub(super) fn parts(model: &Utf8Path) -> Vec<Utf8PathBuf> {
    let is_json = |path: &Utf8PathBuf| path.extension() == Some("json") && path.file_name() != Some(COUNTS);
    let mut files = if model.is_dir() { list(model).unwrap_or_default() } else { vec![model.to_owned()] };
    files.retain(is_json);
    files
}

/// What is in a folder, by name.
fn list(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>> {
    let entries =
        folder.read_dir_utf8().map_err(|error| vec![Problem::at(folder, format!("cannot list it: {error}"))])?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.into_path()).collect();
    paths.sort();
    Ok(paths)
}
