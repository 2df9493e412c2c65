//! The public paths of a crate.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::{Crates, Id, ModulePath, Resolved};
use super::syntax::{Impl, Member, TypeRef};

/// The public names of a crate and what is known of the types behind them.
#[derive(Debug)]
pub(super) struct Surface<'a> {
    pub(super) crates: Crates<'a>,
    pub(super) names: BTreeMap<String, Resolved>,
    impls: BTreeMap<(ModulePath, String), Vec<Applied<'a>>>,
    /// Traits that all types with another trait have.
    implied: Vec<(String, &'a [Member])>,
}

/// An `impl` and what its type's parameters must be; `None` for any.
#[derive(Debug)]
struct Applied<'a> {
    args: Vec<Option<Resolved>>,
    declared: &'a str,
    members: &'a [Member],
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
                let applied = Applied { args, declared: &found.declared, members: &found.members };
                self.impls.entry((id.place, id.name)).or_default().push(applied);
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

    /// Every path, the members of a type under each of its names.
    pub(super) fn all(&self) -> BTreeSet<String> {
        self.names.iter().flat_map(|(name, target)| self.paths(name, target)).collect()
    }

    /// Every path, the members of a type under the shortest of its names only. They are left out where `other` has the
    /// same type of a third crate under that name: a type has the members it has.
    pub(super) fn once(&self, other: &Self) -> BTreeSet<String> {
        let mut paths: BTreeSet<String> = self.names.keys().cloned().collect();
        for (target, name) in self.shortest() {
            if other.names.get(name) != Some(target) {
                paths.extend(self.paths(name, target));
            }
        }
        paths
    }

    /// The shortest name of everything.
    pub(super) fn shortest(&self) -> BTreeMap<&Resolved, &str> {
        let mut shortest: BTreeMap<&Resolved, &str> = BTreeMap::new();
        for (name, target) in &self.names {
            let best = shortest.entry(target).or_insert(name);
            if (name.len(), name.as_str()) < (best.len(), best) {
                *best = name;
            }
        }
        shortest
    }

    fn paths(&self, name: &str, target: &Resolved) -> Vec<String> {
        let mut paths = vec![name.to_owned()];
        if let Resolved::Item(id) = target {
            let counted = self.members(id).into_iter().filter_map(|(_, member)| member.path.as_ref());
            paths.extend(counted.map(|path| format!("{name}{path}")));
        }
        paths
    }

    /// What an item has, each member with what the type must be for it, as far as that is more than its name.
    pub(super) fn members(&self, id: &Id) -> BTreeSet<(&'a str, &'a Member)> {
        let own = self.crates.item(id).map(|item| ("", &*item.members));
        let applied = self.impls.get(&(id.place.clone(), id.name.clone())).into_iter().flatten();
        let applied = applied.filter(|found| found.fits(id)).map(|found| (found.declared, found.members));
        let all = own.into_iter().chain(applied);
        let mut members: BTreeSet<_> =
            all.flat_map(|(of, members)| members.iter().map(move |member| (of, member))).collect();
        let likes = self.crates.module(&id.place).into_iter().flat_map(|module| &module.likes);
        for (_, like) in likes.filter(|(name, _)| *name == id.name) {
            if let Resolved::Item(other) = self.crates.resolve_type(&id.place, like)
                && other != *id
            {
                members.extend(self.members(&other));
            }
        }
        for (bound, implied) in &self.implied {
            if members.iter().any(|(_, member)| member.path.as_ref() == Some(bound)) {
                members.extend(implied.iter().map(|member| ("", member)));
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
