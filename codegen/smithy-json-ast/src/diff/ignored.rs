//! Which names there are to ignore.

use std::collections::BTreeSet;
use std::iter;

use serde_json::Value;

use crate::Model;

/// The names that [`DiffOptions::ignore`](crate::DiffOptions::ignore) may have because of what is in a model: ids of
/// traits, short names of those of `smithy.api`, and keys of objects in the values of traits.
pub fn ignorable(model: &Model) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for shape in model.shapes.values() {
        if shape.traits.has("smithy.api#trait") {
            names.insert(shape.id.as_str());
        }
        for traits in iter::once(&shape.traits).chain(shape.all_members().map(|member| &member.traits)) {
            for (id, value) in traits.iter() {
                names.insert(id.as_str());
                names.extend(short(id.as_str()));
                keys(&mut names, value);
            }
        }
    }
    names
}

/// Recursion is as deep as the value, and the reader takes none deeper than 128 levels.
fn keys<'m>(names: &mut BTreeSet<&'m str>, value: &'m Value) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            names.insert(key);
            keys(names, value);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(names, item)),
        _ => {}
    }
}

/// The short name that a trait has.
pub(super) fn short(id: &str) -> Option<&str> {
    id.strip_prefix("smithy.api#")
}
