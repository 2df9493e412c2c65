//! What names stand for: through modules, `use` and type aliases, over several crates.

use std::collections::BTreeMap;

use super::syntax::{Item, Module, TypeRef};

/// Crates that name each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Crates<'a>(pub(super) BTreeMap<String, &'a Module>);

/// A module: the crate and the names that lead to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ModulePath(pub(super) Vec<String>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resolved {
    Module(ModulePath),
    Item(Id),
    /// Something of a crate that is not here, or a name that does not resolve.
    Foreign(String),
}

/// An item, and what its parameters are if that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    pub(super) place: ModulePath,
    pub(super) name: String,
    pub(super) args: Option<Vec<Resolved>>,
}

/// What the parameters of an alias are.
type Bound = BTreeMap<String, Resolved>;

/// How many `use`s and aliases may lead from one to the next; no crate comes near, but they may go in circles.
const MAX_STEPS: usize = 12;

impl ModulePath {
    pub(super) fn root(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    pub(super) fn child(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([name.to_owned()]).collect())
    }
}

impl<'a> Crates<'a> {
    pub(super) fn module(&self, place: &ModulePath) -> Option<&'a Module> {
        let (krate, modules) = place.0.split_first()?;
        let root = *self.0.get(krate)?;
        modules.iter().try_fold(root, |module, name| Some(&module.modules.get(name)?.module))
    }

    pub(super) fn item(&self, id: &Id) -> Option<&'a Item> {
        self.module(&id.place)?.items.get(&id.name)
    }

    /// What a path written in the module `at` leads to.
    pub(super) fn resolve(&self, at: &ModulePath, path: &TypeRef) -> Resolved {
        self.walk(at, path, MAX_STEPS).unwrap_or_else(|| Resolved::Foreign(path.path.join("::")))
    }

    /// The type a path written in the module `at` stands for, with its parameters.
    pub(super) fn resolve_type(&self, at: &ModulePath, ty: &TypeRef) -> Resolved {
        self.applied(at, ty, &Bound::new(), MAX_STEPS)
    }

    /// The type, where some names are bound as parameters of an alias.
    fn applied(&self, at: &ModulePath, ty: &TypeRef, bound: &Bound, steps: usize) -> Resolved {
        if let [name] = ty.path.as_slice()
            && let Some(target) = bound.get(name)
        {
            return target.clone();
        }
        let Some(steps) = steps.checked_sub(1) else { return Resolved::Foreign(ty.path.join("::")) };
        let Resolved::Item(mut id) = self.resolve(at, ty) else { return self.resolve(at, ty) };
        let Some(item) = self.item(&id) else { return Resolved::Item(id) };
        let given = ty.args.iter().map(|arg| self.applied(at, arg, bound, steps));
        let defaults = item.params.iter().skip(ty.args.len()).filter_map(|(_, default)| default.as_ref());
        let defaults = defaults.map(|default| self.applied(&id.place, default, &Bound::new(), steps));
        let args: Vec<Resolved> = given.chain(defaults).collect();
        if let Some(alias) = &item.alias {
            let names = item.params.iter().map(|(name, _)| name.clone());
            return self.applied(&id.place, alias, &names.zip(args).collect(), steps);
        }
        id.args = Some(args).filter(|args| !args.is_empty());
        Resolved::Item(id)
    }

    fn walk(&self, at: &ModulePath, path: &TypeRef, steps: usize) -> Option<Resolved> {
        let steps = steps.checked_sub(1)?;
        let (first, rest) = path.path.split_first()?;
        let mut target = if path.absolute { self.extern_crate(first) } else { self.first(at, first, steps)? };
        for name in rest {
            target = match target {
                Resolved::Module(place) if name == "super" => Resolved::Module(parent(&place)?),
                Resolved::Module(place) => self.member(&place, name, steps)?,
                Resolved::Foreign(path) => Resolved::Foreign(format!("{path}::{name}")),
                Resolved::Item(_) => return None,
            };
        }
        Some(target)
    }

    fn first(&self, at: &ModulePath, name: &str, steps: usize) -> Option<Resolved> {
        match name {
            "crate" => Some(Resolved::Module(ModulePath(at.0.iter().take(1).cloned().collect()))),
            "self" => Some(Resolved::Module(at.clone())),
            "super" => parent(at).map(Resolved::Module),
            _ => self.member(at, name, steps).or_else(|| Some(self.extern_crate(name))),
        }
    }

    fn extern_crate(&self, name: &str) -> Resolved {
        if self.0.contains_key(name) {
            Resolved::Module(ModulePath::root(name))
        } else {
            Resolved::Foreign(name.to_owned())
        }
    }

    /// What the name stands for in the module, public or not.
    fn member(&self, place: &ModulePath, name: &str, steps: usize) -> Option<Resolved> {
        let module = self.module(place)?;
        if module.items.contains_key(name) {
            return Some(Resolved::Item(Id { place: place.clone(), name: name.to_owned(), args: None }));
        }
        let named = || module.uses.iter().filter(|used| used.name.as_deref() == Some(name));
        // A module and a re-export of an item may share a name: `mod error; pub use error::error;`.
        if module.modules.contains_key(name) {
            return Some(Resolved::Module(place.child(name)));
        }
        if let Some(target) = named().find_map(|used| self.walk(place, &used.path, steps)) {
            return Some(target);
        }
        let globs = module.uses.iter().filter(|used| used.name.is_none());
        globs.filter_map(|used| self.walk(place, &used.path, steps)).find_map(|target| match target {
            Resolved::Module(from) if from != *place => self.member(&from, name, steps.checked_sub(1)?),
            _ => None,
        })
    }
}

fn parent(place: &ModulePath) -> Option<ModulePath> {
    let (_, above) = place.0.split_last()?;
    (!above.is_empty()).then(|| ModulePath(above.to_vec()))
}
