//! Operations: what they are called, take, give and need.

use super::aggregate::{codes, is_large, structure};
use super::{Context, auth, deprecated, documentation, events, paginator, quirks, waiter};
use crate::ir::{
    EndpointParam, ErrorRef, HostPart, HostPrefix, Named, Operation, ParamSource, Service, Structure, Type,
};
use crate::jmespath;
use crate::names::{self, OperationName};
use farrier_schema_text::IDEMPOTENCY_TOKEN;
use smithy_json_ast::traits::{
    ContextParam, Endpoint, HostLabel, HttpChecksumRequired, IdempotencyToken, OperationContextParams, ParameterValue,
    RequestCompression, StaticContextParams,
};
use smithy_json_ast::{Shape, ShapeId, ShapeKind};
use std::collections::BTreeSet;

/// Resolves one operation, by its index in the selection.
pub(crate) fn lower(cx: &Context<'_>, service: &Service, index: usize) -> Operation {
    let shape = cx.selection.operations[index];
    let OperationName { ident, stem, module, feature } = cx.operations[index].clone();
    let bindings = match &shape.kind {
        ShapeKind::Operation(bindings) => bindings.clone(),
        // Selection has chosen operations only.
        _ => Default::default(),
    };
    let input_shape = bindings.input.as_ref().and_then(|id| cx.shape(id));
    let mut input = io(cx, shape, input_shape, &format!("{stem}Input"), true);
    let token = token(input_shape, &input);
    if let Some(field) = input.fields.iter_mut().find(|field| token.as_ref() == Some(&field.ident)) {
        field.schema.traits.insert(&IDEMPOTENCY_TOKEN);
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
        sensitive: cx.sensitive_operations.contains(&index),
        checksum_required: traits.is::<HttpChecksumRequired>(),
        compress: traits.is::<RequestCompression>(),
        paginator: paginator::lower(cx, shape, &input, &output),
        host_prefix: host_prefix(cx, shape, input_shape, &input),
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
    let has_trait = |index: &usize| members[*index].traits.is::<IdempotencyToken>();
    let index = (0..members.len()).find(has_trait)?;
    Some(&input.fields[index]).filter(|field| field.ty == Type::String).map(|field| field.ident.clone())
}

fn host_prefix(cx: &Context<'_>, shape: &Shape, input_shape: Option<&Shape>, input: &Structure) -> Option<HostPrefix> {
    let mut rest = shape.traits.read::<Endpoint<'_>>()?.host_prefix;
    let is_label = |name: &str| {
        let member = input_shape.and_then(|shape| shape.member(name));
        member.is_some_and(|member| member.traits.is::<HostLabel>())
    };
    let mut parts = Vec::new();
    while let Some((literal, label)) = rest.split_once('{') {
        let Some((name, after)) = label.split_once('}') else {
            let help = Some("close it behind the name of a member".to_owned());
            cx.trait_problem::<Endpoint<'_>>(shape, "the host prefix has a brace that is not closed".to_owned(), help);
            return None;
        };
        parts.push(HostPart::Literal(literal.to_owned()));
        match input.fields.iter().find(|field| is_label(name) && field.wire == name && field.ty == Type::String) {
            Some(field) => parts.push(HostPart::Label(field.ident.clone(), field.wire.clone())),
            None => {
                let help = Some("a label names a string member of the input with `@hostLabel`".to_owned());
                cx.trait_problem::<Endpoint<'_>>(
                    shape,
                    format!("the host prefix has the label `{name}`, which is no such member"),
                    help,
                );
            }
        }
        rest = after;
    }
    parts.push(HostPart::Literal(rest.to_owned()));
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if parts.iter().any(|part| matches!(part, HostPart::Literal(text) if !text.chars().all(is_host))) {
        let help = Some("between labels in braces there are letters, digits, hyphens and dots".to_owned());
        cx.trait_problem::<Endpoint<'_>>(
            shape,
            "the host prefix cannot be part of the name of a host".to_owned(),
            help,
        );
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
        let modelled = member.traits.read::<ContextParam<'_>>().map(|param| param.name);
        let name = modelled.or_else(|| quirks::context_param(&member.id))?.to_owned();
        if !is_param(&field.ty) {
            let help = Some("it can be a string, an enum, a boolean or a list of strings".to_owned());
            cx.problem(member, "this member cannot be an endpoint parameter".to_owned(), help);
            return None;
        }
        Some(EndpointParam { name, value: ParamSource::Field(field.ident.clone(), field.ty.clone()) })
    });
    let fixed = shape.traits.read::<StaticContextParams>().unwrap_or_default().into_iter();
    let fixed = fixed.map(|(name, value)| {
        let value = match value {
            ParameterValue::String(text) => text.into(),
            ParameterValue::Boolean(value) => value.into(),
            ParameterValue::StringArray(items) => items.into(),
        };
        EndpointParam { name: name.to_owned(), value: ParamSource::Static(value) }
    });
    let paths = shape.traits.read::<OperationContextParams>().unwrap_or_default().into_iter();
    let paths = paths.filter_map(|(name, path)| match jmespath::parse(path) {
        Ok(path) => Some(EndpointParam { name: name.to_owned(), value: ParamSource::Path(path) }),
        Err(problem) => {
            let message = format!("the endpoint parameter `{name}` has the path `{path}`: {problem}");
            cx.trait_problem::<OperationContextParams>(shape, message, None);
            None
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
