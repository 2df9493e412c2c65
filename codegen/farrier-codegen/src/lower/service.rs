//! The service: protocol, endpoint rules and how it is called.

use super::context::Context;
use super::documentation::documentation;
use super::http::checksum;
use super::shapes::wire_traits;
use super::{auth, context_params, endpoint_rules, endpoint_tests};
use crate::endpoint::EndpointRules;
use crate::ir::{AuthScheme, ContextParam, Form, Service};
use crate::protocols::supported_protocols;
use crate::{customizations, docs, select};
use smithy_json_ast::traits::{self, AwsQueryCompatible, Http2, Title, Trait};
use smithy_json_ast::{Diagnostic, Severity, ShapeId};

/// What of a service is looked at before it is known whether there will be a client.
pub(super) struct Parts {
    /// `None` beside a problem.
    pub(super) endpoint: Option<EndpointRules>,
    pub(super) auth: Vec<AuthScheme>,
    context_params: Vec<ContextParam>,
}

/// Notes what is wrong with the service.
pub(super) fn parts(cx: &Context<'_>) -> Parts {
    check_protocol(cx);
    let endpoint = endpoint_rules::lower(cx);
    let auth = auth::of_service(cx, &auth::of_endpoint(endpoint.as_ref()));
    Parts { auth, context_params: context_params::lower(cx, endpoint.as_ref()), endpoint }
}

/// Resolves the service shape; `None` without a protocol or endpoint rules, which was noted.
pub(super) fn lower(cx: &Context<'_>, parts: Parts) -> Option<Service> {
    let Parts { endpoint, auth, context_params } = parts;
    let (endpoint, protocol) = (endpoint?, cx.protocol?);
    let shape = cx.selection.service;
    let traits = &shape.traits;
    let api = traits.read::<traits::Service<'_>>();
    let customizations = customizations::of_service(shape, &select::service_bindings(shape).version);
    let sdk_id = api.map_or(shape.id.name(), |api| api.sdk_id).to_owned();
    Some(Service {
        shape: shape.id.clone(),
        title: docs::lines(traits.read::<Title>().unwrap_or(&sdk_id)).join(" "),
        official_crate: api.map(|api| official_crate(api.sdk_id)),
        docs: documentation(traits),
        api_version: select::service_bindings(shape).version.clone(),
        protocol,
        protocol_path: customizations.protocol_path.unwrap_or((protocol.runtime)(traits)),
        xml_namespace: wire_traits::xml_namespace(cx, traits),
        query_compatible: cx.heeds(AwsQueryCompatible::ID) && traits.is::<AwsQueryCompatible>(),
        signing_name: auth::signing_name(shape),
        auth,
        http2: traits.get(protocol.id()).map(Http2::of).unwrap_or_default(),
        customizations,
        endpoint_chooses_auth: auth::endpoint_chooses(&auth::of_endpoint(Some(&endpoint))),
        context_params,
        chooses_checksums: chooses_checksums(cx),
        endpoint_tests: match cx.selection.request.protocol_tests {
            true => endpoint_tests::lower(cx, &endpoint),
            false => Vec::new(),
        },
        endpoint,
        sdk_id,
    })
}

/// Notes what has to be said in other crates, where types nest deep.
pub(super) fn check_nesting(cx: &Context<'_>, form: Form, recursion_limit: Option<usize>) {
    let Some(limit) = recursion_limit else { return };
    let shape = cx.selection.service;
    let message =
        "types of the client nest deeper than the compiler goes to see whether a value may be sent to another thread";
    let whose = match form {
        Form::Crate => "each crate whose tasks hold such a value; that of the client has it",
        Form::Module => "the crate that the client is a module of",
    };
    let help = format!("write `#![recursion_limit = \"{limit}\"]` into {whose}");
    let diagnostic = cx.selection.problem(Some(shape), message.to_owned(), Some(help));
    cx.problems.borrow_mut().push(Diagnostic { severity: Severity::Warning, ..diagnostic });
}

/// All clients of a service have the same settings, whatever operations they have.
fn chooses_checksums(cx: &Context<'_>) -> bool {
    let operations = select::bound_operations(cx.selection.model, cx.selection.service);
    operations.into_values().any(|operation| checksum::lower(cx, operation).are_flexible())
}

/// The name of the official crate of a service of AWS.
fn official_crate(sdk_id: &str) -> String {
    format!("aws-sdk-{}", sdk_id.to_lowercase().replace(|c: char| !c.is_ascii_graphic(), ""))
}

fn check_protocol(cx: &Context<'_>) {
    if cx.protocol.is_some() {
        return;
    }
    let shape = cx.selection.service;
    let is_defined = |id: &ShapeId| {
        cx.selection.model.shapes.get(id).is_some_and(|shape| shape.traits.has("smithy.api#protocolDefinition"))
    };
    let is_protocol = |id: &&ShapeId| id.as_str().contains("protocols#") || is_defined(id);
    let has: Vec<&str> = shape.traits.iter().map(|(id, _)| id).filter(is_protocol).map(ShapeId::as_str).collect();
    let known: Vec<&str> = supported_protocols().collect();
    let message = match has.as_slice() {
        [] => "the service names no protocol".to_owned(),
        _ => format!("the service speaks {}, which is not supported yet", has.join(", ")),
    };
    cx.problem(shape, message, Some(format!("supported are {}", known.join(", "))));
}
