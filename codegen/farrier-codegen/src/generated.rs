//! What came of a model.

use smithy_json_ast::Diagnostic;

/// What was asked for, with what there is to say about the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated<T> {
    /// What was asked for.
    pub output: T,
    /// What of the model has no effect.
    pub warnings: Vec<Diagnostic>,
}
