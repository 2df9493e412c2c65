//! Operations: what they are called, take, give and need.

use super::aggregate::{codes, is_large, structure};
use super::{Context, auth, deprecated, documentation, events, paginator, quirks, waiter};
use crate::ir::{
    EndpointParam, ErrorRef, HostPart, HostPrefix, Named, Operation, ParamSource, Service, Structure, Type,
};
use crate::jmespath;
use crate::names::{self, OperationName};
use serde_json::Value;
use smithy_json_ast::{Shape, ShapeId, ShapeKind};
use std::collections::BTreeSet;

/// Resolves one operation.
pub(crate) fn lower(cx: &Context<'_>, service: &Service, shape: &Shape, name: &OperationName) -> Operation {
    let OperationName { ident, stem, module, feature } = name.clone();
    let bindings = match &shape.kind {
        ShapeKind::Operation(bindings) => bindings.clone(),
        // Selection has chosen operations only.
        _ => Default::default(),
    };
    let input_shape = bindings.input.as_ref().and_then(|id| cx.shape(id));
    let mut input = io(cx, shape, input_shape, &format!("{stem}Input"), true);
    let token = token(input_shape, &input);
    for field in &mut input.fields {
        field.target.token = token.as_ref() == Some(&field.ident);
    }
    let output_shape = bindings.output.as_ref().and_then(|id| cx.shape(id));
    let output = io(cx, shape, output_shape, &format!("{stem}Output"), false);
    let traits = &shape.traits;
    let errors = errors(cx, &[bindings.errors, events::errors_of_output(cx, output_shape)].concat());
    Operation {
        shape: shape.id.clone(),
        module,
        feature,
        docs: documentation(traits),
        deprecated: deprecated(traits),
        token,
        auth: auth::of_operation(cx, shape, &service.auth),
        checksum_required: traits.has("smithy.api#httpChecksumRequired"),
        compress: traits.has("smithy.api#requestCompression"),
        paginator: paginator::lower(cx, shape, &input, &output),
        host_prefix: host_prefix(cx, shape, &input),
        endpoint_params: endpoint_params(cx, shape, input_shape, &input),
        waiters: waiter::lower(cx, shape, &errors),
        errors,
        ident,
        stem,
        input,
        output,
    }
}

/// Input or output under the name of the operation; an empty structure if the model has none.
fn io(cx: &Context<'_>, operation: &Shape, shape: Option<&Shape>, ident: &str, is_input: bool) -> Structure {
    match shape {
        Some(shape) => structure(cx, shape, ident, is_input),
        None => Structure {
            shape: operation.id.clone(),
            ident: ident.to_owned(),
            builder: format!("{ident}Builder"),
            docs: Vec::new(),
            deprecated: None,
            sensitive: false,
            written: is_input,
            fields: Vec::new(),
        },
    }
}

/// The errors of the operation and of the service, by name. A code that two of them share is that of the shape it names,
/// or the first one's.
fn errors(cx: &Context<'_>, own: &[ShapeId]) -> Vec<ErrorRef> {
    let common = match &cx.selection.service.kind {
        ShapeKind::Service(service) => service.errors.as_slice(),
        _ => &[],
    };
    let ids: BTreeSet<&ShapeId> = own.iter().chain(common).collect();
    let shapes: BTreeSet<&str> = ids.iter().map(|id| id.name()).collect();
    let (mut methods, mut taken) = (BTreeSet::new(), BTreeSet::new());
    ids.into_iter()
        .filter_map(|id| {
            let shape = cx.shape(id)?;
            let ident = cx.paths.get(id)?.strip_prefix("error::")?.to_owned();
            let snake = names::unique(names::snake(&ident), &mut methods);
            let mut codes = codes(shape);
            codes.retain(|code| (code == id.name() || !shapes.contains(code.as_str())) && taken.insert(code.clone()));
            Some(ErrorRef { snake, ident, codes, large: is_large(cx, shape) })
        })
        .collect()
}

fn token(shape: Option<&Shape>, input: &Structure) -> Option<String> {
    let members = shape.map(Shape::members).unwrap_or_default();
    let has_trait = |index: &usize| members[*index].traits.has("smithy.api#idempotencyToken");
    let index = (0..members.len()).find(has_trait)?;
    Some(&input.fields[index]).filter(|field| field.ty == Type::String).map(|field| field.ident.clone())
}

fn host_prefix(cx: &Context<'_>, shape: &Shape, input: &Structure) -> Option<HostPrefix> {
    let mut rest = shape.traits.get("smithy.api#endpoint")?.get("hostPrefix")?.as_str()?;
    let mut parts = Vec::new();
    while let Some((literal, label)) = rest.split_once('{') {
        let (name, after) = label.split_once('}').unwrap_or((label, ""));
        parts.push(HostPart::Literal(literal.to_owned()));
        match input.fields.iter().find(|field| field.wire == name && field.ty == Type::String) {
            Some(field) => parts.push(HostPart::Label(field.ident.clone(), field.wire.clone())),
            None => {
                let help = Some("a label names a string member of the input with `@hostLabel`".to_owned());
                cx.problem(shape, format!("the host prefix has the label `{name}`, which is no such member"), help);
            }
        }
        rest = after;
    }
    parts.push(HostPart::Literal(rest.to_owned()));
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if parts.iter().any(|part| matches!(part, HostPart::Literal(text) if !text.chars().all(is_host))) {
        let help = Some("between labels in braces there are letters, digits, hyphens and dots".to_owned());
        cx.problem(shape, "the host prefix cannot be part of the name of a host".to_owned(), help);
    }
    parts.retain(|part| !matches!(part, HostPart::Literal(text) if text.is_empty()));
    Some(HostPrefix { parts })
}

fn endpoint_params(
    cx: &Context<'_>,
    shape: &Shape,
    input_shape: Option<&Shape>,
    input: &Structure,
) -> Vec<EndpointParam> {
    let member_params = input_shape.map(Shape::members).unwrap_or_default().iter().zip(&input.fields);
    let from_members = member_params.filter_map(|(member, field)| {
        let modelled = member.traits.get("smithy.rules#contextParam").and_then(|param| param.get("name")?.as_str());
        let name = modelled.or_else(|| quirks::context_param(&member.id))?.to_owned();
        if !is_param(&field.ty) {
            let help = Some("it can be a string, an enum, a boolean or a list of strings".to_owned());
            cx.member_problem(member, "this member cannot be an endpoint parameter".to_owned(), help);
            return None;
        }
        Some(EndpointParam { name, value: ParamSource::Field(field.ident.clone(), field.ty.clone()) })
    });
    let fixed = entries(shape, "smithy.rules#staticContextParams").filter_map(|(name, param)| {
        let value = param.get("value").unwrap_or(&Value::Null);
        let is_text = |items: &Vec<Value>| items.iter().all(Value::is_string);
        if !(value.is_string() || value.is_boolean() || value.as_array().is_some_and(is_text)) {
            let help = Some("it can be a string, a boolean or a list of strings".to_owned());
            cx.problem(shape, format!("`{value}` cannot be the endpoint parameter `{name}`"), help);
            return None;
        }
        Some(EndpointParam { name: name.clone(), value: ParamSource::Static(value.clone()) })
    });
    let paths = entries(shape, "smithy.rules#operationContextParams").filter_map(|(name, param)| {
        let path = param.get("path")?.as_str()?;
        match jmespath::parse(path) {
            Ok(path) => Some(EndpointParam { name: name.clone(), value: ParamSource::Path(path) }),
            Err(problem) => {
                cx.problem(shape, format!("the endpoint parameter `{name}` has the path `{path}`: {problem}"), None);
                None
            }
        }
    });
    // Later ones win: the rules engine ranks static parameters above those of members, paths lowest.
    paths.chain(from_members).chain(fixed).collect()
}

/// Whether a parameter of endpoint rules can have values of this type.
fn is_param(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Bool | Type::Named(_, Named::Enum) => true,
        Type::List(item) => **item == Type::String,
        _ => false,
    }
}

fn entries<'a>(shape: &'a Shape, id: &str) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
    shape.traits.get(id).and_then(Value::as_object).into_iter().flatten()
}
