//! The modules of a crate, by the files they are in.

use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
use syn::Item;

use crate::rust_source::{file_of, is_test, name};
use farrier::report::{Problem, Result};
use farrier_project::paths;

/// A source file.
pub(super) struct Module {
    /// The path of names that leads to it, from the root of the crate.
    pub(super) path: Vec<String>,
    pub(super) file: Utf8PathBuf,
    pub(super) syntax: syn::File,
}

/// The files of a crate, those of tests aside.
#[derive(Default)]
pub(super) struct Tree {
    /// The root first.
    pub(super) modules: Vec<Module>,
    /// The index of the file that a module is in, which may be one for several.
    files: BTreeMap<Vec<String>, usize>,
}

impl Tree {
    /// Reads a crate from its root, the file `lib.rs`.
    ///
    /// # Errors
    /// Files that cannot be read or are no Rust.
    pub(super) fn read(root: &Utf8Path) -> Result<Self> {
        let mut tree = Self::default();
        let folder = root.parent().unwrap_or(Utf8Path::new("."));
        tree.add(Vec::new(), root.to_owned(), folder)?;
        Ok(tree)
    }

    /// The names of the modules as people write them: `shape::text`, and `crate` for the root.
    pub(super) fn names(&self) -> Vec<String> {
        let name = |module: &Module| match module.path.as_slice() {
            [] => "crate".to_owned(),
            path => path.join("::"),
        };
        self.modules.iter().map(name).collect()
    }

    /// The file of a module.
    pub(super) fn file(&self, path: &[String]) -> Option<usize> {
        self.files.get(path).copied()
    }

    /// Adds a file and those of its modules. They are in `folder`.
    fn add(&mut self, path: Vec<String>, file: Utf8PathBuf, folder: &Utf8Path) -> Result<()> {
        let text = paths::read_text(&file).map_err(|problem| vec![problem])?;
        let syntax = syn::parse_file(&text).map_err(|error| {
            let start = error.span().start();
            vec![Problem::in_text(&file, (start.line, start.column + 1), &error)]
        })?;
        let index = self.modules.len();
        self.files.insert(path.clone(), index);
        let items = syntax.items.clone();
        self.modules.push(Module { path: path.clone(), file, syntax });
        self.add_below(&path, &items, folder, index)
    }

    fn add_below(&mut self, path: &[String], items: &[Item], folder: &Utf8Path, index: usize) -> Result<()> {
        for item in items {
            let Item::Mod(module) = item else { continue };
            if is_test(&module.attrs) {
                continue;
            }
            let name = name(&module.ident);
            let path: Vec<String> = path.iter().chain([&name]).cloned().collect();
            let folder = folder.join(&name);
            match &module.content {
                Some((_, items)) => {
                    self.files.insert(path.clone(), index);
                    self.add_below(&path, items, &folder, index)?;
                }
                None => {
                    let file = file_of(&folder, Utf8Path::is_file);
                    self.add(path, file, &folder)?;
                }
            }
        }
        Ok(())
    }
}
