//! Where it is said what to generate.

use smithy_json_ast::{Diagnostic, Severity, Span};
use std::collections::BTreeMap;

/// Where a file says what to generate, for what there is to say of it. Nowhere, if arguments of a command say it.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// How messages name the file.
    pub file: String,
    /// By the keys of a service in farrier.toml.
    pub keys: BTreeMap<&'static str, Span>,
    /// Those of names in lists, by the key of the list.
    pub names: BTreeMap<(&'static str, String), Span>,
}

/// Problems as they stand in files: first those of what is asked for, then those of the model, file by file.
pub(crate) fn in_order(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.sort_by(|a, b| place(a).cmp(&place(b)));
    problems
}

/// What two problems have in common that are one. Places in models have pointers.
pub(crate) fn place(problem: &Diagnostic) -> (bool, Option<Span>, Option<&str>, &str) {
    (problem.pointer.is_some(), problem.span, problem.pointer.as_deref(), &problem.message)
}

impl Places {
    /// What is wrong with a setting, or with a name of its list.
    pub fn problem(
        &self,
        (key, name): (&'static str, Option<&str>),
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        let name = name.and_then(|name| self.names.get(&(key, name.to_owned())));
        Diagnostic {
            severity: Severity::Error,
            file: self.file.clone(),
            span: name.or_else(|| self.keys.get(key)).copied(),
            shape: None,
            pointer: None,
            message,
            help,
        }
    }
}
