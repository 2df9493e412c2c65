//! What the pages of operations look up: a crate may have thousands of each.

use crate::ir::{Constraint, Crate, Retry, TypeDef};
use smithy_json_ast::ShapeId;
use std::collections::BTreeMap;

/// Parts of a crate, by name.
pub(super) struct Known<'c> {
    pub(super) package: &'c str,
    pub(super) types: BTreeMap<&'c str, &'c TypeDef>,
    pub(super) constraints: BTreeMap<&'c str, &'c [Constraint]>,
    /// Of the members of shapes, in their order.
    pub(super) members: BTreeMap<&'c ShapeId, &'c [(String, Vec<Constraint>)]>,
    /// The errors that are tried again.
    pub(super) retries: BTreeMap<&'c str, Retry>,
}

impl<'c> Known<'c> {
    pub(super) fn new(ir: &'c Crate) -> Self {
        let retries = ir.errors.iter().filter_map(|error| Some((error.structure.ident.as_str(), error.retry?)));
        Self {
            package: &ir.package,
            types: ir.types.iter().map(|def| (def.ident(), def)).collect(),
            constraints: ir.constraints.iter().map(|set| (set.ident.as_str(), &set.constraints[..])).collect(),
            members: ir.member_constraints.iter().map(|shape| (&shape.shape, &shape.members[..])).collect(),
            retries: retries.collect(),
        }
    }
}
