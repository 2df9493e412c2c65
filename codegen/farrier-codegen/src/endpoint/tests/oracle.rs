//! Endpoint rules, evaluated as they are written down: a rule after the other, a value when it is met. Shares nothing
//! with the compiler but what the runtime knows of partitions.

use super::library::{self, Unset};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

/// The values of parameters and of what conditions assign.
type Names = Map<String, Value>;

/// The endpoint of a case, a `ruleSet` or a `bdd`, or `{"error": ..}`.
pub(super) fn endpoint(case: &Value, values: &Value) -> Value {
    let rules = case.get("ruleSet").unwrap_or(&case["bdd"]);
    let mut names = Names::new();
    for (name, parameter) in rules["parameters"].as_object().expect("parameters") {
        match values.get(name).or(parameter.get("default")) {
            Some(value) => drop(names.insert(name.clone(), value.clone())),
            None if parameter["required"] == json!(true) => {
                return json!({ "error": format!("the endpoint parameter `{name}` is required but was not set") });
            }
            None => {}
        }
    }
    let found = match case.get("ruleSet") {
        Some(_) => first_match(&rules["rules"], &names),
        None => walk(rules, &mut names).and_then(|result| outcome(result, &names).ok()),
    };
    match found {
        Some(endpoint) if endpoint["url"] == json!("") => json!({ "error": "the endpoint URL is empty" }),
        Some(found) => found,
        None => json!({ "error": "no endpoint rule matched these parameters" }),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The first rule whose conditions hold decides, also if it is a tree in which none does.
fn first_match(rules: &Value, names: &Names) -> Option<Value> {
    for rule in list(rules) {
        let mut names = names.clone();
        if list(&rule["conditions"]).iter().all(|condition| holds(condition, &mut names)) {
            return match rule["type"] == json!("tree") {
                true => first_match(&rule["rules"], &names),
                false => outcome(rule, &names).ok(),
            };
        }
    }
    None
}

/// The result that the nodes of a diagram lead to.
fn walk<'a>(bdd: &'a Value, names: &mut Names) -> Option<&'a Value> {
    let bytes = STANDARD.decode(bdd["nodes"].as_str().expect("nodes")).expect("base64");
    let number = |place: usize| i32::from_be_bytes(bytes[4 * place..4 * place + 4].try_into().expect("four bytes"));
    let mut at = i32::try_from(bdd["root"].as_i64().expect("a number")).expect("a number");
    while at.unsigned_abs() > 1 && at < 100_000_000 {
        let node = 3 * (at.unsigned_abs() as usize - 1);
        let condition = &bdd["conditions"][number(node) as usize];
        let holds = holds(condition, names) != (at < 0);
        at = number(if holds { node + 1 } else { node + 2 });
    }
    usize::try_from(at - 100_000_001).ok().map(|result| &bdd["results"][result])
}

/// Neither unset nor false.
fn holds(condition: &Value, names: &mut Names) -> bool {
    let Ok(value) = value(condition, names) else { return false };
    if let Some(name) = condition["assign"].as_str() {
        names.insert(name.to_owned(), value.clone());
    }
    value != json!(false)
}

fn outcome(rule: &Value, names: &Names) -> Result<Value, Unset> {
    if let Some(message) = rule.get("error") {
        return Ok(json!({ "error": value(message, names)? }));
    }
    let endpoint = &rule["endpoint"];
    let part = |name: &str| endpoint.get(name).map_or(Ok(json!({})), |part| property(part, names));
    Ok(
        json!({ "url": value(&endpoint["url"], names)?, "headers": part("headers")?, "properties": part("properties")? }),
    )
}

fn property(part: &Value, names: &Names) -> Result<Value, Unset> {
    match part {
        Value::String(_) => value(part, names),
        Value::Array(parts) => parts.iter().map(|part| property(part, names)).collect(),
        Value::Object(parts) => parts.iter().map(|(name, part)| Ok((name.clone(), property(part, names)?))).collect(),
        other => Ok(other.clone()),
    }
}

/// The value of what must have one.
fn value(at: &Value, names: &Names) -> Result<Value, Unset> {
    match at {
        Value::String(text) => template(text, names),
        Value::Object(object) => match object.get("ref") {
            Some(name) => reference(name.as_str().expect("a name"), names),
            None => call(at["fn"].as_str().expect("a function"), list(&at["argv"]), names),
        },
        other => Ok(other.clone()),
    }
}

fn reference(name: &str, names: &Names) -> Result<Value, Unset> {
    names.get(name).cloned().ok_or(Unset)
}

/// Text, in which `{name}` and `{name#path}` are values and doubled braces are braces.
fn template(text: &str, names: &Names) -> Result<Value, Unset> {
    let mut filled = String::new();
    let mut left = text.chars().peekable();
    while let Some(letter) = left.next() {
        match letter {
            '{' | '}' if left.peek() == Some(&letter) => {
                left.next();
                filled.push(letter);
            }
            '{' => {
                let inner: String = left.by_ref().take_while(|letter| *letter != '}').collect();
                let (name, path) = inner.split_once('#').unwrap_or((&inner, ""));
                let value = library::attribute(reference(name, names)?, path)?;
                filled.push_str(value.as_str().expect("text"));
            }
            other => filled.push(other),
        }
    }
    Ok(json!(filled))
}

fn call(function: &str, arguments: &[Value], names: &Names) -> Result<Value, Unset> {
    match (function, arguments) {
        ("isSet", [one]) => Ok(json!(value(one, names).is_ok())),
        ("coalesce", several) => several.iter().find_map(|one| value(one, names).ok()).ok_or(Unset),
        ("ite", [condition, yes, no]) => value(if value(condition, names)? == json!(true) { yes } else { no }, names),
        _ => {
            let values: Result<Vec<_>, _> = arguments.iter().map(|argument| value(argument, names)).collect();
            library::call(function, &values?)
        }
    }
}
