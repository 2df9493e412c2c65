//! Cases that clients answer otherwise than they expect, on purpose. They are run, and have to fail.

use super::cases::{CaseKind, same};

/// The ids of the cases, with the reason.
const CASES: [(CaseKind, &str, &[&str]); 1] = [(
    CaseKind::EventStream,
    "a required member that a response lacks is an empty value, as in the official crates",
    &["DuplexMissingRequiredInitialResponseOutput", "MissingRequiredInitialResponseOutput"],
)];

/// Why a case is answered otherwise.
pub(super) fn why(kind: CaseKind, id: &str) -> Option<&'static str> {
    let is_listed = |ids: &[&str]| ids.iter().any(|listed| same(listed, id));
    CASES.iter().find(|(of, _, ids)| *of == kind && is_listed(ids)).map(|(_, reason, _)| *reason)
}

/// [`why`] of a test.
pub(super) fn why_test(path: &str) -> Option<&'static str> {
    why(CaseKind::of_test(path)?, path.rsplit("::").next()?)
}
