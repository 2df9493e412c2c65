//! What the pages of operations look up: a crate may have thousands of each.

use crate::ir::{Constraint, Crate, Error, Retry, TypeDef};
use smithy_json_ast::ShapeId;
use std::collections::BTreeMap;
use std::mem::discriminant;

/// The codes that the AWS runtime tries again, whatever the service and its model: its `THROTTLING_ERRORS`.
const THROTTLING_CODES: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

/// The same of its `TRANSIENT_ERRORS`.
const TRANSIENT_CODES: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// As what an error is tried again.
#[derive(Clone, Copy)]
pub(super) enum Again {
    Throttling,
    Other,
}

/// Parts of a crate, by name.
pub(super) struct Known<'c> {
    pub(super) package: &'c str,
    pub(super) types: BTreeMap<&'c str, &'c TypeDef>,
    pub(super) constraints: BTreeMap<&'c str, &'c [Constraint]>,
    /// Of the members of shapes.
    members: BTreeMap<(&'c ShapeId, &'c str), &'c [Constraint]>,
    /// The errors that are tried again.
    pub(super) again: BTreeMap<&'c str, Again>,
}

impl<'c> Known<'c> {
    pub(super) fn new(ir: &'c Crate) -> Self {
        let transient = &ir.service.customizations.transient_errors;
        let again =
            ir.errors.iter().filter_map(|error| Some((error.structure.ident.as_str(), again(error, transient)?)));
        let members = ir.member_constraints.iter().flat_map(|shape| {
            let of_shape =
                |(name, constraints): &'c (String, Vec<Constraint>)| ((&shape.shape, name.as_str()), &constraints[..]);
            shape.members.iter().map(of_shape)
        });
        Self {
            package: &ir.package,
            types: ir.types.iter().map(|def| (def.ident(), def)).collect(),
            constraints: ir.constraints.iter().map(|set| (set.ident.as_str(), &set.constraints[..])).collect(),
            members: members.collect(),
            again: again.collect(),
        }
    }

    /// What is asked of a member of a structure or union.
    pub(super) fn of_member(&self, shape: &ShapeId, member: &str) -> &'c [Constraint] {
        self.members.get(&(shape, member)).copied().unwrap_or_default()
    }

    /// The first of each kind, those of targets included.
    pub(super) fn in_force(&self, constraints: &'c [Constraint]) -> Vec<&'c Constraint> {
        let all = constraints.iter().flat_map(|constraint| match constraint {
            Constraint::Inherit(name) => {
                self.in_force(self.constraints.get(name.as_str()).copied().unwrap_or_default())
            }
            constraint => vec![constraint],
        });
        let mut kinds = Vec::new();
        all.filter(|constraint| {
            let kind = discriminant(*constraint);
            let is_first = !kinds.contains(&kind);
            kinds.push(kind);
            is_first
        })
        .collect()
    }
}

/// What the model says of an error, or else its code, which may be one of the service alone.
fn again(error: &Error, transient: &[&str]) -> Option<Again> {
    let code = error.code.as_str();
    match error.retry {
        Some(Retry::Throttling) => Some(Again::Throttling),
        Some(Retry::Server | Retry::Client) => Some(Again::Other),
        None if THROTTLING_CODES.contains(&code) => Some(Again::Throttling),
        None => (TRANSIENT_CODES.contains(&code) || transient.contains(&code)).then_some(Again::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::{THROTTLING_CODES, TRANSIENT_CODES};
    use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};

    #[test]
    fn codes_are_those_of_the_runtime() {
        assert_eq!(THROTTLING_CODES, THROTTLING_ERRORS);
        assert_eq!(TRANSIENT_CODES, TRANSIENT_ERRORS);
    }
}
