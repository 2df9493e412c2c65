//! What names stand for: through modules, `use` and type aliases, over several crates.

use std::collections::BTreeMap;

use super::syntax::{Item, Module, TypeRef};

/// Crates that name each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Crates<'a>(pub(super) BTreeMap<String, &'a Module>);

/// A module: the crate and the names that lead to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(pub(super) Vec<String>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Module(Place),
    Item(Id),
    /// Something of a crate that is not here, or a name that does not resolve.
    Foreign(String),
}

/// An item, and what its parameters are if that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) args: Option<Vec<Target>>,
}

/// What the parameters of an alias are.
type Bound = BTreeMap<String, Target>;

/// How many `use`s and aliases may lead from one to the next; no crate comes near, but they may go in circles.
const MAX_STEPS: usize = 12;

impl Place {
    pub(super) fn root(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    pub(super) fn child(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([name.to_owned()]).collect())
    }
}

impl<'a> Crates<'a> {
    pub(super) fn module(&self, place: &Place) -> Option<&'a Module> {
        let (krate, modules) = place.0.split_first()?;
        let root = *self.0.get(krate)?;
        modules.iter().try_fold(root, |module, name| Some(&module.modules.get(name)?.module))
    }

    pub(super) fn item(&self, id: &Id) -> Option<&'a Item> {
        self.module(&id.place)?.items.get(&id.name)
    }

    /// What a path written in the module `at` leads to.
    pub(super) fn resolve(&self, at: &Place, path: &TypeRef) -> Target {
        self.walk(at, path, MAX_STEPS).unwrap_or_else(|| Target::Foreign(path.path.join("::")))
    }

    /// The type a path written in the module `at` stands for, with its parameters.
    pub(super) fn resolve_type(&self, at: &Place, ty: &TypeRef) -> Target {
        self.applied(at, ty, &Bound::new(), MAX_STEPS)
    }

    /// The type, where some names are bound as parameters of an alias.
    fn applied(&self, at: &Place, ty: &TypeRef, bound: &Bound, steps: usize) -> Target {
        if let [name] = ty.path.as_slice()
            && let Some(target) = bound.get(name)
        {
            return target.clone();
        }
        let Some(steps) = steps.checked_sub(1) else { return Target::Foreign(ty.path.join("::")) };
        let Target::Item(mut id) = self.resolve(at, ty) else { return self.resolve(at, ty) };
        let Some(item) = self.item(&id) else { return Target::Item(id) };
        let given = ty.args.iter().map(|arg| self.applied(at, arg, bound, steps));
        let defaults = item.params.iter().skip(ty.args.len()).filter_map(|(_, default)| default.as_ref());
        let defaults = defaults.map(|default| self.applied(&id.place, default, &Bound::new(), steps));
        let args: Vec<Target> = given.chain(defaults).collect();
        if let Some(alias) = &item.alias {
            let names = item.params.iter().map(|(name, _)| name.clone());
            return self.applied(&id.place, alias, &names.zip(args).collect(), steps);
        }
        id.args = Some(args).filter(|args| !args.is_empty());
        Target::Item(id)
    }

    fn walk(&self, at: &Place, path: &TypeRef, steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        let (first, rest) = path.path.split_first()?;
        let mut target = if path.absolute { self.extern_crate(first) } else { self.first(at, first, steps)? };
        for name in rest {
            target = match target {
                Target::Module(place) if name == "super" => Target::Module(parent(&place)?),
                Target::Module(place) => self.member(&place, name, steps)?,
                Target::Foreign(path) => Target::Foreign(format!("{path}::{name}")),
                Target::Item(_) => return None,
            };
        }
        Some(target)
    }

    fn first(&self, at: &Place, name: &str, steps: usize) -> Option<Target> {
        match name {
            "crate" => Some(Target::Module(Place(at.0.iter().take(1).cloned().collect()))),
            "self" => Some(Target::Module(at.clone())),
            "super" => parent(at).map(Target::Module),
            _ => self.member(at, name, steps).or_else(|| Some(self.extern_crate(name))),
        }
    }

    fn extern_crate(&self, name: &str) -> Target {
        if self.0.contains_key(name) { Target::Module(Place::root(name)) } else { Target::Foreign(name.to_owned()) }
    }

    /// What the name stands for in the module, public or not.
    fn member(&self, place: &Place, name: &str, steps: usize) -> Option<Target> {
        let module = self.module(place)?;
        if module.items.contains_key(name) {
            return Some(Target::Item(Id { place: place.clone(), name: name.to_owned(), args: None }));
        }
        let named = || module.uses.iter().filter(|used| used.name.as_deref() == Some(name));
        // A module and a re-export of an item may share a name: `mod error; pub use error::error;`.
        if module.modules.contains_key(name) {
            return Some(Target::Module(place.child(name)));
        }
        if let Some(target) = named().find_map(|used| self.walk(place, &used.path, steps)) {
            return Some(target);
        }
        let globs = module.uses.iter().filter(|used| used.name.is_none());
        globs.filter_map(|used| self.walk(place, &used.path, steps)).find_map(|target| match target {
            Target::Module(from) if from != *place => self.member(&from, name, steps.checked_sub(1)?),
            _ => None,
        })
    }
}

fn parent(place: &Place) -> Option<Place> {
    let (_, above) = place.0.split_last()?;
    (!above.is_empty()).then(|| Place(above.to_vec()))
}
