//! What every part of lowering asks: the model, the names given out, the members that are boxed; and where it says what is
//! wrong.

use super::{constraint, events, paths, recursion, sensitive};
use crate::ir::Usage;
use crate::names;
use crate::names::{OperationName, OperationNames};
use crate::protocols::{self, Protocol};
use crate::select::Selection;
use smithy_json_ast::traits::Trait;
use smithy_json_ast::{Diagnostic, Member, Severity, Shape, ShapeId, ShapeKind, Span, Traits};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The target of members that hold nothing.
pub(super) const UNIT: &str = "smithy.api#Unit";

pub(super) struct Context<'a> {
    pub(super) selection: &'a Selection<'a>,
    /// `None` if the service speaks none that is supported.
    pub(super) protocol: Option<&'static Protocol>,
    /// What the operations are called, in the order of the selection.
    pub(super) operations: Vec<OperationName>,
    /// The Rust path below `crate::types` of every structure, union and enum.
    pub(super) paths: BTreeMap<ShapeId, String>,
    /// The names of the error enums of streams of events, by union.
    pub(super) event_errors: BTreeMap<ShapeId, String>,
    /// Those with something `@sensitive`, by their index in the selection.
    pub(super) sensitive_operations: BTreeSet<usize>,
    pub(super) boxed: BTreeSet<ShapeId>,
    /// Enums that are keys of maps.
    pub(super) keys: BTreeSet<ShapeId>,
    /// The constants of constraints.
    pub(super) constraints: BTreeMap<ShapeId, String>,
    pub(super) problems: RefCell<Vec<Diagnostic>>,
}

/// What a problem is about: a shape or a member.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    pub(super) id: &'a ShapeId,
    pub(super) span: Span,
    pub(super) traits: &'a Traits,
}

impl<'a> From<&'a Shape> for Owner<'a> {
    fn from(shape: &'a Shape) -> Self {
        Self { id: &shape.id, span: shape.span, traits: &shape.traits }
    }
}

impl<'a> From<&'a Member> for Owner<'a> {
    fn from(member: &'a Member) -> Self {
        Self { id: &member.id, span: member.span, traits: &member.traits }
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(selection: &'a Selection<'a>) -> Self {
        let boxed = recursion::boxed(selection);
        let keys = selection
            .usage
            .keys()
            .filter_map(|id| match &selection.model.shape(id)?.kind {
                ShapeKind::Map { key, .. } => Some(key.target.clone()),
                _ => None,
            })
            .collect();
        let mut names = OperationNames::new();
        let operations = selection.operations.iter().map(|operation| names.name(operation.id.name())).collect();
        let protocol = protocols::choose(&selection.service.traits);
        let paths = paths::paths(selection);
        let event_errors = events::error_names(selection, &paths);
        let constraints = constraint::constant_names(selection);
        Self {
            selection,
            protocol,
            operations,
            paths,
            event_errors,
            sensitive_operations: sensitive::operations(selection),
            boxed,
            keys,
            constraints,
            problems: RefCell::default(),
        }
    }

    /// The shape with this id; the loader has checked that it exists.
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.selection.model.shape(id)
    }

    /// Notes what is wrong with a shape or member.
    pub(super) fn problem<'o>(&self, owner: impl Into<Owner<'o>>, message: String, help: Option<String>) {
        let owner = owner.into();
        let diagnostic = self.diagnostic(Severity::Error, owner, owner.span, "", message, help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Notes what is wrong with the trait `T` of a shape or member, which has it.
    pub(super) fn trait_problem<'o, T: Trait>(
        &self,
        owner: impl Into<Owner<'o>>,
        message: String,
        help: Option<String>,
    ) {
        let diagnostic = self.trait_diagnostic(Severity::Error, owner.into(), (T::ID, ""), message, help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// What there is to say about a part of a trait; the trait is given with the JSON pointer of the part.
    pub(super) fn trait_diagnostic(
        &self,
        severity: Severity,
        owner: Owner<'_>,
        (id, part): (&str, &str),
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        let span = owner.traits.span(id).unwrap_or(owner.span);
        self.diagnostic(severity, owner, span, &format!("/traits/{id}{part}"), message, help)
    }

    fn diagnostic(
        &self,
        severity: Severity,
        owner: Owner<'_>,
        span: Span,
        part: &str,
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            file: self.selection.file(span),
            span: Some(span),
            shape: Some(owner.id.clone()),
            pointer: Some(format!("{}{part}", self.pointer(owner.id))),
            message,
            help,
        }
    }

    /// The JSON pointer of a shape or member.
    fn pointer(&self, id: &ShapeId) -> String {
        let root = id.root();
        let is_list_or_map =
            self.shape(&root).is_some_and(|shape| matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map { .. }));
        match id.member() {
            None => format!("/shapes/{root}"),
            Some(name) if is_list_or_map => format!("/shapes/{root}/{name}"),
            Some(name) => format!("/shapes/{root}/members/{name}"),
        }
    }

    /// The features that need a type; `module` is where it is.
    pub(super) fn usage(&self, id: &ShapeId, module: &str) -> Usage {
        let users: Vec<usize> = self.selection.usage.get(id).into_iter().flatten().copied().collect();
        let feature = |index: &usize| self.operations[*index].feature.clone();
        match users.as_slice() {
            users if users.len() == self.selection.operations.len() => Usage::default(),
            [user] => Usage { feature: Some(feature(user)), users: Vec::new() },
            users => Usage {
                // Cargo does not show features that begin with an underscore.
                feature: Some(format!("_{}", names::stem(module).replace('_', "-"))),
                users: users.iter().map(feature).collect(),
            },
        }
    }
}
