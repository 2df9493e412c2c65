//! The service: protocol, auth, endpoint rules and how it is called.

use super::{Context, documentation};
use crate::ir::{Auth, Protocol, Service};
use crate::{docs, endpoint, names};
use serde_json::Value;
use smithy_json_ast::{Diagnostic, Shape};

/// Protocols with a codec, best first.
const PROTOCOLS: [(&str, Protocol); 2] =
    [("aws.protocols#awsJson1_0", Protocol::AwsJson1_0), ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1)];

/// The trait ids of the protocols that clients are generated for, best first.
pub fn supported_protocols() -> impl Iterator<Item = &'static str> {
    PROTOCOLS.iter().map(|(id, _)| *id)
}

/// The trait id of a protocol.
pub(crate) fn protocol_id(protocol: Protocol) -> &'static str {
    // Every protocol is in the table.
    PROTOCOLS.iter().find(|(_, known)| *known == protocol).map_or("", |(id, _)| id)
}

const AUTH: [(&str, Auth); 3] =
    [("aws.auth#sigv4", Auth::SigV4), ("aws.auth#sigv4a", Auth::SigV4a), ("smithy.api#httpBearerAuth", Auth::Bearer)];

/// Resolves the service shape.
pub(crate) fn lower(cx: &Context<'_>) -> Service {
    let shape = cx.selection.service;
    let traits = &shape.traits;
    let api = traits.get("aws.api#service");
    let property = |name: &str| api.and_then(|api| api.get(name)?.as_str()).map(str::to_owned);
    let sdk_id = property("sdkId").unwrap_or_else(|| shape.id.name().to_owned());
    Service {
        shape: shape.id.clone(),
        title: docs::lines(traits.string("smithy.api#title").unwrap_or(&sdk_id)).join(" "),
        user_agent_id: sdk_id.to_lowercase().chars().filter(char::is_ascii_graphic).collect(),
        docs: documentation(traits),
        protocol: protocol(cx, shape),
        query_compatible: traits.has("aws.protocols#awsQueryCompatible"),
        signing_name: traits.get("aws.auth#sigv4").and_then(|v| v.get("name")?.as_str()).unwrap_or_default().to_owned(),
        auth: auth(cx, shape).unwrap_or_else(|| default_auth(cx, shape)),
        endpoint: endpoint_rules(cx, shape),
        endpoint_tests: traits
            .get("smithy.rules#endpointTests")
            .filter(|_| cx.selection.request.protocol_tests)
            .cloned(),
        sdk_id,
    }
}

/// The package name where the request gives none: the sdkId or service name in kebab case.
pub(crate) fn package(service: &Service) -> String {
    let kebab: Vec<&str> =
        service.sdk_id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let name = names::snake(&kebab.join("-")).replace('_', "-");
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("service-{name}") }
}

fn protocol(cx: &Context<'_>, shape: &Shape) -> Protocol {
    let spoken = PROTOCOLS.iter().find(|(id, _)| shape.traits.has(id));
    spoken.map(|(_, protocol)| *protocol).unwrap_or_else(|| {
        let has: Vec<&str> =
            shape.traits.iter().map(|(id, _)| id.as_str()).filter(|id| id.contains("protocols#")).collect();
        let known: Vec<&str> = PROTOCOLS.iter().map(|(id, _)| *id).collect();
        let message = match has.as_slice() {
            [] => "the service names no protocol".to_owned(),
            _ => format!("the service speaks {}, which is not supported yet", has.join(", ")),
        };
        cx.problem(shape, message, Some(format!("supported are {}", known.join(" and "))));
        Protocol::AwsJson1_0
    })
}

/// The schemes of `@auth` on a shape; `None` without the trait.
fn auth(cx: &Context<'_>, shape: &Shape) -> Option<Vec<Auth>> {
    let ids = shape.traits.get("smithy.api#auth")?.as_array()?;
    let mut schemes: Vec<Auth> = ids.iter().filter_map(Value::as_str).filter_map(|id| scheme(cx, shape, id)).collect();
    if schemes.is_empty() {
        schemes.push(Auth::Anonymous);
    }
    Some(usable(cx, shape, schemes))
}

/// The schemes, if the runtime can sign with one of them: it has no signer for sigv4a.
fn usable(cx: &Context<'_>, shape: &Shape, schemes: Vec<Auth>) -> Vec<Auth> {
    if schemes.iter().all(|scheme| *scheme == Auth::SigV4a) {
        let help = Some("sigv4a is passed over where a service offers another scheme as well".to_owned());
        cx.problem(shape, "the only auth scheme is `aws.auth#sigv4a`, which is not supported yet".to_owned(), help);
    }
    schemes
}

fn scheme(cx: &Context<'_>, shape: &Shape, id: &str) -> Option<Auth> {
    let known = AUTH.iter().find(|(known, _)| *known == id).map(|(_, scheme)| *scheme);
    if known.is_none() {
        let help = Some("supported are sigv4 and httpBearerAuth".to_owned());
        cx.problem(shape, format!("the auth scheme `{id}` is not supported"), help);
    }
    known
}

/// Without `@auth`, every scheme the service names.
fn default_auth(cx: &Context<'_>, shape: &Shape) -> Vec<Auth> {
    let named: Vec<Auth> = AUTH.iter().filter(|(id, _)| shape.traits.has(id)).map(|(_, scheme)| *scheme).collect();
    if named.is_empty() { vec![Auth::Anonymous] } else { usable(cx, shape, named) }
}

/// What an operation changes: `@auth` and `@optionalAuth`.
pub(crate) fn operation_auth(cx: &Context<'_>, shape: &Shape) -> Option<Vec<Auth>> {
    let own = auth(cx, shape);
    if !shape.traits.has("smithy.api#optionalAuth") {
        return own;
    }
    let service = cx.selection.service;
    let mut schemes = own.unwrap_or_else(|| auth(cx, service).unwrap_or_else(|| default_auth(cx, service)));
    if !schemes.contains(&Auth::Anonymous) {
        schemes.push(Auth::Anonymous);
    }
    Some(schemes)
}

/// The endpoint rules; `None` if they have problems, which are noted.
pub(super) fn endpoint_rules(cx: &Context<'_>, shape: &Shape) -> Option<endpoint::EndpointRules> {
    let (rules, bdd) = (shape.traits.get("smithy.rules#endpointRuleSet"), shape.traits.get("smithy.rules#endpointBdd"));
    let diagnostic = |problem: endpoint::Problem| Diagnostic {
        file: cx.selection.request.model.clone(),
        span: Some(shape.span),
        shape: Some(shape.id.clone()),
        pointer: Some(format!("/shapes/{}/traits{}", shape.id, problem.pointer)),
        message: problem.message,
        help: problem.help,
    };
    match endpoint::lower(rules, bdd) {
        Ok(rules) => Some(rules),
        Err(problems) => {
            cx.problems.borrow_mut().extend(problems.into_iter().map(diagnostic));
            None
        }
    }
}
