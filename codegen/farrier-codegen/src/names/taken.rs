//! Names that are given out once.

use std::collections::{BTreeMap, BTreeSet};

/// Names that are taken.
#[derive(Default)]
pub(crate) struct Taken {
    names: BTreeSet<String>,
    /// How many candidates were tried for each name that was taken when it was wanted. Thousands of equal names take no
    /// longer than others by it.
    tried: BTreeMap<String, usize>,
}

impl Taken {
    /// The first of `candidate(1)`, `candidate(2)`, ... of whose `methods` none is taken; takes them. `wanted` is what
    /// decides on the candidates.
    pub(super) fn pick(
        &mut self,
        wanted: String,
        candidate: impl Fn(&str, usize) -> String,
        methods: impl Fn(&str) -> Vec<String>,
    ) -> String {
        // What was taken before is taken for good.
        let mut tried = self.tried.get(&wanted).copied().unwrap_or_default();
        loop {
            tried += 1;
            let name = candidate(&wanted, tried);
            let methods = methods(&name);
            if !methods.iter().any(|method| self.names.contains(method)) {
                self.names.extend(methods);
                self.tried.insert(wanted, tried);
                return name;
            }
        }
    }
}

impl Extend<String> for Taken {
    fn extend<I: IntoIterator<Item = String>>(&mut self, names: I) {
        self.names.extend(names);
    }
}

/// Names that are taken.
pub(crate) fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> Taken {
    Taken { names: names.into_iter().map(str::to_owned).collect(), ..Taken::default() }
}

/// Picks the name, or the first of `name2`, `name3`, ... that is free, and takes it.
pub(crate) fn unique(name: String, taken: &mut Taken) -> String {
    taken.pick(name, numbered, |name| vec![name.to_owned()])
}

/// The name, `name2`, `name3` and so on.
pub(super) fn numbered(name: &str, number: usize) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}{number}") }
}
