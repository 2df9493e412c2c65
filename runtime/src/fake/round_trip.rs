//! Made-up inputs and outputs of an operation, which have to come through as they are.

use super::call::AnyInput;
use super::faked::Faked;
use crate::client::Handle;
use crate::fixture::fixture;
use crate::operation::{Service, decode_response, encode_request, read_input, write_output};
use crate::protocol::Request;
use crate::schema::{Location, ShapeSchema};
use crate::serde::{Structure as _, document};
use crate::serde_impl::through_json;
use crate::validate::Validate as _;
use aws_smithy_types::Document;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use std::collections::HashMap;
use std::pin::Pin;

/// An error says what did not come through.
pub(super) type Outcome = Result<(), String>;

/// One that is awaited.
pub(super) type Outcoming = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Whether a request is taken for one of the operation.
pub(super) type Claims<'a> = &'a dyn Fn(&Request) -> bool;

/// Makes up an input and an output, and compares them with what comes back of request and response, which `claims` has
/// to take for one of the operation; and with what comes back of JSON, by their implementations of serde.
pub(super) fn round_trip<O: Faked>(claims: Claims<'_>, seed: u64) -> Outcome {
    let (input, output) = (fixture::<O::Input>(seed), fixture::<O::Output>(seed));
    input.validate().map_err(|violations| format!("input: {violations}"))?;
    output.validate().map_err(|violations| format!("output: {violations}"))?;
    let mut request = encode_request::<O>(&input).map_err(|error| format!("input: {error}"))?;
    let before = input_members::<O>(&input);
    let read = through_json(&input).map_err(|error| format!("input as JSON: {error}"))?;
    same("input as JSON", &before, &input_members::<O>(&read))?;
    let read = through_json(&output).map_err(|error| format!("output as JSON: {error}"))?;
    same("output as JSON", &output_members::<O>(&output), &output_members::<O>(&read))?;
    let text = |name: &str| Some(before.get(name)?.as_string()?.to_owned());
    if let Some(uri) = O::SERVICE.protocol.sent_to(&request, &text) {
        request.set_uri(uri).map_err(|error| format!("input: {error}"))?;
    }
    if !claims(&request) {
        return Err(format!("{} {} is not taken for the operation", request.method(), request.uri()));
    }
    let read = read_input::<O>(request).map_err(|error| format!("input: {error}"))?;
    same("input", &before, &input_members::<O>(&read))?;
    let response = write_output::<O>(&output).map_err(|error| format!("output: {error}"))?;
    let read = decode_response::<O>(&response, None).map_err(|error| format!("output: {error}"))?;
    same("output", &output_members::<O>(&output), &output_members::<O>(&read))
}

/// Calls an operation with a made-up input, and compares what comes with a made-up output.
pub(super) fn call<O: Faked>(client: Handle, seed: u64) -> Outcoming {
    Box::pin(async move {
        let output = client.call().send::<O>(fixture(seed)).await.map_err(|error| error.to_string())?;
        same("output", &output_members::<O>(&fixture(seed)), &output_members::<O>(&output))
    })
}

/// Compares an input that came with a made-up one. A client fills in what is not there.
pub(super) fn same_input<O: Faked>(input: &AnyInput, seed: u64) -> Outcome {
    let input = input.downcast_ref::<O::Input>().ok_or("the input of another operation")?;
    let (before, mut after) = (input_members::<O>(&fixture(seed)), input_members::<O>(input));
    after.retain(|name, _| before.contains_key(name));
    same("input", &before, &after)
}

fn input_members<O: Faked>(input: &O::Input) -> HashMap<String, Document> {
    members(O::SERVICE, O::Input::shape(), document::input(input, &[]))
}

fn output_members<O: Faked>(output: &O::Output) -> HashMap<String, Document> {
    members(O::SERVICE, O::Output::shape(), document::output(output))
}

/// The members of a structure, but for those that are something else besides: all parameters of a query, the status. Of
/// protocols that cannot tell what is empty from what is not there, without the former.
fn members(service: &Service, shape: &ShapeSchema, structure: Document) -> HashMap<String, Document> {
    let structure = if service.protocol.tells_empty() { structure } else { full(structure) };
    let Document::Object(mut members) = structure else { return HashMap::new() };
    for built in &shape.built().members {
        let is_more = match built.location {
            Location::QueryParams | Location::StatusCode => true,
            // Of a body that says neither both are known.
            Location::Header(Some(name)) => [CONTENT_TYPE, CONTENT_LENGTH].contains(name),
            _ => false,
        };
        if is_more {
            members.remove(built.member.name);
        }
    }
    members
}

/// A document without what is empty in it.
fn full(document: Document) -> Document {
    let is_empty = |document: &Document| match document {
        Document::Object(entries) => entries.is_empty(),
        Document::Array(items) => items.is_empty(),
        _ => false,
    };
    match document {
        Document::Object(entries) => {
            let entries = entries.into_iter().map(|(name, value)| (name, full(value)));
            Document::Object(entries.filter(|(_, value)| !is_empty(value)).collect())
        }
        Document::Array(items) => items.into_iter().map(full).filter(|item| !is_empty(item)).collect::<Vec<_>>().into(),
        other => other,
    }
}

fn same(what: &str, before: &HashMap<String, Document>, after: &HashMap<String, Document>) -> Outcome {
    let mut names = before.keys().chain(after.keys());
    match names.find(|name| before.get(*name) != after.get(*name)) {
        Some(name) => Err(format!("{what}.{name}: {:?} came back as {:?}", before.get(name), after.get(name))),
        None => Ok(()),
    }
}
