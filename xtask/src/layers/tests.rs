use super::graph::Graph;
use super::tree::Tree;
use super::{graphs, imports};
use camino::Utf8Path;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use toml::de::{DeTable, DeValue};

/// Cycles that are there on purpose, or still.
struct Allowed {
    name: String,
    modules: BTreeSet<String>,
}

const LIST: &str = "tests/layers.toml";

fn allowed() -> Vec<Allowed> {
    let text = fs::read_to_string(Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST)).unwrap();
    let table = DeTable::parse(&text).unwrap();
    let string = |value: &DeValue<'_>| value.as_str().expect("a string").to_owned();
    let entry = |entry: &DeValue<'_>| {
        let entry = entry.as_table().expect("`[[cycle]]`");
        assert!(!string(entry["reason"].get_ref()).is_empty());
        let modules = entry["modules"].get_ref().as_array().expect("a list of modules");
        let modules = modules.iter().map(|module| string(module.get_ref())).collect();
        Allowed { name: string(entry["crate"].get_ref()), modules }
    };
    let entries = table.get_ref().get("cycle").and_then(|entries| entries.get_ref().as_array());
    entries.into_iter().flatten().map(|value| entry(value.get_ref())).collect()
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
    let place = |from, to, line| super::graph::Import { from, to, place: format!("{from}.rs:{line}") };
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
