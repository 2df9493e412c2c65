//! Several files into one model, as the specification's
//! [rules of merging](https://smithy.io/2.0/spec/model.html#merging-models) say.

use std::collections::btree_map::Entry;

use serde_json::{Map, Value};

use crate::draft::{Assembly, Draft, Errors};
use crate::{ShapeId, Traits};

/// Adds the shapes of one file. A shape defined again must be the same but for its traits, which merge.
pub(crate) fn merge_shapes(assembly: &mut Assembly<'_>, drafts: Vec<Draft>) {
    for draft in drafts {
        match assembly.drafts.entry(draft.id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(draft);
            }
            // The key that occurs twice was reported when the file was read.
            Entry::Occupied(entry) if entry.get().origin.file == draft.origin.file => {}
            Entry::Occupied(mut entry) => merge_again(entry.get_mut(), draft, &mut assembly.errors),
        }
    }
}

fn merge_again(first: &mut Draft, again: Draft, errors: &mut Errors<'_>) {
    let place = again.place();
    if !same_definition(first, &again) {
        let message = format!("`{}` is defined twice, differently", again.id);
        let file = errors.sources[first.origin.file].file;
        let help = format!("the other definition is at {file}:{}; remove one of the two", first.span);
        return errors.report(&place, &again.id, message, help);
    }
    let mut merge = |id: &ShapeId, into: &mut Traits, from: Traits| {
        for name in into.merge(from) {
            let message = format!("the trait `{name}` has another value in another file");
            errors.report(&place, id, message, "remove one of the two");
        }
    };
    merge(&again.id, &mut first.traits, again.traits);
    for (member, again) in first.members.iter_mut().zip(again.members) {
        merge(&again.id, &mut member.traits, again.traits);
    }
}

fn same_definition(a: &Draft, b: &Draft) -> bool {
    let members = |draft: &Draft| -> Vec<(ShapeId, ShapeId)> {
        draft.members.iter().map(|member| (member.id.clone(), member.target.clone())).collect()
    };
    a.type_name == b.type_name && a.body == b.body && a.mixins == b.mixins && members(a) == members(b)
}

/// Adds the metadata of one file: lists are joined, other values must be the same.
pub(crate) fn merge_metadata(
    assembly: &mut Assembly<'_>,
    file: usize,
    metadata: &mut Map<String, Value>,
    more: Map<String, Value>,
) {
    for (key, value) in more {
        match metadata.get_mut(&key) {
            None => {
                metadata.insert(key, value);
            }
            Some(present) if *present == value => {}
            Some(Value::Array(items)) if value.is_array() => {
                items.extend(value.as_array().into_iter().flatten().cloned());
            }
            Some(_) => {
                let message = format!("the metadata `{}` has another value in another file", key.escape_debug());
                let diagnostic = assembly.errors.sources[file].diagnostic(message, "remove one of the two");
                assembly.errors.list.push(diagnostic);
            }
        }
    }
}
