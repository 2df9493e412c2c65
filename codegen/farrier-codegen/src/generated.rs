//! What came of a model.

use smithy_json_ast::{Diagnostic, Severity, ShapeId};

/// What was asked for, with what there is to say about the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated<T> {
    /// What was asked for.
    pub output: T,
    /// What of the model has no effect.
    pub warnings: Vec<Diagnostic>,
    /// The operations that are not there because of [`Request::skip_unsupported`](crate::Request::skip_unsupported).
    pub left_out: Vec<LeftOut>,
}

/// Operations that no client can have yet, for one reason.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// By id.
    pub operations: Vec<ShapeId>,
    /// What would be wrong with a client that has them; one of several such places.
    pub reason: Diagnostic,
}

impl LeftOut {
    /// What there is to tell about it.
    pub fn warning(&self) -> Diagnostic {
        let names: Vec<&str> = self.operations.iter().map(ShapeId::name).collect();
        let message = format!("left out: {}: {}", names.join(", "), self.reason.message);
        Diagnostic { severity: Severity::Warning, message, help: None, ..self.reason.clone() }
    }
}
