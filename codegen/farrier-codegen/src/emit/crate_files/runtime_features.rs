//! Which features of the runtime a client needs.

use crate::ir::{Crate, Operation, ParamSource, RequestChecksum};

/// Those that all of it needs.
pub(super) fn of_crate(ir: &Crate) -> Vec<&'static str> {
    [ir.service.protocol.feature].into_iter().chain(ir.service.customizations.features.iter().copied()).collect()
}

/// Those that sending needs.
pub(super) fn of_client(ir: &Crate) -> Vec<&'static str> {
    let any = |holds: fn(&Operation) -> bool| ir.operations.iter().any(holds);
    needed([
        (true, "client"),
        (any(|op| matches!(op.checksums.request, Some(RequestChecksum::Md5))), "request-checksum"),
        (any(|op| op.compress), "request-compression"),
        (ir.presigns(), "presigning"),
        (ir.service.customizations.auth_token.is_some(), "auth-token"),
        (any(|op| !op.waiters.is_empty()), "jmespath"),
        (ir.discovery.is_some(), "endpoint-discovery"),
    ])
}

/// Those that an operation needs.
pub(super) fn of_operation(ir: &Crate, op: &Operation) -> Vec<&'static str> {
    let body_headers = op.customizations.body_headers;
    needed([
        (op.output.events().is_some(), "event-stream"),
        (op.input.sent_events().is_some(), "event-sender"),
        (op.prefers_http2(ir.service.http2), "http2"),
        (op.input.bytes().or(op.output.bytes()).is_some(), "byte-stream"),
        (op.checksums.are_flexible(), "http-checksum"),
        (body_headers.is_some(), body_headers.map_or("", |headers| headers.feature)),
        (op.endpoint_params.iter().any(|param| matches!(param.value, ParamSource::Path(_))), "jmespath"),
    ])
}

/// Those that a client needs of which these features of its own are on, and all operations.
pub(in crate::emit) fn of_module(ir: &Crate, features: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let of_operations = ir.operations.iter().flat_map(|op| of_operation(ir, op));
    let mut needed: Vec<_> = of_crate(ir).into_iter().chain(of_operations).collect();
    needed.extend(features.flat_map(|feature| match feature {
        "client" => of_client(ir),
        // It turns on `client`.
        "test-util" => of_client(ir).into_iter().chain(["test-util"]).collect(),
        // Derives need nothing.
        "value-traits" => Vec::new(),
        feature => vec![feature],
    }));
    needed.sort_unstable();
    needed.dedup();
    needed
}

fn needed<const N: usize>(features: [(bool, &'static str); N]) -> Vec<&'static str> {
    features.into_iter().filter(|(needed, _)| *needed).map(|(_, feature)| feature).collect()
}
