//! Types to formats of serde and back, by made-up values; and whether JSON is what JSON protocols send.

use crate::fixture::fixture;
use crate::operation::{self, Operation};
use crate::schema::{Location, raw_media_type};
use crate::serde::Structure;
use crate::serde_impl::serde::de::DeserializeOwned;
use crate::serde_impl::{Revealed, name};
use crate::validate::Constrained;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use std::fmt::Debug;

/// How many values of a type are made up.
const SEEDS: u64 = 8;

/// What is checked of a type or an operation: an error says what is wrong.
pub type Check = fn() -> Result<(), String>;

/// Does all checks.
///
/// # Panics
/// Some do not hold; the message has all of those.
#[track_caller]
pub fn check(checks: &[Check]) {
    let failures: Vec<String> = checks.iter().filter_map(|check| check().err()).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), checks.len(), failures.join("\n"));
}

/// Values of a type are the same after JSON, and after CBOR, which is binary.
///
/// # Errors
/// The first value that is not.
pub fn comes_back<T: Constrained + Debug + DeserializeOwned + PartialEq>() -> Result<(), String> {
    comes_back_as::<T>(T::eq)
}

/// [`comes_back`] of a type with a stream of bytes, which cannot be compared but by what is written of it.
///
/// # Errors
/// The first value that is not.
pub fn comes_back_without_stream<T: Constrained + Debug + DeserializeOwned>() -> Result<(), String> {
    comes_back_as::<T>(|value, read| json(value).is_ok_and(|text| json(read) == Ok(text)))
}

fn comes_back_as<T: Constrained + Debug + DeserializeOwned>(same: fn(&T, &T) -> bool) -> Result<(), String> {
    (0..SEEDS).try_for_each(|seed| {
        let value = fixture::<T>(seed);
        let text = json(&value)?;
        let wrong = |form: &str, why: String| format!("{} by {form}: {why}: {text}", T::shape().name());
        let told = |form: &str, read: Result<T, String>| match read {
            Ok(read) if same(&value, &read) => Ok(()),
            Ok(_) => Err(wrong(form, "another value came back".to_owned())),
            Err(error) => Err(wrong(form, error)),
        };
        told("JSON", serde_json::from_str(&text.to_string()).map_err(|error| error.to_string()))?;
        let mut bytes = Vec::new();
        ciborium::into_writer(&Revealed(&value), &mut bytes).map_err(|error| wrong("CBOR", error.to_string()))?;
        told("CBOR", ciborium::from_reader(bytes.as_slice()).map_err(|error| error.to_string()))
    })
}

/// Inputs of an operation are the JSON of its requests, but for what stands elsewhere in them.
///
/// # Errors
/// The first input that is not.
pub fn is_sent<O: Operation<Input: Constrained>>() -> Result<(), String> {
    (0..SEEDS).try_for_each(|seed| {
        let input = fixture::<O::Input>(seed);
        let request = operation::encode::<O>(&input).map_err(|error| format!("{}: {error}", O::NAME))?;
        is_body_of(&input, request.body())
    })
}

/// [`is_sent`] of outputs and responses, as a fake writes them.
///
/// # Errors
/// The first output that is not.
pub fn is_answered<O: Operation<Output: Constrained>>() -> Result<(), String> {
    (0..SEEDS).try_for_each(|seed| {
        let output = fixture::<O::Output>(seed);
        let response = operation::encode_output::<O>(&output).map_err(|error| format!("{}: {error}", O::NAME))?;
        is_body_of(&output, response.body())
    })
}

/// Compares the members of a body with those of the JSON of serde.
fn is_body_of<T: Debug + Structure>(value: &T, body: &SdkBody) -> Result<(), String> {
    let Value::Object(mut members) = json(value)? else { return Err(format!("{} is no object", T::shape().name())) };
    let members_of = |is_wanted: fn(&Location) -> bool| {
        T::shape().built().members.iter().filter(move |member| is_wanted(&member.location))
    };
    members_of(|location| !matches!(location, Location::Document | Location::Payload)).for_each(|elsewhere| {
        members.remove(name(Some(T::shape()), elsewhere.schema));
    });
    let expected = match members_of(|location| matches!(location, Location::Payload)).next() {
        // The body is the value itself.
        Some(payload) if raw_media_type(payload.schema).is_some() => return Ok(()),
        Some(payload) => members.remove(name(Some(T::shape()), payload.schema)).unwrap_or_else(|| json!({})),
        None => Value::Object(members),
    };
    let bytes = body.bytes().unwrap_or_default();
    let found = if bytes.is_empty() { Ok(json!({})) } else { serde_json::from_slice(bytes) };
    if found.is_ok_and(|found| is_sent_for(&found, &expected)) {
        return Ok(());
    }
    Err(format!("{} is {} on the wire, and by serde {expected}", T::shape().name(), String::from_utf8_lossy(bytes)))
}

/// Whether the value is what stands for that of serde. Numbers of any size are strings in rpcv2Json, and of serde those
/// that a float does not keep as they are spelt.
fn is_sent_for(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::String(text), Value::Number(number)) => *text == number.to_string(),
        (Value::Number(number), Value::String(text)) => text.parse().ok() == number.as_f64(),
        (Value::Array(found), Value::Array(values)) => {
            found.len() == values.len() && found.iter().zip(values).all(|(found, value)| is_sent_for(found, value))
        }
        (Value::Object(found), Value::Object(values)) => {
            let is_same = |(name, value)| found.get(name).is_some_and(|found| is_sent_for(found, value));
            found.len() == values.len() && values.iter().all(is_same)
        }
        _ => found == value,
    }
}

/// The JSON of a value. By a text: there a float has the digits of its own type.
fn json<T: Debug + Structure>(value: &T) -> Result<Value, String> {
    let text = serde_json::to_string(&Revealed(value)).map_err(|error| format!("{}: {error}", T::shape().name()))?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}
