//! What Smithy 1.0 says in its own way, in the terms of 2.0. See the
//! [migration guide](https://smithy.io/2.0/guides/migrating-idl-1-to-2.html).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::draft::{Assembly, Draft};
use crate::prelude::{self, UNIT};
use crate::shape::Member;
use crate::shape_id::is_identifier;
use crate::{ShapeId, Span, Traits};

const BOX: &str = "smithy.api#box";
const DEFAULT: &str = "smithy.api#default";
const ENUM: &str = "smithy.api#enum";
const ENUM_VALUE: &str = "smithy.api#enumValue";

/// Turns defaults and boxes of 1.0 files into `smithy.api#default`, and string shapes with the trait
/// `smithy.api#enum`, which files of either version may have, into enums.
pub(crate) fn upgrade_all(assembly: &mut Assembly<'_>) {
    for draft in assembly.drafts.values_mut().filter(|draft| draft.origin.version_1) {
        upgrade_shape(draft);
    }
    for (id, defaults) in member_defaults(assembly) {
        let Some(draft) = assembly.drafts.get_mut(&id) else {
            continue;
        };
        for (index, default) in defaults {
            let member = &mut draft.members[index];
            member.traits.remove(BOX);
            member.traits.insert(ShapeId::known(DEFAULT), default, member.span);
        }
    }
    for draft in assembly.drafts.values_mut().filter(|draft| draft.type_name == "string") {
        let Some(definitions) = draft.traits.remove(ENUM) else {
            continue;
        };
        draft.type_name = "enum";
        match enum_members(draft, &definitions) {
            Some(members) => draft.members = members,
            None => {
                draft.broken = true;
                let message = format!("the trait `{ENUM}` is not a list of objects with a string `value`");
                let help = "write it as [{\"value\": \"on\", \"name\": \"ON\"}]";
                assembly.errors.report(&draft.place(), &draft.id, message, help);
            }
        }
    }
}

/// In 1.0 numbers and booleans have the value 0 or false by default, unless they are boxed.
fn upgrade_shape(draft: &mut Draft) {
    let zero = match draft.type_name {
        "byte" | "short" | "integer" | "long" | "float" | "double" => json!(0),
        "boolean" => json!(false),
        _ => return,
    };
    if draft.traits.remove(BOX).is_none() && !draft.traits.has(DEFAULT) {
        draft.traits.insert(ShapeId::known(DEFAULT), zero, draft.span);
    }
}

/// The defaults that the members of 1.0 structures have by their targets, by structure and member.
fn member_defaults(assembly: &Assembly<'_>) -> Vec<(ShapeId, Vec<(usize, Value)>)> {
    let structures = assembly.drafts.values();
    structures
        .filter(|draft| draft.origin.version_1 && draft.type_name == "structure")
        .map(|draft| {
            let members = draft.members.iter().enumerate();
            let defaults = members.filter_map(|(index, member)| Some((index, member_default(assembly, member)?)));
            (draft.id.clone(), defaults.collect())
        })
        .collect()
}

fn member_default(assembly: &Assembly<'_>, member: &Member) -> Option<Value> {
    if member.traits.has(DEFAULT) {
        return None;
    }
    if member.traits.has(BOX) {
        return Some(Value::Null);
    }
    let target = assembly.drafts.get(&member.target);
    let traits = match target {
        Some(target) => &target.traits,
        None => &prelude::shapes().get(&member.target)?.traits,
    };
    let is_blob = target.is_some_and(|target| target.type_name == "blob");
    if is_blob && traits.has("smithy.api#streaming") && !member.traits.has("smithy.api#required") {
        return Some(json!(""));
    }
    traits.get(DEFAULT).filter(|value| value.as_f64() == Some(0.0) || **value == Value::Bool(false)).cloned()
}

/// The members of an enum from the values of the trait `smithy.api#enum`.
fn enum_members(draft: &Draft, definitions: &Value) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    let mut names = BTreeMap::new();
    for definition in definitions.as_array()? {
        let value = definition.get("value")?.as_str()?;
        let name = definition.get("name").and_then(Value::as_str).filter(|name| is_identifier(name));
        let name = unique_name(name.map_or_else(|| name_of_value(value), str::to_owned), &mut names);
        members.push(Member {
            id: draft.id.with_member(&name),
            name,
            target: ShapeId::known(UNIT),
            traits: enum_member_traits(definition, value, draft.span),
            span: draft.span,
        });
    }
    Some(members)
}

fn enum_member_traits(definition: &Value, value: &str, span: Span) -> Traits {
    let same_as_trait = ["documentation", "tags"].into_iter().filter_map(|key| {
        let value = definition.get(key)?.clone();
        Some((ShapeId::known(&format!("smithy.api#{key}")), value))
    });
    let deprecated = definition.get("deprecated").and_then(Value::as_bool).unwrap_or(false);
    let deprecated = deprecated.then(|| (ShapeId::known("smithy.api#deprecated"), json!({})));
    let value = (ShapeId::known(ENUM_VALUE), json!(value));
    Traits::at(span, same_as_trait.chain(deprecated).chain([value]))
}

/// The member name for a value without a name: the value, with underscores for all that no name can hold.
fn name_of_value(value: &str) -> String {
    let mut name = String::with_capacity(value.len() + 1);
    for character in value.chars() {
        if character.is_ascii_alphanumeric() || character == '_' {
            name.push(character);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if is_identifier(&name) { name } else { "_0".to_owned() }
}

/// `name`, with a number behind it when another member has it already. `taken` counts how often.
fn unique_name(name: String, taken: &mut BTreeMap<String, usize>) -> String {
    let mut unique = name.clone();
    while taken.contains_key(&unique) {
        let count = taken.entry(name.clone()).or_default();
        *count += 1;
        unique = format!("{name}_{count}");
    }
    taken.insert(unique.clone(), 1);
    unique
}

/// Gives every member of an enum its value: the member's name, where the model has none.
pub(crate) fn complete_enums(assembly: &mut Assembly<'_>) {
    let enums = assembly.drafts.values_mut();
    for draft in enums.filter(|draft| draft.type_name == "enum") {
        for member in &mut draft.members {
            if !member.traits.has(ENUM_VALUE) {
                let name = Value::String(member.name.clone());
                member.traits.insert(ShapeId::known(ENUM_VALUE), name, member.span);
            }
        }
    }
}
