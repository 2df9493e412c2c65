//! The public side of Rust sources, without their bodies: plain data that threads can hand over.

mod declared;
mod impls;
mod items;
mod line;
mod macros;
mod types;

use camino::Utf8Path;
use std::collections::BTreeMap;

use crate::rust_source::file_of;

pub(super) use types::TypeRef;

/// A module with what is in it, also what is private: public names may lead there.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) items: BTreeMap<String, Item>,
    pub(super) modules: BTreeMap<String, Child>,
    pub(super) uses: Vec<Use>,
    pub(super) impls: Vec<Impl>,
    /// Types of the module that have all members of others, too.
    pub(super) likes: Vec<(String, TypeRef)>,
}

/// A module in a module.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) public: bool,
    pub(super) module: Module,
}

/// A type, trait, function, constant or static.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) public: bool,
    /// Itself, and its own members.
    pub(super) members: Vec<Member>,
    /// What a type alias stands for.
    pub(super) alias: Option<TypeRef>,
    /// The type parameters with their defaults.
    pub(super) params: Vec<(String, Option<TypeRef>)>,
}

/// What programs can name of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    /// What follows the name of the item: `.field`, `::Variant`, `::method()`, `: impl Trait`, or nothing for the item
    /// itself. What is declared and not counted has none.
    pub(super) path: Option<String>,
    /// How the sources declare it, on one line.
    pub(super) declared: String,
}

impl Member {
    fn new(path: impl Into<String>, declared: String) -> Self {
        Self { path: Some(path.into()), declared }
    }

    fn not_counted(declared: String) -> Self {
        Self { path: None, declared }
    }
}

/// One name a `use` brings, or all of a module.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) public: bool,
    /// `None` for `*`.
    pub(super) name: Option<String>,
    pub(super) path: TypeRef,
}

/// An `impl` with members that programs can use.
#[derive(Debug)]
pub(super) struct Impl {
    pub(super) target: TypeRef,
    /// The type parameters, with the names of the traits they are bound by.
    pub(super) params: BTreeMap<String, Vec<String>>,
    /// What the type must be, where that is more than its name.
    pub(super) declared: String,
    pub(super) members: Vec<Member>,
}

/// Where a crate's files come from: the text of a path below `src`, if there is such a file.
pub(super) type Files<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Reads a crate from its `lib.rs`. Files that are not Rust, or not there, are empty modules: what they hold is
/// missing.
pub(super) fn read(files: &Files<'_>) -> Module {
    file(files, "lib.rs", "")
}

/// The module in the file `path`, whose own modules are files in `folder`.
fn file(files: &Files<'_>, path: &str, folder: &str) -> Module {
    let mut module = Module::default();
    if let Some(file) = files(path).and_then(|text| syn::parse_file(&text).ok()) {
        items::read(&file.items, files, folder, &mut module);
    }
    module
}

/// The module `name`, declared in a module whose files are in `folder`.
fn child(files: &Files<'_>, folder: &str, name: &str) -> Module {
    let own = format!("{folder}{name}");
    let path = file_of(Utf8Path::new(&own), |path| files(path.as_str()).is_some());
    file(files, path.as_str(), &format!("{own}/"))
}
