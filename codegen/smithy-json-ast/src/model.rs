//! A whole model.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::traits::Mixin;
use crate::{Shape, ShapeId, ShapeKind, Span, Traits, prelude};

/// A model as read by [`load`](crate::load): valid references, mixins flattened, `apply` done, Smithy 1.0 in
/// the terms of 2.0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The Smithy version as the (first) file has it: `2.0`.
    pub version: String,
    /// The labels of the files it was read from.
    pub files: Vec<String>,
    /// The metadata, in the order of the file.
    pub metadata: Map<String, Value>,
    /// The shapes the files define, mixins included. Those of the prelude are not here: see [`Model::shape`].
    pub shapes: BTreeMap<ShapeId, Shape>,
    /// Where the files apply traits, and to which shapes and members.
    pub applies: BTreeMap<Span, ShapeId>,
}

impl Model {
    /// The shape of this id, also when it is of the prelude (`smithy.api#String`). For the id of a member there
    /// is none.
    pub fn shape(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id).or_else(|| prelude::shapes().get(id))
    }

    /// The traits of a shape or member, to be changed. `None` for those of the prelude.
    pub fn traits_mut(&mut self, id: &ShapeId) -> Option<&mut Traits> {
        let shape = self.shapes.get_mut(&id.root())?;
        match id.member() {
            None => Some(&mut shape.traits),
            Some(name) => shape.member_mut(name).map(|member| &mut member.traits),
        }
    }

    /// The services, in the order of their ids; one that is a mixin is part of others, and none.
    pub fn services(&self) -> impl Iterator<Item = &Shape> {
        let is_service = |shape: &&Shape| matches!(shape.kind, ShapeKind::Service(_));
        self.shapes.values().filter(is_service).filter(|shape| !shape.traits.is::<Mixin<'_>>())
    }
}
