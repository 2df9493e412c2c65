//! Which operations share a Cargo feature.

use crate::select::{self, Selection};
use crate::settings::FeaturePer;
use smithy_json_ast::{Shape, ShapeId, ShapeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The name of what an operation shares its feature with, for each operation in the order of the selection.
pub(in crate::lower) fn groups(selection: &Selection<'_>) -> Vec<Option<String>> {
    let operations = selection.operations.iter();
    match selection.request.feature_per {
        FeaturePer::Operation | FeaturePer::None => operations.map(|_| None).collect(),
        FeaturePer::Tag => operations.map(|operation| first_tag(operation)).collect(),
        FeaturePer::Resource => {
            let resources = resources(selection);
            operations.map(|operation| resources.get(&operation.id).map(|id| id.name().to_owned())).collect()
        }
    }
}

fn first_tag(operation: &Shape) -> Option<String> {
    let tag = operation.traits.get("smithy.api#tags")?.as_array()?.first()?.as_str()?;
    tag.chars().any(|c| c.is_ascii_alphanumeric()).then(|| tag.to_owned())
}

/// The resources of operations, by the operations.
fn resources<'a>(selection: &Selection<'a>) -> BTreeMap<&'a ShapeId, &'a ShapeId> {
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&ShapeId> = select::service_bindings(selection.service).resources.iter().collect();
    while let Some(id) = todo.pop() {
        let shape = select::shape(selection.model, id);
        let ShapeKind::Resource(resource) = &shape.kind else { continue };
        if !seen.insert(id) {
            continue;
        }
        let further = resource.operations.iter().chain(&resource.collection_operations);
        let operations = resource.lifecycle().map(|(_, id)| id).chain(further);
        // One that several resources bind is of the first by name, whatever the order.
        operations.for_each(|operation| {
            let first = found.entry(operation).or_insert(&shape.id);
            *first = (*first).min(&shape.id);
        });
        todo.extend(&resource.resources);
    }
    found
}
