//! Auth schemes: those of the service, what operations change, and what the endpoint rules add.

use super::context::Context;
use crate::customizations;
use crate::endpoint::EndpointRules;
use crate::ir::Auth;
use smithy_json_ast::Shape;
use smithy_json_ast::traits::{self, HttpBearerAuth, OptionalAuth, SigV4, SigV4a, Trait};
use std::collections::BTreeSet;

/// The schemes of the runtime, in the order that a service without `@auth` has them: by shape id.
const AUTH: [(&str, Auth); 3] =
    [(SigV4::ID, Auth::SigV4), (SigV4a::ID, Auth::SigV4a), (HttpBearerAuth::ID, Auth::Bearer)];

/// What endpoint rules call the schemes of SigV4 and SigV4a.
const SIGV4: &str = "sigv4";
const SIGV4A: &str = "sigv4a";

/// The names of the schemes that the endpoint rules ask for.
pub(super) fn of_endpoint(rules: Option<&EndpointRules>) -> BTreeSet<&str> {
    rules.map(EndpointRules::auth_schemes).unwrap_or_default().into_iter().collect()
}

/// Whether the endpoint has to be known before a scheme can be chosen. Rules that name SigV4 alone only say how to sign.
pub(super) fn endpoint_chooses(endpoint_schemes: &BTreeSet<&str>) -> bool {
    endpoint_schemes.iter().any(|name| *name != SIGV4)
}

/// The schemes of the service, best first. If endpoint rules ask for SigV4a, a service that knows SigV4 knows that too.
pub(super) fn of_service(cx: &Context<'_>, endpoint_schemes: &BTreeSet<&str>) -> Vec<Auth> {
    let shape = cx.selection.service;
    let mut schemes = modeled(cx, shape).unwrap_or_else(|| named(shape));
    if endpoint_schemes.contains(SIGV4A) && !schemes.contains(&Auth::SigV4a) {
        let sigv4 = schemes.iter().position(|scheme| *scheme == Auth::SigV4);
        sigv4.into_iter().for_each(|index| schemes.insert(index + 1, Auth::SigV4a));
    }
    if customizations::may_be_anonymous(shape) { anonymously(schemes) } else { schemes }
}

/// The schemes, and at last none.
fn anonymously(mut schemes: Vec<Auth>) -> Vec<Auth> {
    if !schemes.contains(&Auth::Anonymous) {
        schemes.push(Auth::Anonymous);
    }
    schemes
}

/// What an operation changes: `@auth` and `@optionalAuth`.
pub(super) fn of_operation(cx: &Context<'_>, shape: &Shape, service: &[Auth]) -> Option<Vec<Auth>> {
    let own = modeled(cx, shape);
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

/// The schemes of `@auth` on a shape; `None` without the trait.
fn modeled(cx: &Context<'_>, shape: &Shape) -> Option<Vec<Auth>> {
    let ids = shape.traits.read::<traits::Auth>()?;
    let mut schemes: Vec<Auth> = ids.into_iter().filter_map(|id| scheme(cx, shape, id)).collect();
    if schemes.is_empty() {
        schemes.push(Auth::Anonymous);
    }
    Some(schemes)
}

fn scheme(cx: &Context<'_>, shape: &Shape, id: &str) -> Option<Auth> {
    let known = AUTH.iter().find(|(known, _)| *known == id).map(|(_, scheme)| *scheme);
    let service = cx.selection.service;
    let (message, help) = match known {
        None => (
            format!("the auth scheme `{id}` is not supported"),
            "supported are sigv4, sigv4a and httpBearerAuth".to_owned(),
        ),
        Some(_) if service.traits.has(id) => return known,
        Some(_) => (
            format!("the service lacks the auth scheme `{id}`"),
            format!("add the trait `{id}` to `{}`, or take the scheme out", service.id),
        ),
    };
    cx.trait_problem::<traits::Auth>(shape, message, Some(help));
    None
}

/// Without `@auth`, every scheme the service names.
fn named(shape: &Shape) -> Vec<Auth> {
    let named: Vec<Auth> = AUTH.iter().filter(|(id, _)| shape.traits.has(id)).map(|(_, scheme)| *scheme).collect();
    if named.is_empty() { vec![Auth::Anonymous] } else { named }
}
