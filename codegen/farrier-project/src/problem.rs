//! One thing that is wrong.

use smithy_json_ast::{Diagnostic, Severity, Span};
use std::fmt;

/// One reason why a command could not do its work, or a warning.
#[derive(Debug, PartialEq)]
pub struct Problem(pub Box<Diagnostic>);

/// What was done, or everything that is in the way.
pub type Result<T> = std::result::Result<T, Vec<Problem>>;

impl Problem {
    /// A problem of the command line.
    pub fn new(message: impl fmt::Display) -> Self {
        Self::at("", message)
    }

    /// Something to know that keeps no command from its work.
    pub fn warning(message: impl fmt::Display) -> Self {
        let mut problem = Self::new(message);
        problem.0.severity = Severity::Warning;
        problem
    }

    /// A problem of a file.
    pub fn at(file: impl fmt::Display, message: impl fmt::Display) -> Self {
        Self::from(Diagnostic {
            severity: Severity::Error,
            file: file.to_string(),
            span: None,
            shape: None,
            pointer: None,
            message: message.to_string(),
            help: None,
        })
    }

    /// A problem of a place in a file: line and column, from 1. The column counts bytes.
    pub fn in_text(file: impl fmt::Display, position: (usize, usize), message: impl fmt::Display) -> Self {
        let mut problem = Self::at(file, message);
        problem.0.span = Some(span(position));
        problem
    }

    /// Adds the file or folder that it is about.
    pub fn of(mut self, file: impl fmt::Display) -> Self {
        self.0.file = file.to_string();
        self
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl fmt::Display) -> Self {
        self.0.help = Some(help.to_string());
        self
    }

    /// Whether it is more than a warning.
    pub fn is_error(&self) -> bool {
        self.0.severity == Severity::Error
    }

    /// What problems are sorted by, where they come in no order.
    pub fn file(&self) -> &str {
        &self.0.file
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Diagnostic> for Problem {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(Box::new(diagnostic))
    }
}

/// A line and a column as messages have them.
pub(crate) fn span((line, column): (usize, usize)) -> Span {
    let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Span { file: 0, line: number(line), column: number(column) }
}

/// The most errors, and the most warnings, that are shown, unless somebody asks for another number.
pub const MOST_SHOWN: usize = 20;

/// The first errors and the first warnings, at most so many of each, and what is said in place of the others.
pub fn first(problems: &[Problem], most: usize) -> (Vec<&Problem>, Vec<Problem>) {
    let mut count = [0_usize; 2];
    let is_shown = |problem: &&Problem| {
        let count = &mut count[usize::from(problem.is_error())];
        *count += 1;
        *count <= most
    };
    let shown = problems.iter().filter(is_shown).collect();
    let [warnings, errors] = count.map(|count| count.saturating_sub(most));
    let text = |more, name| format!("{more} more {name}{}", if more == 1 { "" } else { "s" });
    let warnings = (warnings > 0).then(|| Problem::warning(text(warnings, "warning")));
    let errors = (errors > 0).then(|| Problem::new(text(errors, "error")));
    (shown, warnings.into_iter().chain(errors).collect())
}

/// The problems, for `map_err`.
pub fn problems(diagnostics: Vec<Diagnostic>) -> Vec<Problem> {
    diagnostics.into_iter().map(Problem::from).collect()
}
