//! `cargo xtask layers`: which modules of a crate import which, and whether each stands above what it imports.

mod graph;
mod imports;
mod tree;
mod uses;

use camino::{Utf8Path, Utf8PathBuf};
use smithy_json_ast::suggestion;
use std::fmt::Write as _;

use farrier::report::{Outcome, Problem, Result};
use farrier_project::paths;
use graph::Graph;
use tree::Tree;

/// Show which modules of a crate stand on which
///
/// A module is a source file. It imports another when one of its paths leads there: of a
/// `use`, of an expression, in the arguments of a macro. Tests do not count, nor does what
/// `quote!` and exported macros hold, which is code of other crates. Prints the cycles, of
/// which there should be none, and the modules in order: each imports only from the lines
/// before its own.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask layers
  cargo xtask layers runtime farrier-codegen"
)]
pub(crate) struct Args {
    /// The folders of the crates, by name; the runtime, its credentials and all of `codegen` if none is given
    #[arg(value_name = "CRATE")]
    crates: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result {
    let root = paths::checkout("whose sources it reads")?;
    let mut text = String::new();
    for (name, graph) in graphs(&root, &args.crates)? {
        text += &format!("# {name}\n");
        for cycle in graph.cycles() {
            let names = cycle.names();
            let _ = writeln!(text, "\ncycle of {} modules: {}", names.len(), names.join(", "));
            let _ = writeln!(text, "  {}", cycle.shortest(&names));
        }
        text.push('\n');
        for (number, layer) in (1..).zip(graph.layers()) {
            let _ = writeln!(text, "{number:>3}  {}", layer.join(", "));
        }
        text.push('\n');
    }
    Ok(Outcome { text, success: true })
}

/// The graphs of the crates of these names; of all if there are no names.
fn graphs(root: &Utf8Path, names: &[String]) -> Result<Vec<(String, Graph)>> {
    let folders = folders(root)?;
    let known = || folders.iter().filter_map(|folder| folder.file_name());
    let unknown = names.iter().filter(|name| !known().any(|known| known == name.as_str()));
    let problems: Vec<Problem> = unknown
        .map(|name| {
            Problem::new(format!("there is no crate `{name}`")).help(suggestion(name, known().collect::<Vec<_>>()))
        })
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let is_wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    let wanted: Vec<&Utf8PathBuf> = folders.iter().filter(|folder| folder.file_name().is_some_and(is_wanted)).collect();
    let mut graphs = Vec::new();
    for folder in wanted {
        let tree = Tree::read(&folder.join("src/lib.rs"))?;
        let graph = Graph::new(tree.names(), imports::of(&tree));
        graphs.push((folder.file_name().unwrap_or_default().to_owned(), graph));
    }
    Ok(graphs)
}

/// The crates whose modules are kept in order.
fn folders(root: &Utf8Path) -> Result<Vec<Utf8PathBuf>> {
    let codegen = root.join("codegen");
    let entries = codegen.read_dir_utf8().and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| vec![Problem::at(&codegen, format!("cannot list the folder: {error}"))])?;
    let mut folders: Vec<Utf8PathBuf> = entries.into_iter().map(|entry| entry.into_path()).collect();
    folders.extend([root.join("runtime"), root.join("runtime/credentials")]);
    folders.retain(|folder| folder.join("src/lib.rs").is_file());
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests;
