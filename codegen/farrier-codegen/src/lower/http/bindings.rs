//! HTTP bindings: which members of a message are part of what, and what goes into its body.

use crate::lower::context::{Context, Role};
use crate::lower::shape_facts::{is_error, shape_type};
use crate::lower::shapes::wire_traits::set;
use crate::{customizations, ir};
use farrier_schema_text::{
    ENUM, HTTP_HEADER, HTTP_LABEL, HTTP_PAYLOAD, HTTP_PREFIX_HEADERS, HTTP_QUERY, HTTP_QUERY_PARAMS,
    HTTP_RESPONSE_CODE, Traits,
};
use smithy_json_ast::traits::{
    Http, HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode,
    Required, S3UnwrappedXmlOutput, Trait,
};
use smithy_json_ast::{Member, Shape, ShapeKind};

/// A part of a message.
pub(in crate::lower) struct Binding {
    /// The trait that makes a member that part.
    pub(in crate::lower) id: &'static str,
    pub(in crate::lower) schema: &'static farrier_schema_text::Trait,
    in_requests: bool,
    in_responses: bool,
}

const BINDINGS: [Binding; 7] = [
    binding(HttpLabel::ID, &HTTP_LABEL, true, false),
    binding(HttpQuery::ID, &HTTP_QUERY, true, false),
    binding(HttpQueryParams::ID, &HTTP_QUERY_PARAMS, true, false),
    binding(HttpHeader::ID, &HTTP_HEADER, true, true),
    binding(HttpPrefixHeaders::ID, &HTTP_PREFIX_HEADERS, true, true),
    binding(HttpPayload::ID, &HTTP_PAYLOAD, true, true),
    binding(HttpResponseCode::ID, &HTTP_RESPONSE_CODE, false, true),
];

const fn binding(
    id: &'static str,
    schema: &'static farrier_schema_text::Trait,
    in_requests: bool,
    in_responses: bool,
) -> Binding {
    Binding { id, schema, in_requests, in_responses }
}

/// The bindings of a member of a structure in its role; none of a structure that is only part of a message.
pub(in crate::lower) fn of<'m>(
    cx: &Context<'_>,
    owner: &Shape,
    role: Role,
    member: &'m Member,
) -> impl Iterator<Item = &'static Binding> + 'm {
    let is_request = role == Role::Input;
    let is_response = !is_request && (is_error(owner) || cx.outputs.contains(&owner.id));
    let bindings = if cx.heeds(Http::ID) { BINDINGS.as_slice() } else { &[] };
    bindings
        .iter()
        .filter(move |binding| is_request && binding.in_requests || is_response && binding.in_responses)
        .filter(|binding| member.traits.has(binding.id))
}

/// Adds which part of a message a member is.
pub(in crate::lower) fn set_bindings(
    cx: &Context<'_>,
    owner: &Shape,
    role: Role,
    member: &Member,
    to: &mut Traits<'static>,
) {
    let target = cx.target(member);
    let shape_type = shape_type(target);
    for binding in of(cx, owner, role, member).filter(|binding| binding.schema.applies_to(shape_type)) {
        set(&member.traits, binding.id, binding.schema, to);
    }
    let is_enum = matches!(target.kind, ShapeKind::Enum(_));
    if is_enum && to.has(&HTTP_QUERY) && member.traits.is::<Required>() {
        to.insert(&ENUM);
    }
}

/// Where the requests of an operation go.
pub(in crate::lower) fn http(cx: &Context<'_>, operation: &Shape) -> Option<ir::Http> {
    let http = operation.traits.read::<Http<'_>>().filter(|_| cx.heeds(Http::ID))?;
    let uri = customizations::pattern(cx.selection.service, http.uri);
    Some(ir::Http { method: http.method.to_owned(), uri, code: http.code })
}

/// Whether the root element of an output is that of its one member.
pub(in crate::lower) fn is_unwrapped(cx: &Context<'_>, operation: &Shape, output: Option<&Shape>) -> bool {
    if !cx.heeds(S3UnwrappedXmlOutput::ID) || !operation.traits.is::<S3UnwrappedXmlOutput>() {
        return false;
    }
    let is_in_body = |output: &Shape, member: &Member| of(cx, output, Role::Other, member).next().is_none();
    let in_body = output.map_or(0, |it| it.members().iter().filter(|member| is_in_body(it, member)).count());
    if in_body != 1 {
        let message = "the output has not exactly one member in its body".to_owned();
        cx.trait_problem::<S3UnwrappedXmlOutput>(operation, message, Some("take the trait away".to_owned()));
    }
    true
}
