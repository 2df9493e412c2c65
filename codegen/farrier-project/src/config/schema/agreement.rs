//! Schema and parser let pass the same files, as far as a schema can know.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

use super::schema;
use crate::config::Config;
use crate::config::parse::tests::WRONG;

/// What the parser refuses and a schema cannot: how services stand to each other, texts that name nothing, words of
/// Rust and of other systems, and where the runtime is.
const BEYOND: [&str; 9] = [
    "writes into",
    "there is a service",
    "names no operation",
    "name of a package",
    "name of a crate",
    "device on Windows",
    "on every system",
    "no version of the runtime",
    "not the folder of the package",
];

/// The schema as a validator reads it, which finds it to be one.
struct Validator(Schemas, SchemaIndex);

impl Validator {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let schema = serde_json::from_str(&schema()).expect("JSON");
        compiler.add_resource("farrier.schema.json", schema).expect("a name");
        let index = compiler.compile("farrier.schema.json", &mut schemas).expect("a schema");
        Self(schemas, index)
    }

    /// What the schema and what the parser says of a file.
    fn said(&self, text: &str) -> (Option<String>, Vec<String>) {
        let value = table(DeTable::parse(text).expect("TOML").get_ref());
        let by_schema = self.0.validate(&value, self.1).err().map(|error| format!("{error:#}"));
        let by_parser = Config::read("".into(), "farrier.toml", text).err().unwrap_or_default();
        (by_schema, by_parser.iter().map(ToString::to_string).collect())
    }

    /// All of both or of none, but for what is beyond a schema.
    fn agree(&self, text: &str) -> bool {
        let (by_schema, by_parser) = self.said(text);
        let known = by_parser.iter().filter(|said| !BEYOND.iter().any(|beyond| said.contains(beyond)));
        assert_eq!(by_schema.is_none(), known.count() == 0, "{text}\nschema: {by_schema:#?}\nparser: {by_parser:#?}");
        by_schema.is_none()
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
    let validator = Validator::new();
    for path in found {
        let text = fs::read_to_string(&path).expect("a text");
        assert!(validator.agree(&text), "{}: {:?}", path.display(), validator.said(&text));
    }
}

#[test]
fn wrong_files() {
    let read: Vec<&&str> = WRONG.iter().filter(|text| DeTable::parse(text).is_ok()).collect();
    assert!(read.len() > 10);
    let validator = Validator::new();
    let beyond = read.iter().filter(|text| validator.agree(text)).count();
    assert_eq!(beyond, 5, "a schema knows what is wrong with the others");
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
    let (validator, mut good, mut bad) = (Validator::new(), 0, 0);
    for (header, table) in tables {
        for key in table.as_object().expect("properties").keys().map(String::as_str).chain(["other"]) {
            for value in values {
                match validator.agree(&file(header, key, value)) {
                    true => good += 1,
                    false => bad += 1,
                }
            }
        }
    }
    assert!(good > 50 && bad > 500, "{good} good, {bad} bad");
}

/// What crates and services can be called.
#[test]
fn names_and_folders() {
    let validator = Validator::new();
    for (key, text, is_good) in [
        ("crate", "a/b", true),
        ("crate", "a/./b//c/", true),
        ("crate", "./a", false),
        ("crate", "..", false),
        ("crate", "a/..", false),
        ("crate", "/a", false),
        ("crate", ".git", false),
        ("crate", "a/.b", false),
        ("name", "my-kms_2", true),
        ("name", "k m s", false),
        ("name", "", false),
    ] {
        assert_eq!(validator.agree(&file("[[service]]", key, &format!("{text:?}"))), is_good, "{key}: {text}");
    }
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
