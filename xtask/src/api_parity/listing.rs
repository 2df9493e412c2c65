//! The public names of the runtime and of a client, as files: a change of them is seen in review.

use super::sources::{generated, on_disk, runtime};
use super::surface::Surface;
use super::surface_of;
use super::syntax::Module;
use camino::Utf8Path;
use farrier_project::config::Config;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;

/// The longest line.
const WIDTH: usize = 120;

const ACCEPT: &str = "INSTA_UPDATE=always cargo test -p xtask listing";

#[test]
fn public_names_are_listed() {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("farrier.toml")).expect("a configuration");
    let config = Config::read(root.clone(), "farrier.toml", &text).expect("a configuration");
    let (runtime, others) = (runtime(&root).expect("the runtime"), BTreeMap::new());
    let client = generated(&config, "partnercentral-account", None, false).expect("a client").output;
    let credentials = on_disk(&root.join("runtime/credentials"));
    let of_credentials = surface_of("ours", &credentials, [], &others);
    let of_runtime = surface_of("ours", &runtime, [], &others);
    let of_client = surface_of("ours", &client, [("farrier_runtime", &runtime)], &others);
    let stale: Vec<String> = [
        ("runtime/API.md", "farrier-runtime", list(&of_runtime)),
        ("runtime/credentials/API.md", "farrier-credentials", list(&of_credentials)),
        ("docs/api/partnercentral-account.md", "partnercentral-account", list(&of_client)),
    ]
    .into_iter()
    .filter_map(|(path, name, list)| difference(&root.join(path), path, &format!("{}{list}```\n", head(name))))
    .collect();
    assert!(stale.is_empty(), "{}\nTo accept it: {ACCEPT}", stale.join("\n"));
}

fn head(name: &str) -> String {
    format!(
        "# Public names of `{name}`\n\nTypes with their fields, methods and traits, as far as they stand in the sources; those of \
         traits that macros\nof other crates implement do not. A test keeps the list, and says how to accept a change.\n\n```text\n"
    )
}

/// What is different about a file; writes it if it is told to.
fn difference(file: &Utf8Path, path: &str, text: &str) -> Option<String> {
    let before = fs::read_to_string(file).unwrap_or_default();
    if before == text {
        return None;
    }
    if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::create_dir_all(file.parent()?).expect("a folder");
        fs::write(file, text).expect("a file");
        return None;
    }
    let diff = TextDiff::from_lines(before.as_str(), text);
    let diff = diff.unified_diff().context_radius(1).header(path, "what the sources say").to_string();
    Some(diff)
}

/// One entry per type, with what it has behind it.
fn list(surface: &Surface<'_>) -> String {
    let (nothing, others) = (Module::default(), BTreeMap::new());
    let paths = surface.once(&surface_of("nothing", &nothing, [], &others));
    let mut entries: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in &paths {
        let (name, member) = split(path, surface);
        entries.entry(name).or_default().extend((!member.is_empty()).then_some(member));
    }
    entries.iter().map(|(name, members)| entry(name, members)).collect()
}

/// A path as the name of a type and what it has: `Tag`, `::builder()`.
fn split<'a>(path: &'a str, surface: &Surface<'_>) -> (&'a str, &'a str) {
    let ends = path.char_indices().filter(|(_, char)| [':', '.'].contains(char)).map(|(at, _)| at);
    let end = ends.rev().find(|end| surface.has(&path[..*end])).filter(|_| !surface.has(path));
    path.split_at(end.unwrap_or(path.len()))
}

fn entry(name: &str, members: &BTreeSet<&str>) -> String {
    let (impls, others): (Vec<&str>, Vec<&str>) =
        members.iter().copied().partition(|member| member.starts_with(": impl "));
    let mut out = format!("{name}\n");
    wrap(&mut out, others.iter().map(|member| member.trim_start_matches("::").to_owned()));
    wrap(&mut out, impls.iter().map(|member| member.replace(": impl ", "impl ")));
    out
}

fn wrap(out: &mut String, words: impl Iterator<Item = String>) {
    let mut line = String::new();
    for word in words {
        if line.len() + word.len() + 6 > WIDTH {
            *out += &format!("    {line}\n");
            line.clear();
        }
        if !line.is_empty() {
            line += ", ";
        }
        line += &word;
    }
    if !line.is_empty() {
        *out += &format!("    {line}\n");
    }
}
