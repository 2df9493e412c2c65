//! Schema and parser let pass the same files, as far as a schema can know.
//!
//! Validators of JSON Schema bring 15 to 30 crates that nothing else here needs; the schema has ten keywords.

use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

use super::schema;
use crate::config::Config;
use crate::config::parse::tests::WRONG;

/// What the parser refuses and a schema cannot: how services stand to each other, and texts that name nothing.
const BEYOND: [&str; 3] = ["writes into", "there is a service", "names no operation"];

/// What is wrong with a value, by the keywords that our schema has and no others.
fn violations(schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (keyword, wanted) in schema.as_object().expect("a schema") {
        let is_met = match (keyword.as_str(), value) {
            ("$schema" | "title" | "description", _) => true,
            ("type", _) => is_of_type(value, wanted.as_str().expect("one type")),
            ("required", Value::Object(table)) => {
                wanted.as_array().expect("names").iter().all(|name| table.contains_key(name.as_str().expect("a name")))
            }
            ("anyOf", _) => wanted.as_array().expect("schemas").iter().any(|schema| {
                let mut found = Vec::new();
                violations(schema, value, path, &mut found);
                found.is_empty()
            }),
            ("properties", Value::Object(table)) => {
                for (name, schema) in wanted.as_object().expect("properties") {
                    let value = table.get(name).into_iter();
                    value.for_each(|value| violations(schema, value, &format!("{path}.{name}"), found));
                }
                true
            }
            ("additionalProperties", Value::Object(table)) => {
                let named = |name: &&String| schema["properties"].get(name.as_str()).is_none();
                let more: Vec<_> = table.keys().filter(named).collect();
                if wanted.is_object() {
                    more.iter().for_each(|name| violations(wanted, &table[*name], &format!("{path}.{name}"), found));
                }
                wanted.is_object() || more.is_empty()
            }
            ("items", Value::Array(items)) => {
                items.iter().for_each(|item| violations(wanted, item, &format!("{path}[]"), found));
                true
            }
            ("enum", _) => wanted.as_array().expect("values").contains(value),
            ("minLength", Value::String(text)) => text.len() as u64 >= wanted.as_u64().expect("a length"),
            ("minimum", Value::Number(number)) => number.as_f64() >= wanted.as_f64(),
            ("pattern", Value::String(text)) => {
                regress::Regex::new(wanted.as_str().expect("a text")).expect("a pattern").find(text).is_some()
            }
            // Of values of another type these say nothing.
            ("required" | "properties" | "additionalProperties" | "items" | "minLength" | "minimum" | "pattern", _) => {
                true
            }
            _ => panic!("this test knows nothing of `{keyword}`"),
        };
        if !is_met {
            found.push(format!("{path}: {keyword}"));
        }
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => panic!("this test knows nothing of the type `{name}`"),
    }
}

fn table(table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(name, value)| (name.get_ref().to_string(), self::value(value.get_ref())));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// What an editor makes of TOML.
fn value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(i64::from_str_radix(number.as_str(), number.radix()).expect("a number")),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().expect("a number")),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| self::value(item.get_ref())).collect(),
        DeValue::Table(it) => table(it),
    }
}

/// What the schema and what the parser says of a file.
fn said(text: &str) -> (Vec<String>, Vec<String>) {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let mut by_schema = Vec::new();
    violations(&schema, &table(DeTable::parse(text).expect("TOML").get_ref()), "", &mut by_schema);
    let by_parser = Config::read("".into(), "farrier.toml", text).err().unwrap_or_default();
    (by_schema, by_parser.iter().map(ToString::to_string).collect())
}

/// All of both or of none, but for what is beyond a schema.
fn agree(text: &str) -> bool {
    let (by_schema, by_parser) = said(text);
    let known = by_parser.iter().filter(|said| !BEYOND.iter().any(|beyond| said.contains(beyond)));
    assert_eq!(by_schema.is_empty(), known.count() == 0, "{text}\nschema: {by_schema:#?}\nparser: {by_parser:#?}");
    by_schema.is_empty()
}

/// The files of this repository that are of this format.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let is_ours = !["target", ".git"].iter().any(|other| name == *other);
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_ours {
            files(&path, found);
        } else if name == "farrier.toml" || name == "moto.toml" {
            found.push(path);
        }
    }
}

#[test]
fn files_of_the_repository() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), &mut found);
    assert!(found.len() >= 6, "{found:?}");
    for path in found {
        let text = fs::read_to_string(&path).expect("a text");
        assert!(agree(&text), "{}: {:?}", path.display(), said(&text));
    }
}

#[test]
fn wrong_files() {
    let read: Vec<&&str> = WRONG.iter().filter(|text| DeTable::parse(text).is_ok()).collect();
    assert!(read.len() > 10);
    let beyond = read.iter().filter(|text| agree(text)).count();
    assert_eq!(beyond, 2, "a schema knows what is wrong with the others");
}

/// Each key, with values of each kind but dates, which are texts to a schema.
#[test]
fn values_of_each_key() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let of_file = &schema["properties"];
    let of_service = &of_file["service"]["items"]["properties"];
    let tables = [
        ("", of_file),
        ("[runtime]", &of_file["runtime"]["properties"]),
        ("[limits]", &of_file["limits"]["properties"]),
        ("[[service]]", of_service),
        ("[service.manifest]", &of_service["manifest"]["properties"]),
    ];
    let values = [
        r#""""#,
        r#""a""#,
        r#""a b""#,
        r#""resource""#,
        r#""../a""#,
        r#""a/./b/""#,
        "0",
        "7",
        "-1",
        "1.5",
        "true",
        "[]",
        "[1]",
        r#"["a"]"#,
        r#"["a b"]"#,
        r#"[""]"#,
        "[{}]",
        "{}",
        "{a = 1}",
        r#"{a = "b"}"#,
        r#"{a = ["b"]}"#,
        "{a = [1]}",
        r#"{path = "a"}"#,
        r#"[{name = "a", model = "a", crate = "a"}]"#,
    ];
    let (mut good, mut bad) = (0, 0);
    for (header, table) in tables {
        for key in table.as_object().expect("properties").keys().map(String::as_str).chain(["other"]) {
            for value in values {
                match agree(&file(header, key, value)) {
                    true => good += 1,
                    false => bad += 1,
                }
            }
        }
    }
    assert!(good > 50 && bad > 500, "{good} good, {bad} bad");
}

/// A good file, but for one key.
fn file(header: &str, key: &str, value: &str) -> String {
    let line = format!("{key} = {value}\n");
    let mut text = if header.is_empty() { line.clone() } else { String::new() };
    if header == "[runtime]" || header == "[limits]" {
        text += &format!("{header}\n{line}");
    }
    if (header, key) != ("", "service") {
        text += "[[service]]\n";
        for (name, usual) in [("name", "\"a\""), ("model", "\"a\""), ("crate", "\"a\"")] {
            if (header, key) != ("[[service]]", name) {
                text += &format!("{name} = {usual}\n");
            }
        }
    }
    match header {
        "[[service]]" => text + &line,
        "[service.manifest]" => format!("{text}{header}\n{line}"),
        _ => text,
    }
}
