//! Changes of models that keep their structure.

use fastrand::Rng;
use serde_json::{Map, Value, json};

const TYPES: [&str; 16] = [
    "structure",
    "union",
    "list",
    "map",
    "string",
    "enum",
    "intEnum",
    "boolean",
    "integer",
    "long",
    "double",
    "blob",
    "timestamp",
    "document",
    "bigDecimal",
    "operation",
];

const PRELUDE: [&str; 8] = ["String", "Integer", "Boolean", "Blob", "Timestamp", "Document", "Unit", "BigInteger"];

const NAMES: [&str; 10] = ["type", "Self", "Error", "x", "X", "message", "Unknown", "value_2", "IDs", "build"];

/// Changes one thing of a model.
pub(crate) fn mutate(model: &mut Value, random: &mut Rng) {
    let Some(shapes) = model["shapes"].as_object_mut().filter(|shapes| !shapes.is_empty()) else { return };
    let mut ids: Vec<String> = shapes.keys().cloned().collect();
    ids.sort();
    let id = &ids[random.usize(..ids.len())];
    match random.u8(..9) {
        0 => drop(shapes.remove(id)),
        1 => shapes[id]["type"] = json!(TYPES[random.usize(..TYPES.len())]),
        2 => {
            let other = shapes[&ids[random.usize(..ids.len())]].clone();
            shapes[id] = other;
        }
        3 | 4 => retarget(&mut shapes[id], &ids, random),
        5 => members(&mut shapes[id], random),
        6 => copy_trait(shapes, &ids, random),
        7 => drop_trait(&mut shapes[id], random),
        _ => leaf(&mut shapes[id], random),
    }
}

/// Another shape where one is named.
fn retarget(value: &mut Value, ids: &[String], random: &mut Rng) {
    let mut targets = Vec::new();
    collect(value, &mut |value| value.get("target").is_some(), String::new(), &mut targets);
    let Some(pointer) = choose(targets, random) else { return };
    let target = match random.bool() {
        true => ids[random.usize(..ids.len())].clone(),
        false => format!("smithy.api#{}", PRELUDE[random.usize(..PRELUDE.len())]),
    };
    if let Some(place) = value.pointer_mut(&pointer) {
        place["target"] = json!(target);
    }
}

/// A member less, or one more, or one with another name.
fn members(shape: &mut Value, random: &mut Rng) {
    let Some(members) = shape["members"].as_object_mut() else { return };
    let Some(name) = choose(members.keys().cloned().collect(), random) else { return };
    let member = members[&name].clone();
    if random.u8(..3) > 0 {
        members.remove(&name);
    }
    if random.u8(..3) > 0 {
        members.insert(NAMES[random.usize(..NAMES.len())].to_owned(), member);
    }
}

/// A trait from one place in another one, members included.
fn copy_trait(shapes: &mut Map<String, Value>, ids: &[String], random: &mut Rng) {
    let from = &shapes[&ids[random.usize(..ids.len())]];
    let mut places = Vec::new();
    collect(from, &mut |value| value.get("traits").is_some_and(Value::is_object), String::new(), &mut places);
    let Some(traits) = choose(places, random).and_then(|place| from.pointer(&place)?["traits"].as_object().cloned())
    else {
        return;
    };
    let Some(id) = choose(traits.keys().cloned().collect(), random) else { return };
    let to = &mut shapes[&ids[random.usize(..ids.len())]];
    let mut places = vec![String::new()];
    collect(to, &mut |value| value.get("target").is_some(), String::new(), &mut places);
    let place = choose(places, random).and_then(|place| to.pointer_mut(&place));
    let Some(place) = place.filter(|place| place.is_object()) else { return };
    if !place["traits"].is_object() {
        place["traits"] = json!({});
    }
    place["traits"][&id] = traits[&id].clone();
}

fn drop_trait(shape: &mut Value, random: &mut Rng) {
    let mut places = Vec::new();
    collect(shape, &mut |value| value.get("traits").is_some_and(Value::is_object), String::new(), &mut places);
    let place = choose(places, random).and_then(|place| shape.pointer_mut(&place)?["traits"].as_object_mut());
    if let Some(traits) = place
        && let Some(id) = choose(traits.keys().cloned().collect(), random)
    {
        traits.remove(&id);
    }
}

/// Another value of the same kind.
fn leaf(shape: &mut Value, random: &mut Rng) {
    let mut leaves = Vec::new();
    collect(shape, &mut |value| !value.is_object() && !value.is_array(), String::new(), &mut leaves);
    let Some(place) = choose(leaves, random).and_then(|place| shape.pointer_mut(&place)) else { return };
    *place = match place {
        Value::Bool(value) => json!(!*value),
        Value::Number(number) => match number.as_i64() {
            Some(number) => json!([0, -1, 1, number.wrapping_add(1), i64::MAX][random.usize(..5)]),
            None => json!(0.5),
        },
        Value::String(_) => json!(["", "a", "{a}", "A-b_c", "é\n\"#", "/{a}/{b+}", "*/"][random.usize(..7)]),
        _ => json!({}),
    };
}

/// One of them, the same whatever order they come in: that of JSON objects depends on what else is built.
fn choose(mut names: Vec<String>, random: &mut Rng) -> Option<String> {
    names.sort();
    random.choice(names)
}

/// The places of a value that are wanted.
fn collect(value: &Value, wanted: &mut impl FnMut(&Value) -> bool, pointer: String, places: &mut Vec<String>) {
    if wanted(value) {
        places.push(pointer.clone());
    }
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| collect(item, wanted, format!("{pointer}/{at}"), places));
        }
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, item)| collect(item, wanted, format!("{pointer}/{}", escaped(name)), places));
        }
        _ => {}
    }
}
