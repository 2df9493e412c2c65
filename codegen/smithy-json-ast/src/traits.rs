//! The traits of a shape or member.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::ShapeId;

/// The [traits](https://smithy.io/2.0/spec/model.html#traits) applied to a shape or a member, with
/// their values exactly as the model has them. Traits this crate knows nothing of are kept too.
///
/// Values are shared: what a mixin gives to many shapes is stored once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits(BTreeMap<ShapeId, Arc<Value>>);

impl Traits {
    /// Whether the trait of this id (`"smithy.api#required"`) is applied.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The value of a trait. An annotation trait such as `smithy.api#required` has the value `{}`.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.0.get(id).map(|value| &**value)
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
        self.0.insert(id, Arc::new(value));
    }

    /// Takes a trait away and returns its value.
    pub fn remove(&mut self, id: &str) -> Option<Value> {
        self.0.remove(id).map(Arc::unwrap_or_clone)
    }

    /// Applies all of `stronger`, which win over the traits already here, but for those `skip` names.
    pub(crate) fn override_with(&mut self, stronger: &Traits, skip: &[&str]) {
        for (id, value) in &stronger.0 {
            if !skip.contains(&id.as_str()) {
                self.0.insert(id.clone(), Arc::clone(value));
            }
        }
    }

    /// Applies all of `other` where both are equally strong. Equal values and lists merge, as the
    /// specification's trait conflict resolution says; the ids of all others are returned.
    pub(crate) fn merge(&mut self, other: Traits) -> Vec<ShapeId> {
        let mut conflicts = Vec::new();
        for (id, value) in other.0 {
            match self.0.get_mut(&id) {
                None => {
                    self.0.insert(id, value);
                }
                Some(present) if *present == value => {}
                Some(present) => match (Arc::make_mut(present), &*value) {
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
        Self(traits.into_iter().map(|(id, value)| (id, Arc::new(value))).collect())
    }
}
