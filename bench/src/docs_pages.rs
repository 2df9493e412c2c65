//! What a browser loads to show a page of the documentation of a generated crate.

use crate::measure::must;
use crate::report::{OURS, Row, Samples, Section, Unit};
use crate::{Result, Settings, places, service};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

const ABOUT: &str = "Pages of `cargo doc --no-deps`, each with the scripts that it loads: implementations of types and traits, \
                     the items of its sidebar. What all crates share (`static.files`), the search index and the list of all \
                     items are left out.";

/// How many pages are listed.
const LISTED: usize = 10;

/// The services whose documentation is measured: the package, and its model.
const OWN: (&str, &str) = ("partnercentral-account", "models/partnercentral-account.json");

/// A page, by its path below the folder of all documentation.
struct Page {
    path: String,
    bytes: u64,
}

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let generator = places::generator()?;
    let mut rows = Vec::new();
    let mut about = ABOUT.to_owned();
    for (name, model) in subjects(settings)? {
        let sources = service::generate(&generator, name, &model)?;
        let pages = largest(&documentation(name, &sources)?)?;
        let Some(first) = pages.first() else { return Err(format!("{name} has no documentation").into()) };
        let _ = write!(about, " The largest page of {name} loads {} bytes: `{}`.", first.bytes, first.path);
        rows.extend(
            pages.iter().map(|page| Row::new(&page.path, Unit::Bytes).side(OURS, Samples::exact(page.bytes as f64))),
        );
    }
    Ok(Section::new("docs-pages", about, rows))
}

fn subjects(settings: &Settings) -> Result<Vec<(&'static str, PathBuf)>> {
    let mut subjects = vec![(OWN.0, places::root().join(OWN.1))];
    subjects.extend(service::largest(settings));
    subjects.retain(|(name, _)| settings.service.as_deref().is_none_or(|wanted| wanted == *name));
    Ok(subjects)
}

/// Documents the crate alone. The folder of its documentation.
fn documentation(name: &str, sources: &Path) -> Result<PathBuf> {
    let folder = places::out().join("docs-pages").join(name);
    let dependency = format!("{name} = {{ path = {:?} }}\n", sources.display().to_string());
    let manifest = service::package(&folder, "subject", "fn main() {}\n", &dependency)?;
    let target = places::out().join("compile/target");
    let doc = target.join("doc");
    if doc.exists() {
        fs::remove_dir_all(&doc)?;
    }
    must(places::cargo("doc", &manifest, &target).args(["--no-deps", "--package", name]))?;
    Ok(doc)
}

/// The largest pages, and what they load, the largest first.
fn largest(doc: &Path) -> Result<Vec<Page>> {
    let mut sizes = HashMap::new();
    let mut pages = Vec::new();
    for entry in WalkDir::new(doc) {
        let entry = entry?;
        let path = entry.path();
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        // It lists all items, as the search index does, and is nobody's way to one of them.
        if !is_page || path.file_name().is_some_and(|name| name == "all.html") {
            continue;
        }
        let html = fs::read_to_string(path)?;
        let mut bytes = html.len() as u64;
        for script in scripts(&html) {
            let script = normal(&path.with_file_name(script));
            bytes += match sizes.get(&script) {
                Some(bytes) => *bytes,
                None => *sizes.entry(script.clone()).or_insert(size(&script)?),
            };
        }
        pages.push(Page { path: path.strip_prefix(doc)?.display().to_string(), bytes });
    }
    pages.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.path.cmp(&b.path)));
    pages.truncate(LISTED);
    Ok(pages)
}

fn size(script: &Path) -> Result<u64> {
    Ok(fs::metadata(script).map_err(|error| format!("{}: {error}", script.display()))?.len())
}

/// The scripts that a page loads and other crates do not have.
fn scripts(html: &str) -> impl Iterator<Item = &str> {
    let tags = html.split("<script").skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
    let sources = tags.filter_map(|tag| tag.split_once("src=\"")?.1.split_once('"')).map(|(source, _)| source);
    sources.filter(|source| !source.contains("static.files/"))
}

/// The path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::scripts;

    #[test]
    fn scripts_of_a_page() {
        let html = r#"<script src="../../static.files/storage-1.js"></script><script defer src="../sidebar-items.js"></script>
            <script>let a = 1;</script><script src="../../type.impl/ec2/builders/struct.Builder.js" async></script>"#;
        let found: Vec<&str> = scripts(html).collect();
        assert_eq!(found, ["../sidebar-items.js", "../../type.impl/ec2/builders/struct.Builder.js"]);
    }
}
