//! Modules and what they import: cycles and layers.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

/// That a module imports another, by their indices.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The file and the line.
    pub(super) place: String,
}

pub(super) struct Graph {
    names: Vec<String>,
    /// What each module imports, and where it first does.
    imports: Vec<BTreeMap<usize, String>>,
}

/// Modules that all import each other, if over several steps.
pub(super) struct Cycle<'g> {
    graph: &'g Graph,
    modules: BTreeSet<usize>,
}

impl Cycle<'_> {
    /// The names of its modules, sorted.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.modules.iter().map(|module| self.graph.names[*module].as_str()).collect();
        names.sort_unstable();
        names
    }

    /// The shortest way from one of these modules back to it: `a -> b (a.rs:1) -> a (b.rs:2)`.
    pub(super) fn shortest(&self, from: &[&str]) -> String {
        let graph = self.graph;
        let starts = self.modules.iter().filter(|module| from.contains(&graph.names[**module].as_str()));
        let way = starts.filter_map(|start| graph.way_back(*start, &self.modules)).min_by_key(Vec::len);
        let way = way.unwrap_or_default();
        let mut text = way.first().map(|first| graph.names[*first].clone()).unwrap_or_default();
        for step in way.windows(2) {
            let _ = write!(text, " -> {} ({})", graph.names[step[1]], graph.imports[step[0]][&step[1]]);
        }
        text
    }
}

impl Graph {
    pub(super) fn new(names: Vec<String>, found: Vec<Import>) -> Self {
        let mut imports = vec![BTreeMap::new(); names.len()];
        for Import { from, to, place } in found {
            imports[from].entry(to).or_insert(place);
        }
        Self { names, imports }
    }

    /// The cycles, the largest first.
    pub(super) fn cycles(&self) -> Vec<Cycle<'_>> {
        let mut components = self.components();
        components.retain(|component| component.len() > 1);
        components.sort_by_key(|component| std::cmp::Reverse(component.len()));
        components.into_iter().map(|modules| Cycle { graph: self, modules }).collect()
    }

    /// The modules, each in the first layer that is above all it imports. Those of a cycle are one.
    pub(super) fn layers(&self) -> Vec<Vec<String>> {
        let components = self.components();
        let mut depths = vec![0; self.names.len()];
        // No way is longer than there are modules, so that this many rounds settle all of them.
        for _ in &components {
            for component in &components {
                let below = component.iter().flat_map(|from| self.imports[*from].keys());
                let below = below.filter(|to| !component.contains(to)).map(|to| depths[*to] + 1).max();
                component.iter().for_each(|module| depths[*module] = below.unwrap_or(0));
            }
        }
        let mut layers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for component in &components {
            let names: Vec<&str> = component.iter().map(|module| self.names[*module].as_str()).collect();
            let depth = component.first().map_or(0, |module| depths[*module]);
            let name = if names.len() > 1 { format!("({})", names.join(", ")) } else { names.concat() };
            layers.entry(depth).or_default().push(name);
        }
        layers.into_values().collect()
    }

    /// Each module with those it reaches that reach it.
    fn components(&self) -> Vec<BTreeSet<usize>> {
        let reached: Vec<BTreeSet<usize>> = (0..self.names.len()).map(|from| self.reached(from)).collect();
        let mut components = BTreeSet::new();
        for from in 0..self.names.len() {
            let both = reached[from].iter().copied().filter(|to| reached[*to].contains(&from));
            components.insert(both.chain([from]).collect::<BTreeSet<usize>>());
        }
        components.into_iter().collect()
    }

    fn reached(&self, from: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut todo = vec![from];
        while let Some(next) = todo.pop() {
            todo.extend(self.imports[next].keys().filter(|to| reached.insert(**to)));
        }
        reached
    }

    /// The shortest way from a module to itself within the component.
    fn way_back(&self, start: usize, component: &BTreeSet<usize>) -> Option<Vec<usize>> {
        let mut before: BTreeMap<usize, usize> = BTreeMap::new();
        let mut todo = VecDeque::from([start]);
        while let Some(from) = todo.pop_front() {
            for to in self.imports[from].keys().filter(|to| component.contains(to)) {
                if before.contains_key(to) {
                    continue;
                }
                before.insert(*to, from);
                todo.push_back(*to);
            }
        }
        let mut way = vec![start];
        let mut last = *before.get(&start)?;
        while last != start {
            way.push(last);
            last = before[&last];
        }
        way.push(start);
        way.reverse();
        Some(way)
    }
}
