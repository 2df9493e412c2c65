use super::graph::{Graph, Import};
use super::tree::Tree;
use super::{folders, graphs, imports};
use camino::Utf8Path;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Cycles that are there on purpose, or still.
struct Allowed {
    name: String,
    modules: BTreeSet<String>,
}

const LIST: &str = "tests/layers.toml";

fn allowed() -> Vec<Allowed> {
    listed("cycle", |entry| {
        assert!(!string(&entry["reason"]).is_empty());
        Allowed { name: string(&entry["crate"]), modules: strings(&entry["modules"]).collect() }
    })
}

/// The entries of the list that have this name.
fn listed<T>(name: &str, read: impl Fn(&DeTable<'_>) -> T) -> Vec<T> {
    let text = fs::read_to_string(Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST)).unwrap();
    let table = DeTable::parse(&text).unwrap();
    let entries = table.get_ref().get(name).and_then(|entries| entries.get_ref().as_array());
    entries.into_iter().flatten().map(|entry| read(entry.get_ref().as_table().expect("a table"))).collect()
}

fn string(value: &Spanned<DeValue<'_>>) -> String {
    value.get_ref().as_str().expect("a string").to_owned()
}

fn strings(value: &Spanned<DeValue<'_>>) -> impl Iterator<Item = String> {
    value.get_ref().as_array().expect("a list").iter().map(string)
}

/// Modules import only what stands below them, but for the cycles in the list.
#[test]
fn no_new_cycles() {
    let root = Utf8Path::new("..");
    let mut allowed = allowed();
    let mut problems = String::new();
    for (name, graph) in graphs(root, &[]).unwrap() {
        for cycle in graph.cycles() {
            let names = cycle.names();
            let known = |entry: &Allowed| names.iter().filter(|module| entry.modules.contains(**module)).count();
            let of_crate = allowed.iter().filter(|entry| entry.name == name);
            let nearest = of_crate.max_by_key(|entry| known(entry)).map(|entry| entry.modules.clone());
            let nearest = nearest.unwrap_or_default();
            let new: Vec<&str> = names.iter().copied().filter(|module| !nearest.contains(*module)).collect();
            if !new.is_empty() {
                let _ = writeln!(problems, "{name}: {}", cycle.shortest(&new));
                let _ = writeln!(problems, "  these import each other: {}", names.join(", "));
            }
        }
        let cyclic: BTreeSet<String> =
            graph.cycles().iter().flat_map(|cycle| cycle.names()).map(str::to_owned).collect();
        for entry in allowed.iter_mut().filter(|entry| entry.name == name) {
            entry.modules.retain(|module| !cyclic.contains(module));
        }
    }
    for Allowed { name, modules } in allowed.iter().filter(|entry| !entry.modules.is_empty()) {
        let modules: Vec<&str> = modules.iter().map(String::as_str).collect();
        let _ =
            writeln!(problems, "{name}: no longer in a cycle, so take it out of xtask/{LIST}: {}", modules.join(", "));
    }
    assert!(problems.is_empty(), "\n{}", problems.replace("../", ""));
}

/// Modules import only from the layers below their own, in crates whose layers are in the list.
#[test]
fn layers_are_kept() {
    let folders = folders(Utf8Path::new("..")).unwrap();
    let mut problems = String::new();
    for (name, layers) in
        listed("layers", |entry| (string(&entry["crate"]), strings(&entry["modules"]).collect::<Vec<_>>()))
    {
        let folder = folders.iter().find(|folder| folder.file_name() == Some(&name)).expect("a crate");
        let tree = Tree::read(&folder.join("src/lib.rs")).unwrap();
        let names = tree.names();
        let layer = |module: usize| {
            let top = names[module].split("::").next().unwrap_or_default();
            layers.iter().position(|layer| layer == top)
        };
        for module in (0..names.len()).filter(|module| names[*module] != "crate" && layer(*module).is_none()) {
            let _ = writeln!(problems, "{name}: {} is in no layer of xtask/{LIST}", names[module]);
        }
        let is_upwards = |import: &Import| layer(import.from).zip(layer(import.to)).is_some_and(|(from, to)| from < to);
        for import in imports::of(&tree).iter().filter(|import| is_upwards(import)) {
            let (from, to) = (&names[import.from], &names[import.to]);
            let _ = writeln!(problems, "{name}: {from} is below {to}, and imports it ({})", import.place);
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.replace("../", ""));
}

/// The layers that ARCHITECTURE.md shows of the runtime are in the order of the list.
#[test]
fn the_layers_of_the_architecture() {
    let text = fs::read_to_string("../ARCHITECTURE.md").unwrap();
    let (_, section) = text.split_once("### `runtime`\n").expect("a section");
    let rows = section.lines().take_while(|line| !line.starts_with('#')).filter(|line| line.starts_with("| `"));
    let shown: Vec<&str> =
        rows.flat_map(|row| row.split('|').nth(1).expect("a column").split('`').skip(1).step_by(2)).collect();
    let entries = listed("layers", |entry| (string(&entry["crate"]), strings(&entry["modules"]).collect::<Vec<_>>()));
    let (_, layers) = entries.into_iter().find(|(name, _)| name == "runtime").expect("the runtime");
    let listed: Vec<&str> = layers.iter().map(String::as_str).filter(|layer| shown.contains(layer)).collect();
    assert!(shown.len() > 10, "{shown:?}");
    assert_eq!(shown, listed);
}

/// What the modules of these files import, a line for each; then the layers.
fn shown(files: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let tree = Tree::read(&root.join("lib.rs")).unwrap();
    let names = tree.names();
    let found = imports::of(&tree);
    let mut text = String::new();
    for import in &found {
        let place = import.place.strip_prefix(root.as_str()).unwrap();
        let _ = writeln!(text, "{} -> {} ({})", names[import.from], names[import.to], &place[1..]);
    }
    for layer in Graph::new(names, found).layers() {
        let _ = writeln!(text, "{}", layer.join(", "));
    }
    text
}

#[test]
fn what_counts_as_an_import() {
    let text = shown(&[
        ("lib.rs", "mod a;\nmod b;\npub use a::Thing;\n#[cfg(test)] mod tests { use super::b::*; }"),
        (
            "a.rs",
            "pub struct Thing;\n\
             pub(in crate::b) fn quoted() { quote!(crate::b::no); print!(\"{}\", crate::b::leaf::yes()) }\n\
             #[macro_export] macro_rules! outside { () => { $crate::b::no() } }",
        ),
        (
            "b/mod.rs",
            "mod leaf;\nmod twig;\nmod twin { use super::leaf::X; }\nuse std::fmt;\npub use leaf::Leaf;\npub struct Own;",
        ),
        ("b/leaf.rs", "use http::Request;\nuse crate::Thing as T;\npub struct Leaf;"),
        (
            "b/twig.rs",
            "use super::{Leaf, Own,\n  leaf::{self, X as Y}};\nuse crate::a;\n\
             fn f() { use super::fmt::Write; a::outside!(); crate::outside!(); vec![leaf::x(), super::super::a::y()]; }\n\
             #[cfg(test)] fn test() { crate::no() }",
        ),
    ]);
    insta::assert_snapshot!(text);
}

#[test]
fn a_cycle_is_told_by_its_shortest_way() {
    let place = |from, to, line| Import { from, to, place: format!("{from}.rs:{line}") };
    let names = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let graph = Graph::new(
        names,
        vec![place(0, 1, 1), place(1, 2, 2), place(2, 0, 3), place(1, 0, 4), place(1, 0, 9), place(3, 0, 5)],
    );
    let cycles = graph.cycles();
    assert_eq!(cycles.len(), 1);
    assert_eq!(cycles[0].names(), ["a", "b", "c"]);
    assert_eq!(cycles[0].shortest(&["a", "b", "c"]), "a -> b (0.rs:1) -> a (1.rs:4)");
    assert_eq!(cycles[0].shortest(&["c"]), "c -> a (2.rs:3) -> b (0.rs:1) -> c (1.rs:2)");
    assert_eq!(graph.layers(), [["(a, b, c)"], ["d"]]);
}
