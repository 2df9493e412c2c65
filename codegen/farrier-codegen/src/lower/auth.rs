//! Auth schemes: those of the service, what operations change, and what the endpoint rules add.

use super::context::Context;
use crate::customizations;
use crate::endpoint::EndpointRules;
use crate::ir::AuthScheme;
use crate::trait_support::OTHER_AUTH;
use smithy_json_ast::traits::{self, HttpBearerAuth, OptionalAuth, SigV4, SigV4a, Trait};
use smithy_json_ast::{Diagnostic, Severity, Shape, ShapeId};
use std::collections::BTreeSet;

/// The schemes of the runtime.
const AUTH: [(&str, AuthScheme); 3] =
    [(SigV4::ID, AuthScheme::SigV4), (SigV4a::ID, AuthScheme::SigV4a), (HttpBearerAuth::ID, AuthScheme::Bearer)];

/// What endpoint rules call the schemes of SigV4 and SigV4a.
const SIGV4: &str = "sigv4";
const SIGV4A: &str = "sigv4a";

/// The names of the schemes that the endpoint rules ask for.
pub(super) fn of_endpoint(rules: Option<&EndpointRules>) -> BTreeSet<&str> {
    rules.map(EndpointRules::auth_schemes).unwrap_or_default().into_iter().collect()
}

/// Whether the endpoint has to be known before a scheme can be chosen. Rules that name SigV4 alone only say how to
/// sign.
pub(super) fn endpoint_chooses(endpoint_schemes: &BTreeSet<&str>) -> bool {
    endpoint_schemes.iter().any(|name| *name != SIGV4)
}

/// The schemes of the service, best first. If endpoint rules ask for SigV4a, a service that knows SigV4 knows that too.
pub(super) fn of_service(cx: &Context<'_>, endpoint_schemes: &BTreeSet<&str>) -> Vec<AuthScheme> {
    let shape = cx.selection.service;
    let mut schemes = schemes(cx, shape);
    if endpoint_schemes.contains(SIGV4A) && !schemes.contains(&AuthScheme::SigV4a) {
        let sigv4 = schemes.iter().position(|scheme| *scheme == AuthScheme::SigV4);
        sigv4.into_iter().for_each(|index| schemes.insert(index + 1, AuthScheme::SigV4a));
    }
    if customizations::may_be_anonymous(shape) { anonymously(schemes) } else { schemes }
}

/// The schemes, and at last none.
fn anonymously(mut schemes: Vec<AuthScheme>) -> Vec<AuthScheme> {
    if !schemes.contains(&AuthScheme::NoAuth) {
        schemes.push(AuthScheme::NoAuth);
    }
    schemes
}

/// What an operation changes: `@auth` and `@optionalAuth`.
pub(super) fn of_operation(cx: &Context<'_>, shape: &Shape, service: &[AuthScheme]) -> Option<Vec<AuthScheme>> {
    let own = shape.traits.is::<traits::Auth>().then(|| schemes(cx, shape));
    if shape.traits.is::<OptionalAuth>() {
        return Some(anonymously(own.unwrap_or_else(|| service.to_vec())));
    }
    if customizations::may_be_anonymous(cx.selection.service) { own.map(anonymously) } else { own }
}

/// The name that SigV4 or else SigV4a signs for; empty for a service that has neither.
pub(super) fn signing_name(shape: &Shape) -> String {
    let traits = &shape.traits;
    traits.read::<SigV4>().or_else(|| traits.read::<SigV4a>()).unwrap_or_default().to_owned()
}

/// Notes schemes that the service lacks, and operations that want one and could be called with none: they would go out
/// without authentication. Where that is optional they do, as from the official crates.
pub(super) fn check(cx: &Context<'_>) {
    let service = cx.selection.service;
    let mut checked = BTreeSet::new();
    check_listed(cx, service);
    for operation in cx.selection.operations.iter().copied() {
        check_listed(cx, operation);
        if operation.traits.is::<OptionalAuth>() {
            let lacking = lacking(cx, decider(cx, operation), Severity::Warning);
            cx.problems.borrow_mut().extend(lacking.map(|diagnostic| Diagnostic {
                message: format!("{}: `{}` is called without one", diagnostic.message, operation.id),
                ..diagnostic
            }));
        } else if checked.insert(&decider(cx, operation).id) {
            cx.unsupported.borrow_mut().extend(lacking(cx, decider(cx, operation), Severity::Error));
        }
    }
}

/// The operations whose schemes are those of the service, and that cannot be called without one.
pub(super) fn heirs<'a>(cx: &Context<'a>) -> Vec<&'a ShapeId> {
    let own = |shape: &&Shape| shape.traits.is::<traits::Auth>() || shape.traits.is::<OptionalAuth>();
    cx.selection.operations.iter().filter(|shape| !own(shape)).map(|shape| &shape.id).collect()
}

/// The shape that says which schemes an operation has: itself or the service.
fn decider<'a>(cx: &Context<'a>, operation: &'a Shape) -> &'a Shape {
    if operation.traits.is::<traits::Auth>() { operation } else { cx.selection.service }
}

/// What there is to say about a shape all of whose schemes are unsupported.
fn lacking(cx: &Context<'_>, shape: &Shape, severity: Severity) -> Option<Diagnostic> {
    let ids = effective(cx, shape);
    let first = ids.first().filter(|_| !ids.iter().any(|id| supported(id).is_some()))?;
    let at = if shape.traits.is::<traits::Auth>() { traits::Auth::ID } else { first };
    let message = format!("the auth scheme `{first}` is not supported");
    let help = "supported are sigv4, sigv4a and httpBearerAuth".to_owned();
    Some(cx.trait_diagnostic(severity, shape.into(), (at, ""), message, Some(help)))
}

/// Notes the ids of `@auth` that the service lacks.
fn check_listed(cx: &Context<'_>, shape: &Shape) {
    let service = cx.selection.service;
    let listed = shape.traits.read::<traits::Auth>().unwrap_or_default();
    for id in listed.into_iter().filter(|id| !service.traits.has(id)) {
        let message = format!("the service lacks the auth scheme `{id}`");
        let help = format!("add the trait `{id}` to `{}`, or take the scheme out", service.id);
        cx.trait_problem::<traits::Auth>(shape, message, Some(help));
    }
}

/// The schemes of the runtime among those of a shape, and none at all where there is none.
fn schemes(cx: &Context<'_>, shape: &Shape) -> Vec<AuthScheme> {
    let known: Vec<AuthScheme> = effective(cx, shape).into_iter().filter_map(supported).collect();
    if known.is_empty() { vec![AuthScheme::NoAuth] } else { known }
}

/// The ids of the schemes of a shape, best first: those of `@auth` or else, by their ids, all that the service has.
/// <https://smithy.io/2.0/spec/authentication-traits.html#auth-trait>
fn effective<'a>(cx: &Context<'a>, shape: &'a Shape) -> Vec<&'a str> {
    let service = cx.selection.service;
    match shape.traits.read::<traits::Auth>() {
        Some(listed) => listed.into_iter().filter(|id| service.traits.has(id)).collect(),
        None => service.traits.iter().map(|(id, _)| id).filter(|id| is_scheme(cx, id)).map(ShapeId::as_str).collect(),
    }
}

fn is_scheme(cx: &Context<'_>, id: &ShapeId) -> bool {
    let is_defined = |shape: &Shape| shape.traits.has("smithy.api#authDefinition");
    supported(id.as_str()).is_some()
        || OTHER_AUTH.1.contains(&id.as_str())
        || cx.selection.model.shapes.get(id).is_some_and(is_defined)
}

fn supported(id: &str) -> Option<AuthScheme> {
    AUTH.iter().find(|(known, _)| *known == id).map(|(_, scheme)| *scheme)
}
