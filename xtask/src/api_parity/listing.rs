//! What the runtime and a client declare in public, as files: a change of it is seen in review.
//!
//! `public-api` would know all types and traits, but reads what only a nightly rustdoc writes, whose format changes.

use super::resolve::{Id, ModulePath, Resolved};
use super::sources::{generated, on_disk, runtime};
use super::surface::Surface;
use super::surface_of;
use super::syntax::TypeRef;
use camino::Utf8Path;
use farrier_project::config::Config;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;

/// What the crate at hand is called.
const OWN: &str = "ours";

const ACCEPT: &str = "INSTA_UPDATE=always cargo test -p xtask listing";

#[test]
fn public_names_are_listed() {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("farrier.toml")).expect("a configuration");
    let config = Config::read(root.clone(), "farrier.toml", &text).expect("a configuration");
    let (runtime, others) = (runtime(&root).expect("the runtime"), BTreeMap::new());
    let client = generated(&config, "partnercentral-account", None, false).expect("a client").output;
    let credentials = on_disk(&root.join("runtime/credentials"));
    let of_credentials = surface_of(OWN, &credentials, [], &others);
    let of_runtime = surface_of(OWN, &runtime, [], &others);
    let of_client = surface_of(OWN, &client, [("farrier_runtime", &runtime)], &others);
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
        "# What `{name}` declares in public\n\nTypes with their fields, methods and traits, as they stand in the sources, without \
         what is private. Macros are not expanded: of\nwhat they implement there are the names of traits, of what they write there are \
         rows, the functions that these become, and\ntypes as the macro has them; those of other crates give nothing. A test keeps the list, and says how to accept \
         a change.\n\n```text\n"
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

/// One entry per name: what it is declared as, and what it has.
pub(super) fn list(surface: &Surface<'_>) -> String {
    let shortest = surface.shortest();
    let entry = |(name, target): (&String, &Resolved)| {
        let mut entry = format!("{name}\n");
        let own = alias(surface, name);
        let lines = match target {
            Resolved::Item(id) if shortest[target] == name => [own, members(surface, id)].concat(),
            _ if !own.is_empty() => own,
            Resolved::Item(_) => vec![format!("pub use {}", shortest[target])],
            Resolved::Foreign(path) => vec![format!("pub use {path}")],
            Resolved::Module(_) => Vec::new(),
        };
        entry.extend(lines.iter().map(|line| format!("    {line}\n")));
        entry
    };
    surface.names.iter().map(entry).collect()
}

/// How the alias of that name is declared, if it is one.
fn alias(surface: &Surface<'_>, name: &str) -> Vec<String> {
    let path = TypeRef { path: name.split("::").map(str::to_owned).collect(), ..TypeRef::default() };
    let own = match surface.crates.resolve(&ModulePath::root(OWN), &path) {
        Resolved::Item(id) => surface.crates.item(&id).filter(|item| item.alias.is_some()),
        _ => None,
    };
    own.into_iter().flat_map(|item| &item.members).map(|member| member.declared.clone()).collect()
}

/// The item itself, what it has, and what it has where its parameters are certain ones.
fn members(surface: &Surface<'_>, id: &Id) -> Vec<String> {
    let mut groups: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for (of, member) in surface.members(id) {
        let path = member.path.as_deref();
        let is_impl = path.is_some_and(|path| path.starts_with(": impl "));
        groups.entry(of).or_default().insert((path != Some(""), is_impl, path, &member.declared));
    }
    let mut lines = Vec::new();
    for (of, members) in groups {
        let indent = if of.is_empty() { "" } else { "    " };
        lines.extend((!of.is_empty()).then(|| of.to_owned()));
        // A row of a macro is more than one method.
        let mut seen = BTreeSet::new();
        let declared = members.into_iter().map(|(.., declared)| declared).filter(|declared| seen.insert(*declared));
        lines.extend(declared.map(|declared| format!("{indent}{declared}")));
    }
    lines
}
