//! What rules that were compiled give, as JSON.

use farrier_runtime::endpoint::{Document, Endpoint, Param, ParamValue, Params, Resolve, apply_defaults, properties};
use serde_json::{Map, Value, json};

/// The endpoint, or `{"error": ..}`.
pub(crate) fn observe(table: &'static [Param], resolve: Resolve, values: &Value) -> Value {
    let mut params = Params::default();
    for param in table {
        if let Some(value) = values.get(param.name) {
            params.set(param.name, value_of(value));
        }
    }
    let endpoint = apply_defaults(&mut params, table).and_then(|()| resolve(&params));
    match endpoint {
        Ok(endpoint) => shown(&endpoint),
        Err(error) => json!({ "error": error.to_string() }),
    }
}

fn value_of(value: &Value) -> ParamValue {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>().into(),
        value => value.as_str().expect("a string").into(),
    }
}

fn shown(endpoint: &Endpoint) -> Value {
    let headers = endpoint.headers().map(|(name, values)| (name.to_owned(), values.collect()));
    let properties = properties(endpoint).into_iter().map(|(name, value)| (name, document(&value)));
    json!({
        "url": endpoint.url(),
        "headers": headers.collect::<Map<_, _>>(),
        "properties": properties.collect::<Map<_, _>>(),
    })
}

fn document(value: &Document) -> Value {
    match value {
        Document::Null => Value::Null,
        Document::Bool(value) => json!(value),
        Document::String(text) => json!(text),
        Document::Number(number) => json!(number.to_f64_lossy() as i64),
        Document::Array(list) => list.iter().map(document).collect(),
        Document::Object(members) => members.iter().map(|(name, value)| (name.clone(), document(value))).collect(),
    }
}
