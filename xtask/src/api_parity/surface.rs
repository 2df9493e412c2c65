//! The public paths of a crate.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::{Crates, Id, ModulePath, Resolved};
use super::syntax::{Impl, TypeRef};

/// The public names of a crate and what is known of the types behind them.
#[derive(Debug)]
pub(super) struct Surface<'a> {
    crates: Crates<'a>,
    names: BTreeMap<String, Resolved>,
    impls: BTreeMap<(ModulePath, String), Vec<Applied<'a>>>,
    /// Traits that all types with another trait have.
    implied: Vec<(String, &'a [String])>,
}

/// An `impl` and what its type's parameters must be; `None` for any.
#[derive(Debug)]
struct Applied<'a> {
    args: Vec<Option<Resolved>>,
    members: &'a [String],
}

/// The surface of the crate `name`.
pub(super) fn of<'a>(crates: Crates<'a>, name: &str) -> Surface<'a> {
    let mut surface = Surface { crates, names: BTreeMap::new(), impls: BTreeMap::new(), implied: Vec::new() };
    for krate in surface.crates.0.keys().cloned().collect::<Vec<_>>() {
        surface.collect_impls(&ModulePath::root(&krate));
    }
    surface.collect_names(&ModulePath::root(name), "", &mut Vec::new());
    surface
}

impl<'a> Surface<'a> {
    fn collect_impls(&mut self, place: &ModulePath) {
        let Some(module) = self.crates.module(place) else { return };
        for found in &module.impls {
            if let Some(bounds) = found.target.path.first().and_then(|first| found.params.get(first)) {
                self.implied.extend(bounds.iter().map(|bound| (format!(": impl {bound}"), &*found.members)));
            } else if let Resolved::Item(id) = self.crates.resolve_type(place, &found.target) {
                let args = id.args.unwrap_or_default().into_iter().map(|arg| fixed(arg, found)).collect();
                self.impls.entry((id.place, id.name)).or_default().push(Applied { args, members: &found.members });
            }
        }
        for name in module.modules.keys() {
            self.collect_impls(&place.child(name));
        }
    }

    /// Adds what the module at `place` shows under `prefix`. `above` are the modules that lead here.
    fn collect_names(&mut self, place: &ModulePath, prefix: &str, above: &mut Vec<ModulePath>) {
        let Some(module) = self.crates.module(place).filter(|_| !above.contains(place)) else { return };
        above.push(place.clone());
        for (name, _) in module.items.iter().filter(|(_, item)| item.public) {
            let path = TypeRef { path: vec!["self".to_owned(), name.clone()], ..TypeRef::default() };
            let target = self.crates.resolve_type(place, &path);
            self.add(target, format!("{prefix}{name}"), above);
        }
        for (name, _) in module.modules.iter().filter(|(_, child)| child.public) {
            self.collect_names(&place.child(name), &format!("{prefix}{name}::"), above);
        }
        for used in module.uses.iter().filter(|used| used.public) {
            let target = self.crates.resolve_type(place, &used.path);
            match (&used.name, target) {
                (Some(name), target) => self.add(target, format!("{prefix}{name}"), above),
                (None, Resolved::Module(from)) => self.collect_names(&from, prefix, above),
                (None, _) => {}
            }
        }
        above.pop();
    }

    fn add(&mut self, target: Resolved, name: String, above: &mut Vec<ModulePath>) {
        match target {
            Resolved::Module(place) => self.collect_names(&place, &format!("{name}::"), above),
            target => drop(self.names.entry(name).or_insert(target)),
        }
    }

    /// Whether a path is the name of something.
    #[cfg(test)]
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Every path, the members of a type under each of its names.
    pub(super) fn all(&self) -> BTreeSet<String> {
        self.names.iter().flat_map(|(name, target)| self.paths(name, target)).collect()
    }

    /// Every path, the members of a type under the shortest of its names only. They are left out where `other` has the
    /// same type of a third crate under that name: a type has the members it has.
    pub(super) fn once(&self, other: &Self) -> BTreeSet<String> {
        let mut shortest: BTreeMap<&Resolved, &str> = BTreeMap::new();
        for (name, target) in &self.names {
            let best = shortest.entry(target).or_insert(name);
            if (name.len(), name.as_str()) < (best.len(), best) {
                *best = name;
            }
        }
        let mut paths: BTreeSet<String> = self.names.keys().cloned().collect();
        for (target, name) in shortest {
            if other.names.get(name) != Some(target) {
                paths.extend(self.paths(name, target));
            }
        }
        paths
    }

    fn paths(&self, name: &str, target: &Resolved) -> Vec<String> {
        let mut paths = vec![name.to_owned()];
        if let Resolved::Item(id) = target {
            paths.extend(self.members(id).into_iter().map(|member| format!("{name}{member}")));
        }
        paths
    }

    fn members(&self, id: &Id) -> BTreeSet<&'a str> {
        let own = self.crates.item(id).map(|item| &*item.members);
        let applied = self.impls.get(&(id.place.clone(), id.name.clone())).into_iter().flatten();
        let applied = applied.filter(|found| found.fits(id)).map(|found| found.members);
        let mut members: BTreeSet<&str> = own.into_iter().chain(applied).flatten().map(String::as_str).collect();
        let likes = self.crates.module(&id.place).into_iter().flat_map(|module| &module.likes);
        for (_, like) in likes.filter(|(name, _)| *name == id.name) {
            if let Resolved::Item(other) = self.crates.resolve_type(&id.place, like)
                && other != *id
            {
                members.extend(self.members(&other));
            }
        }
        for (bound, implied) in &self.implied {
            if members.contains(bound.as_str()) {
                members.extend(implied.iter().map(String::as_str));
            }
        }
        members
    }
}

impl Applied<'_> {
    fn fits(&self, id: &Id) -> bool {
        let Some(given) = &id.args else { return true };
        self.args.iter().zip(given).all(|(wanted, given)| wanted.as_ref().is_none_or(|wanted| same_head(wanted, given)))
    }
}

/// Whether the types are the same but for their own parameters.
fn same_head(one: &Resolved, other: &Resolved) -> bool {
    match (one, other) {
        (Resolved::Item(one), Resolved::Item(other)) => one.place == other.place && one.name == other.name,
        (one, other) => one == other,
    }
}

/// `None` if the argument is a parameter of the `impl`.
fn fixed(arg: Resolved, found: &Impl) -> Option<Resolved> {
    match arg {
        Resolved::Foreign(name) if found.params.contains_key(&name) => None,
        arg => Some(arg),
    }
}
