//! The service: protocol, endpoint rules and how it is called.

use super::{Context, auth, context_params, documentation};
use crate::ir::Service;
use crate::protocols::{self, Protocol, supported_protocols};
use crate::{docs, endpoint, names};
use smithy_json_ast::traits::{self, AwsQueryCompatible, EndpointBdd, EndpointRuleSet, EndpointTests, Title, Trait};
use smithy_json_ast::{Severity, Shape, ShapeKind};

/// Resolves the service shape.
pub(crate) fn lower(cx: &Context<'_>) -> Service {
    let shape = cx.selection.service;
    let traits = &shape.traits;
    let api = traits.read::<traits::Service<'_>>();
    let sdk_id = api.map_or(shape.id.name(), |api| api.sdk_id).to_owned();
    let endpoint = endpoint_rules(cx, shape);
    let endpoint_schemes = auth::of_endpoint(endpoint.as_ref());
    Service {
        shape: shape.id.clone(),
        title: docs::lines(traits.read::<Title>().unwrap_or(&sdk_id)).join(" "),
        user_agent_id: sdk_id.to_lowercase().chars().filter(char::is_ascii_graphic).collect(),
        docs: documentation(traits),
        api_version: match &shape.kind {
            ShapeKind::Service(service) => service.version.clone(),
            _ => String::new(),
        },
        protocol: protocol(cx, shape),
        query_compatible: traits.is::<AwsQueryCompatible>(),
        signing_name: auth::signing_name(shape),
        auth: auth::of_service(cx, &endpoint_schemes),
        endpoint_chooses_auth: auth::endpoint_chooses(&endpoint_schemes),
        context_params: context_params::lower(cx, endpoint.as_ref()),
        endpoint,
        endpoint_tests: traits.get(EndpointTests::ID).filter(|_| cx.selection.request.protocol_tests).cloned(),
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

fn protocol(cx: &Context<'_>, shape: &Shape) -> &'static Protocol {
    cx.protocol.unwrap_or_else(|| {
        let has: Vec<&str> =
            shape.traits.iter().map(|(id, _)| id.as_str()).filter(|id| id.contains("protocols#")).collect();
        let known: Vec<&str> = supported_protocols().collect();
        let message = match has.as_slice() {
            [] => "the service names no protocol".to_owned(),
            _ => format!("the service speaks {}, which is not supported yet", has.join(", ")),
        };
        cx.problem(shape, message, Some(format!("supported are {}", known.join(" and "))));
        // Next to a problem, it does not matter.
        protocols::ALL[0]
    })
}

/// The endpoint rules; `None` if they have problems, which are noted.
pub(super) fn endpoint_rules(cx: &Context<'_>, shape: &Shape) -> Option<endpoint::EndpointRules> {
    let (rules, bdd) = (shape.traits.read::<EndpointRuleSet>(), shape.traits.read::<EndpointBdd>());
    let used = if rules.is_some() { EndpointRuleSet::ID } else { EndpointBdd::ID };
    let diagnostic = |problem: endpoint::Problem| {
        // Its pointer begins with the trait.
        let part = problem.pointer.get(1 + used.len()..).unwrap_or_default();
        cx.trait_diagnostic(Severity::Error, shape.into(), (used, part), problem.message, problem.help)
    };
    match endpoint::lower(rules, bdd) {
        Ok(rules) => Some(rules),
        Err(problems) => {
            cx.problems.borrow_mut().extend(problems.into_iter().map(diagnostic));
            None
        }
    }
}
