//! The service: protocol, endpoint rules and how it is called.

use super::{Context, auth, context_params, documentation};
use crate::ir::{Protocol, Service};
use crate::{docs, endpoint, names};
use smithy_json_ast::{Diagnostic, Shape, ShapeKind};

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

/// Resolves the service shape.
pub(crate) fn lower(cx: &Context<'_>) -> Service {
    let shape = cx.selection.service;
    let traits = &shape.traits;
    let api = traits.get("aws.api#service");
    let property = |name: &str| api.and_then(|api| api.get(name)?.as_str()).map(str::to_owned);
    let sdk_id = property("sdkId").unwrap_or_else(|| shape.id.name().to_owned());
    let endpoint = endpoint_rules(cx, shape);
    let endpoint_schemes = auth::of_endpoint(endpoint.as_ref());
    Service {
        shape: shape.id.clone(),
        title: docs::lines(traits.string("smithy.api#title").unwrap_or(&sdk_id)).join(" "),
        user_agent_id: sdk_id.to_lowercase().chars().filter(char::is_ascii_graphic).collect(),
        docs: documentation(traits),
        api_version: match &shape.kind {
            ShapeKind::Service(service) => service.version.clone(),
            _ => String::new(),
        },
        protocol: protocol(cx, shape),
        query_compatible: traits.has("aws.protocols#awsQueryCompatible"),
        signing_name: auth::signing_name(shape),
        auth: auth::of_service(cx, &endpoint_schemes),
        endpoint_chooses_auth: auth::endpoint_chooses(&endpoint_schemes),
        context_params: context_params::lower(cx, endpoint.as_ref()),
        endpoint,
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
