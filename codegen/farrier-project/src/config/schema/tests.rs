use serde_json::Value;
use std::fs;
use std::path::Path;

use super::schema;
use crate::config::Config;

/// What is committed and published. `INSTA_UPDATE=always` writes it.
#[test]
fn the_file_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("farrier.schema.json");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, schema()).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), schema(), "write it with INSTA_UPDATE=always");
}

/// Each table of the schema, with the header that it has in a file.
fn tables<'s>(schema: &'s Value, header: &str, found: &mut Vec<(String, &'s Value)>) {
    found.push((header.to_owned(), schema));
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = if header.is_empty() { name.clone() } else { format!("{header}.{name}") };
        if property["properties"].is_object() {
            tables(property, &path, found);
        } else if property["items"]["properties"].is_object() {
            tables(&property["items"], &path, found);
        }
    }
}

/// A value that a property of the schema allows.
fn sample(property: &Value) -> String {
    match property["type"].as_str().unwrap() {
        "string" => format!("{:?}", property["enum"][0].as_str().unwrap_or("a")),
        "array" if property["items"]["type"] == "object" => "[]".to_owned(),
        "array" => "[\"a\"]".to_owned(),
        "boolean" => "true".to_owned(),
        "integer" => "7".to_owned(),
        _ => "{}".to_owned(),
    }
}

/// What the parser says of a file with one key in one table.
fn said(header: &str, key: &str, value: &str) -> String {
    let text = match header {
        "" => format!("{key} = {value}\n"),
        "service" => format!("[[service]]\n{key} = {value}\n"),
        header => format!("[[service]]\n[{header}]\n{key} = {value}\n"),
    };
    let problems = Config::read("".into(), "farrier.toml", &text).err().unwrap_or_default();
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

/// The parser takes each key of the schema, with a value that the schema allows, and none but these.
#[test]
fn the_parser_takes_the_same_keys() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let mut found = Vec::new();
    tables(&schema, "", &mut found);
    let headers: Vec<&str> = found.iter().map(|(header, _)| header.as_str()).collect();
    assert_eq!(headers, ["", "limits", "runtime", "service", "service.manifest"]);
    for (header, table) in found {
        assert_eq!(table["additionalProperties"], false, "{header}");
        for (key, property) in table["properties"].as_object().unwrap() {
            let said = said(&header, key, &sample(property));
            for wrong in [&format!("no key `{key}`"), &format!("`{key}` must be"), &format!("cannot be `{key}`")] {
                assert!(!said.contains(wrong), "{header}.{key}: {said}");
            }
        }
        assert!(said(&header, "nothing", "1").contains("there is no key `nothing`"), "{header}");
    }
}
