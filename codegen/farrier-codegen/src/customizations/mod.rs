//! Customizations: what services need of their clients and their models do not say. All of it is one table.

mod edit;
mod row;
mod rows;
#[cfg(test)]
mod tests;

use crate::ir::{BodyHeaders, EnvironmentParam, OperationCustomizations, ServiceCustomizations};
use row::{Change, HeaderValue, Row, Subject};
use rows::ROWS;
use smithy_json_ast::traits::HttpBearerAuth;
use smithy_json_ast::{Member, Shape};

pub(crate) use edit::customized;

/// What is said of a service as a whole.
pub(crate) fn of_service(service: &Shape, version: &str) -> ServiceCustomizations {
    let mut all = ServiceCustomizations::default();
    for change in changes(service.into()) {
        match change {
            Change::Header(name, HeaderValue::Text(text)) => all.headers.push((name, (*text).to_owned())),
            Change::Header(name, HeaderValue::ServiceVersion) => all.headers.push((name, version.to_owned())),
            Change::TokenOfEnvironment(name) if service.traits.is::<HttpBearerAuth>() => {
                all.token_of_environment = Some(name);
            }
            Change::AuthToken(module) => all.auth_token = Some(module),
            Change::TransientError(code) => all.transient_errors.push(code),
            Change::Retries { backoff_ms, attempts } => all.retries = Some((*backoff_ms, *attempts)),
            Change::Protocol { path, feature } => {
                all.protocol_path = Some(path);
                all.features.push(feature);
            }
            Change::Environment { param, variable, profile } => {
                all.environment.push(EnvironmentParam { name: param, variable, profile });
            }
            Change::SignsPathsAsSent => all.signs_paths_as_sent = true,
            Change::SignsBodyHash => all.signs_body_hash = true,
            Change::TakesLastSlash => all.takes_last_slash = true,
            _ => {}
        }
    }
    all
}

/// The pattern of a path without what the URL of the endpoint has. An empty path adds nothing to that URL.
pub(crate) fn pattern(service: &Shape, pattern: &str) -> String {
    changes(service.into()).fold(pattern.to_owned(), |pattern, change| match change {
        Change::NoSegment(segment) => pattern.replacen(segment, "", 1),
        _ => pattern,
    })
}

/// The function of the runtime that has a member of an input before it is sent.
pub(crate) fn preparation(member: &Member) -> Option<&'static str> {
    changes(member.into()).find_map(|change| match change {
        Change::Prepare(function) => Some(*function),
        _ => None,
    })
}

/// Whether requests of a service may go without a signature.
pub(crate) fn may_be_anonymous(service: &Shape) -> bool {
    changes(service.into()).any(|change| matches!(change, Change::Anonymous))
}

/// What is said of an operation, and of all operations of its service.
pub(crate) fn of_operation(service: &Shape, operation: &Shape) -> OperationCustomizations {
    let mut all = OperationCustomizations::default();
    for change in changes(operation.into()).chain(changes(service.into())) {
        match change {
            Change::ExtendedRequestId => all.extended_request_id = true,
            Change::MayStall => all.may_stall = true,
            Change::LongPolls => all.long_polls = true,
            Change::UnsignedBody => all.may_leave_body_unsigned = true,
            Change::BeginsSessions => all.begins_sessions = true,
            Change::Presign(form) => all.presigned = Some(*form),
            Change::MorePages(member) => all.more_pages = Some(member),
            Change::BodyHeaders { function, feature } => all.body_headers = Some(BodyHeaders { function, feature }),
            _ => {}
        }
    }
    all
}

fn changes(subject: Subject<'_>) -> impl Iterator<Item = &'static Change> {
    ROWS.iter().filter(move |row| row.of.includes(subject)).map(|row| &row.change)
}

/// Where the differences of a shape and its members are known from.
pub(crate) fn sources(shape: &Shape) -> Vec<String> {
    let of_row = |row: &Row| {
        let ids = Subject::all(shape).filter(|subject| row.of.includes(*subject)).map(|subject| subject.id.as_str());
        ids.map(|id| format!("{id}: {}", row.source)).collect::<Vec<_>>()
    };
    ROWS.iter().flat_map(of_row).collect()
}
