//! The traits of a shape or member.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::ShapeId;

/// The [traits](https://smithy.io/2.0/spec/model.html#traits) applied to a shape or a member, with
/// their values exactly as the model has them. Traits this crate knows nothing of are kept too.
///
/// Values are shared: what a mixin gives to many shapes is stored once.
#[derive(Clone, Default, PartialEq)]
pub struct Traits(
    /// In the order of the ids. There are few, and a list takes less room than a tree.
    Vec<(ShapeId, Arc<Value>)>,
);

impl fmt::Debug for Traits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Traits {
    /// Whether the trait of this id (`"smithy.api#required"`) is applied.
    pub fn has(&self, id: &str) -> bool {
        self.find(id).is_ok()
    }

    /// The value of a trait. An annotation trait such as `smithy.api#required` has the value `{}`.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.find(id).ok().map(|at| &*self.0[at].1)
    }

    /// Where the trait is, or would be.
    fn find(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(present, _)| present.as_str().cmp(id))
    }

    /// The value of a trait, when it is a string.
    pub fn string(&self, id: &str) -> Option<&str> {
        self.get(id)?.as_str()
    }

    /// All traits, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&ShapeId, &Value)> {
        self.0.iter().map(|(id, value)| (id, &**value))
    }

    /// Whether there is no trait at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many traits there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Applies a trait, replacing its value when it was applied already.
    pub fn insert(&mut self, id: ShapeId, value: Value) {
        self.put(id, Arc::new(value));
    }

    fn put(&mut self, id: ShapeId, value: Arc<Value>) {
        match self.find(id.as_str()) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (id, value)),
        }
    }

    /// Takes a trait away and returns its value.
    pub fn remove(&mut self, id: &str) -> Option<Value> {
        let at = self.find(id).ok()?;
        Some(Arc::unwrap_or_clone(self.0.remove(at).1))
    }

    /// Applies all of `stronger`, which win over the traits already here, but for those `skip` names.
    pub(crate) fn override_with(&mut self, stronger: &Traits, skip: &[&str]) {
        for (id, value) in &stronger.0 {
            if !skip.contains(&id.as_str()) {
                self.put(id.clone(), Arc::clone(value));
            }
        }
    }

    /// Applies all of `other` where both are equally strong. Equal values and lists merge, as the
    /// specification's trait conflict resolution says; the ids of all others are returned.
    pub(crate) fn merge(&mut self, other: Traits) -> Vec<ShapeId> {
        let mut conflicts = Vec::new();
        for (id, value) in other.0 {
            match self.find(id.as_str()) {
                Err(at) => self.0.insert(at, (id, value)),
                Ok(at) if self.0[at].1 == value => {}
                Ok(at) => match (Arc::make_mut(&mut self.0[at].1), &*value) {
                    (Value::Array(items), Value::Array(more)) => items.extend_from_slice(more),
                    _ => conflicts.push(id),
                },
            }
        }
        conflicts
    }
}

impl FromIterator<(ShapeId, Value)> for Traits {
    fn from_iter<I: IntoIterator<Item = (ShapeId, Value)>>(traits: I) -> Self {
        let mut all = Self::default();
        traits.into_iter().for_each(|(id, value)| all.insert(id, value));
        all
    }
}
