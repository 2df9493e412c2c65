//! `@clientEndpointDiscovery`: how a service is asked for its endpoint.

use crate::ir::{EndpointDiscovery, Field, Named, Operation, Type};
use crate::lower::context::{Context, Role};
use crate::lower::shapes::structure::fields;
use smithy_json_ast::Severity;
use smithy_json_ast::traits::{ClientDiscoveredEndpoint, ClientEndpointDiscovery, Trait};

const LACKS: &str = "the operation that tells endpoints has no output with a list `Endpoints` of structures that have \
                     `Address`, a string, and `CachePeriodInMinutes`, a long";

/// How the service is asked, if one of the operations insists on it.
pub(in crate::lower) fn lower(cx: &Context<'_>, operations: &[Operation]) -> Option<EndpointDiscovery> {
    let service = cx.selection.service;
    let asking = service.traits.read::<ClientEndpointDiscovery>()?;
    let insists =
        cx.selection.operations.iter().find(|op| op.traits.read::<ClientDiscoveredEndpoint>() == Some(true))?;
    let Some(operation) = operations.iter().find(|op| op.shape == asking) else {
        let message = format!("{} is sent to an endpoint that only `{asking}` tells, which is left out", insists.id);
        let help = Some(format!("name `{}` among the operations too", asking.name()));
        let place = (ClientEndpointDiscovery::ID, "/operation");
        let warning = cx.trait_diagnostic(Severity::Warning, service.into(), place, message, help);
        cx.problems.borrow_mut().push(warning);
        return None;
    };
    let discovery = answer(cx, operation);
    if discovery.is_none() {
        let help = Some("name an operation that answers so".to_owned());
        cx.trait_problem::<ClientEndpointDiscovery>(service, LACKS.to_owned(), help);
    }
    discovery
}

fn answer(cx: &Context<'_>, operation: &Operation) -> Option<EndpointDiscovery> {
    let endpoints = find(&operation.output.fields, "Endpoints")?;
    let Type::List(item) = &endpoints.ty else { return None };
    let Type::Named(ident, Named::Structure) = &**item else { return None };
    let (id, _) = cx.paths.iter().find(|(_, path)| *path == ident)?;
    let fields = fields(cx, cx.shape(id), Role::Other);
    let address = find(&fields, "Address").filter(|field| field.ty == Type::String)?;
    let minutes = find(&fields, "CachePeriodInMinutes").filter(|field| field.ty == Type::I64)?;
    Some(EndpointDiscovery {
        module: operation.module.clone(),
        feature: operation.feature.clone(),
        endpoints: endpoints.clone(),
        address: address.clone(),
        minutes: minutes.clone(),
    })
}

fn find<'a>(fields: &'a [Field], member: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.member == member)
}
