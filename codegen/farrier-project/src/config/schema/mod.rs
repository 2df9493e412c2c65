//! The JSON Schema of farrier.toml, for editors.

use serde_json::{Map, Value, json};

use super::keys::{FILE, Key, Kind, PLACES};

/// The JSON Schema of farrier.toml, by the keys that the parser takes.
pub fn schema() -> String {
    let mut schema = table(FILE);
    let about = [
        ("$schema", json!("https://json-schema.org/draft/2020-12/schema")),
        ("title", json!("farrier.toml")),
        ("description", json!("What Farrier generates: one `[[service]]` for each crate.")),
    ];
    about.into_iter().for_each(|(key, value)| drop(schema.insert(key.to_owned(), value)));
    schema["properties"]["runtime"]["anyOf"] = PLACES.map(|key| json!({"required": [key]})).into();
    format!("{:#}\n", Value::Object(sorted(schema)))
}

fn table(keys: &[Key]) -> Map<String, Value> {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let mut table = Map::new();
    table.insert("type".to_owned(), json!("object"));
    table.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        table.insert("required".to_owned(), json!(required));
    }
    table.insert("properties".to_owned(), Value::Object(properties));
    table
}

fn property(key: &Key) -> Value {
    let texts = || json!({"type": "array", "items": {"type": "string"}});
    let mut value = match &key.kind {
        Kind::Text => json!({"type": "string"}),
        Kind::Choice(names) => json!({"type": "string", "enum": names}),
        Kind::Name => json!({"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}),
        Kind::File => json!({"type": "string", "minLength": 1}),
        // Each part of the path begins with something else than a dot.
        Kind::Folder => json!({"type": "string", "pattern": "^[^./][^/]*(/+(\\.|[^./][^/]*))*/*$"}),
        Kind::Texts => texts(),
        Kind::Programs => json!({"type": "array", "items": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Number => json!({"type": "integer", "minimum": 0}),
        Kind::Table(keys) => Value::Object(table(keys)),
        Kind::Tables(keys) => json!({"type": "array", "minItems": 1, "items": Value::Object(table(keys))}),
        Kind::Lists => json!({"type": "object", "additionalProperties": texts()}),
    };
    value["description"] = json!(key.text);
    value
}

/// In one order, whether or not maps keep that of their making.
fn sorted(map: Map<String, Value>) -> Map<String, Value> {
    let sort = |value: Value| match value {
        Value::Object(map) => Value::Object(sorted(map)),
        value => value,
    };
    let mut entries: Vec<(String, Value)> = map.into_iter().map(|(key, value)| (key, sort(value))).collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries.into_iter().collect()
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod tests;
