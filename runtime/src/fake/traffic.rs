//! Recorded traffic, and the file it is in.
//!
//! The file is a JSON object with `format`, which is `farrier-traffic-1`, and `exchanges`, in the order of the answers.
//! Each has `operation`, `request` (`method`, `path`, `headers`, `body`) and `response` (`status`, `headers`, `body`).
//! Headers are a list of pairs; a body is a string, or an object with `base64` if it is no text.

use aws_smithy_types::base64;
use serde_json::{Map, Value, json};
use std::io;

const FORMAT: &str = "farrier-traffic-1";

/// A request and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    pub(super) operation: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) request: Part,
    pub(super) status: u16,
    pub(super) response: Part,
}

/// Headers and body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// The text of the file.
pub(super) fn write(exchanges: &[Exchange]) -> String {
    let exchanges = exchanges.iter().map(|exchange| {
        let (request, response) = (part(&exchange.request), part(&exchange.response));
        let mut request = with(json!({"method": exchange.method, "path": exchange.path}), request);
        let response = with(json!({"status": exchange.status}), response);
        json!({"operation": exchange.operation, "request": request.take(), "response": response})
    });
    let file = json!({"format": FORMAT, "exchanges": exchanges.collect::<Vec<_>>()});
    format!("{file:#}\n")
}

fn with(mut head: Value, rest: Map<String, Value>) -> Value {
    if let Value::Object(head) = &mut head {
        head.extend(rest);
    }
    head
}

fn part(part: &Part) -> Map<String, Value> {
    let body = match str::from_utf8(&part.body) {
        Ok(text) => Value::from(text),
        Err(_) => json!({"base64": base64::encode(&part.body)}),
    };
    Map::from_iter([("headers".to_owned(), json!(part.headers)), ("body".to_owned(), body)])
}

/// Reads the file.
pub(super) fn read(text: &str) -> io::Result<Vec<Exchange>> {
    let file: Value = serde_json::from_str(text).map_err(|error| damaged(&error.to_string()))?;
    if file["format"] != FORMAT {
        return Err(damaged(&format!("the format is {}, not {FORMAT:?}", file["format"])));
    }
    let exchanges = file["exchanges"].as_array().ok_or_else(|| damaged("there are no `exchanges`"))?;
    let exchanges = exchanges.iter().enumerate();
    exchanges
        .map(|(index, it)| exchange(it).ok_or_else(|| damaged(&format!("exchange {index} is not an exchange"))))
        .collect()
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("this is no recorded traffic: {what}"))
}

fn exchange(value: &Value) -> Option<Exchange> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let (request, response) = (&value["request"], &value["response"]);
    Some(Exchange {
        operation: text(&value["operation"])?,
        method: text(&request["method"])?,
        path: text(&request["path"])?,
        request: read_part(request)?,
        status: response["status"].as_u64()?.try_into().ok()?,
        response: read_part(response)?,
    })
}

fn read_part(value: &Value) -> Option<Part> {
    let pair = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    let headers = value["headers"].as_array()?.iter().map(pair).collect::<Option<_>>()?;
    let body = match &value["body"] {
        Value::String(text) => text.clone().into_bytes(),
        body => base64::decode(body["base64"].as_str()?).ok()?,
    };
    Some(Part { headers, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let part = |body: &[u8]| Part { headers: vec![("a".to_owned(), "b\"c".to_owned())], body: body.to_vec() };
        let exchange = Exchange {
            operation: "Get".to_owned(),
            method: "POST".to_owned(),
            path: "/?a=b".to_owned(),
            request: part(b"{\"a\": 1}"),
            status: 200,
            response: part(&[0xff, 0]),
        };
        assert_eq!(read(&write(std::slice::from_ref(&exchange))).expect("traffic"), [exchange]);
        for damaged in
            ["", "{}", "[]", r#"{"format":"farrier-traffic-1"}"#, r#"{"format":"farrier-traffic-1","exchanges":[{}]}"#]
        {
            assert!(read(damaged).is_err(), "{damaged}");
        }
    }
}
