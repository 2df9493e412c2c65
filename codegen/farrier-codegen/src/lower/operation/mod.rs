//! Operations: what they are called, take, give and need.

pub(super) mod discovery;
mod endpoint_params;
mod expression;
mod paginator;
mod session;
pub(super) mod waiter;

use crate::customizations;
use crate::docs;
use crate::ir::{
    ByteStream, Direction, ErrorRef, HostPart, HostPrefix, Named, Operation, Preparation, Structure, Type, ValueTraits,
};
use crate::lower::context::{Context, Role};
use crate::lower::documentation::deprecated;
use crate::lower::http::{bindings, checksum, hidden};
use crate::lower::shape_facts::members;
use crate::lower::shapes::error::{codes, is_large};
use crate::lower::shapes::events;
use crate::lower::shapes::structure::structure;
use crate::lower::{auth, service};
use crate::names;
use crate::select;
use farrier_schema_text::{S3_UNWRAPPED_XML_OUTPUT, Traits};
use smithy_json_ast::traits::{
    Documentation, Endpoint, HostLabel, MediaType, RequestCompression, RequiresLength, UnsignedPayload,
};
use smithy_json_ast::{Shape, ShapeId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Resolves one operation, by its index in the selection.
pub(crate) fn lower(cx: &Context<'_>, service: &service::Parts, index: usize) -> Operation {
    let shape = cx.selection.operations[index];
    let name = &cx.operations[index];
    let bindings = select::bindings(shape);
    let [input_shape, output_shape] = [&bindings.input, &bindings.output].map(|id| id.as_ref().map(|id| cx.shape(id)));
    let input = io(cx, shape, input_shape, &name.input(), Role::Input);
    let mut output = io(cx, shape, output_shape, &name.output(), Role::Other);
    if bindings::is_unwrapped(cx, shape, output_shape) {
        output.traits.insert(&S3_UNWRAPPED_XML_OUTPUT);
    }
    let traits = &shape.traits;
    let (docs, summary) = docs::lines_and_summary(traits.read::<Documentation>().unwrap_or_default());
    let (hidden, sensitive) = (hidden::parts(cx, shape), cx.sensitive_operations.contains(&index));
    let customizations = customizations::of_operation(cx.selection.service, shape);
    let errors = errors(cx, &[bindings.errors.as_slice(), &events::errors_of_output(cx, output_shape)].concat());
    Operation {
        shape: shape.id.clone(),
        ident: name.ident.clone(),
        fluent_builder: name.fluent_builder(),
        error: name.error(),
        module: name.module.clone(),
        feature: name.feature.clone(),
        fake: name.fake.clone(),
        docs,
        summary,
        deprecated: deprecated(traits),
        http: bindings::http(cx, shape),
        auth: auth::of_operation(cx, shape, &service.auth),
        sensitive,
        sensitive_uri: hidden.uri,
        sensitive_stream: hidden.stream,
        sensitive_headers: hidden.headers.into_iter().collect(),
        session: if customizations.begins_sessions { session::lower(cx, &input, &output) } else { None },
        checksums: checksum::lower(cx, shape),
        compress: traits.is::<RequestCompression>(),
        unsigned_payload: traits.is::<UnsignedPayload>(),
        input_stream: stream(cx, input_shape, &input),
        output_stream: stream(cx, output_shape, &output),
        paginator: paginator::lower(cx, shape, name, customizations.more_pages, &input, &output),
        host_prefix: host_prefix(cx, shape, input_shape, &input),
        preparation: preparation(input_shape, &input),
        endpoint_params: endpoint_params::lower(cx, shape, input_shape, &input, service.endpoint.as_ref(), sensitive),
        waiters: waiter::lower(cx, shape, [input_shape, output_shape], &errors),
        customizations,
        errors,
        input,
        output,
    }
}

/// Input or output under the name of the operation; an empty structure if the model has none.
fn io(cx: &Context<'_>, operation: &Shape, shape: Option<&Shape>, ident: &str, role: Role) -> Structure {
    match shape {
        Some(shape) => structure(cx, shape, ident, role),
        None => Structure {
            shape: operation.id.clone(),
            ident: ident.to_owned(),
            builder: names::builder(ident),
            docs: Vec::new(),
            deprecated: None,
            traits: Traits::new(),
            direction: cx.way(if role == Role::Input { Direction::Request } else { Direction::Response }),
            // Which depends on all types.
            values: ValueTraits::NONE,
            fields: Arc::default(),
        },
    }
}

/// The stream of bytes of an input or output.
fn stream(cx: &Context<'_>, shape: Option<&Shape>, structure: &Structure) -> Option<ByteStream> {
    let (member, field) = members(shape).iter().zip(structure.fields.iter()).find(|(_, field)| field.is_bytes())?;
    let traits = &cx.target(member).traits;
    Some(ByteStream {
        field: field.ident.clone(),
        media_type: traits.read::<MediaType>().map(str::to_owned),
        requires_length: traits.is::<RequiresLength>(),
    })
}

/// The errors of the operation and of the service, by name. A code that two of them share is that of the shape it
/// names, or the first one's.
fn errors(cx: &Context<'_>, own: &[ShapeId]) -> Vec<ErrorRef> {
    let common = &select::service_bindings(cx.selection.service).errors;
    let ids: BTreeSet<&ShapeId> = own.iter().chain(common).collect();
    let shapes: BTreeSet<&str> = ids.iter().map(|id| id.name()).collect();
    let (mut methods, mut taken) = (names::Taken::default(), BTreeSet::new());
    ids.into_iter()
        .map(|id| {
            let shape = cx.shape(id);
            let ident = cx.error_ident(shape).to_owned();
            let snake = names::unique(names::snake(&ident), &mut methods);
            let mut codes = codes(cx, shape);
            codes.retain(|code| (code == id.name() || !shapes.contains(code.as_str())) && taken.insert(code.clone()));
            ErrorRef { snake, ident, codes, large: is_large(cx, shape) }
        })
        .collect()
}

fn host_prefix(cx: &Context<'_>, shape: &Shape, input_shape: Option<&Shape>, input: &Structure) -> Option<HostPrefix> {
    let mut rest = shape.traits.read::<Endpoint<'_>>()?.host_prefix;
    let is_label = |name: &str| {
        let member = input_shape.and_then(|shape| shape.member(name));
        member.is_some_and(|member| member.traits.is::<HostLabel>())
    };
    let is_text = |ty: &Type| matches!(ty, Type::String | Type::Named(_, Named::Enum));
    let mut parts = Vec::new();
    while let Some((literal, label)) = rest.split_once('{') {
        let Some((name, after)) = label.split_once('}') else {
            let help = Some("close it behind the name of a member".to_owned());
            cx.trait_problem::<Endpoint<'_>>(shape, "the host prefix has a brace that is not closed".to_owned(), help);
            return None;
        };
        parts.push(HostPart::Literal(literal.to_owned()));
        match input.fields.iter().find(|field| is_label(name) && field.member == name && is_text(&field.ty)) {
            Some(field) => {
                let is_enum = field.ty != Type::String;
                parts.push(HostPart::Label(field.ident.clone(), field.member.clone(), is_enum));
            }
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

/// What becomes of a string of the input before it is sent: of the first that there is something to do about.
fn preparation(input_shape: Option<&Shape>, input: &Structure) -> Option<Preparation> {
    let strings = members(input_shape).iter().zip(input.fields.iter()).filter(|(_, field)| field.ty == Type::String);
    strings.into_iter().find_map(|(member, field)| {
        Some(Preparation { field: field.ident.clone(), function: customizations::preparation(member)? })
    })
}
