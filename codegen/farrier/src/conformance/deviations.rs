//! Cases that clients answer otherwise than they expect, on purpose. They are run, and have to fail.

use super::cases::{CaseKind, Listed, reason};

/// The ids of the cases, with the reason.
const CASES: [Listed; 1] = [(
    CaseKind::EventStream,
    "a required member that a response lacks is an empty value, as in the official crates",
    &["DuplexMissingRequiredInitialResponseOutput", "MissingRequiredInitialResponseOutput"],
)];

/// Why a case is answered otherwise.
pub(super) fn why(kind: CaseKind, id: &str) -> Option<&'static str> {
    reason(&CASES, kind, id)
}

/// [`why`] of a test.
pub(super) fn why_test(path: &str) -> Option<&'static str> {
    why(CaseKind::of_test(path)?, path.rsplit("::").next()?)
}
