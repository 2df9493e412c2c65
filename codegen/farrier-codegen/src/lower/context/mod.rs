//! What every part of lowering asks: the model, the names given out, the members that are boxed; and where it says what
//! is wrong.

mod constraint_names;
pub(super) mod groups;
pub(super) mod paths;
mod recursion;
mod sensitive;

use crate::ir::{Direction, Field, Usage};
use crate::names::{self, OperationName, OperationNames};
use crate::options::build_option;
use crate::protocols::Protocol;
use crate::select::{self, Selection};
use crate::settings::FeaturePer;
use smithy_json_ast::traits::Trait;
use smithy_json_ast::{Diagnostic, Member, Severity, Shape, ShapeId, ShapeKind, Span, Traits};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a structure is to operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Role {
    /// The input of one, whose members are all optional.
    Input,
    /// An output, an error, or a part of what is sent or read.
    Other,
}

/// The members of structures, which several operations may share.
pub(in crate::lower) type Fields = BTreeMap<(ShapeId, Role), Arc<[Field]>>;

pub(in crate::lower) struct Context<'a> {
    pub(in crate::lower) selection: &'a Selection<'a>,
    /// `None` if the service speaks none that is supported.
    pub(in crate::lower) protocol: Option<&'static Protocol>,
    /// How many features the operations have.
    features: usize,
    /// What the operations are called, in the order of the selection.
    pub(in crate::lower) operations: Vec<OperationName>,
    /// The Rust path below `crate::types` of every structure, union and enum.
    pub(in crate::lower) paths: BTreeMap<ShapeId, String>,
    /// The names of the error enums of streams of events, by union.
    pub(in crate::lower) event_errors: BTreeMap<ShapeId, String>,
    /// The structures that are outputs.
    pub(in crate::lower) outputs: BTreeSet<ShapeId>,
    /// The operations with something `@sensitive`, by their index in the selection.
    pub(in crate::lower) sensitive_operations: BTreeSet<usize>,
    pub(in crate::lower) boxed: BTreeSet<ShapeId>,
    /// Enums that are keys of maps.
    pub(in crate::lower) keys: BTreeSet<ShapeId>,
    /// The constants of constraints.
    pub(in crate::lower) constraints: BTreeMap<ShapeId, String>,
    /// What the files have traits and members in, by its place: shapes, and what `apply` names.
    written: OnceCell<BTreeMap<Span, ShapeId>>,
    /// The members of structures that were lowered already.
    pub(in crate::lower) fields: RefCell<Fields>,
    pub(in crate::lower) problems: RefCell<Vec<Diagnostic>>,
    /// Problems of ours, and not of the model: what no client can do yet.
    pub(in crate::lower) unsupported: RefCell<Vec<Diagnostic>>,
}

/// What a problem is about: a shape or a member.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Owner<'a> {
    pub(in crate::lower) id: &'a ShapeId,
    pub(in crate::lower) span: Span,
    pub(in crate::lower) traits: &'a Traits,
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

/// The feature of all operations.
const OPERATIONS: &str = "operations";

impl<'a> Context<'a> {
    pub(in crate::lower) fn new(selection: &'a Selection<'a>) -> Self {
        let boxed = recursion::boxed(selection);
        let used = selection.usage.keys().map(|id| &select::shape(selection.model, id).kind);
        let keys = used.filter_map(|kind| match kind {
            ShapeKind::Map { key, .. } => Some(key.target.clone()),
            _ => None,
        });
        let keys = keys.collect();
        let mut names = OperationNames::new();
        let operations = selection.operations.iter().zip(groups::groups(selection));
        let operations = operations.map(|(operation, group)| names.name(operation.id.name(), group.as_deref()));
        let mut operations: Vec<OperationName> = operations.collect();
        if selection.request.feature_per == FeaturePer::None {
            operations.iter_mut().for_each(|name| OPERATIONS.clone_into(&mut name.feature));
        }
        let paths = paths::paths(selection);
        let outputs = selection.operations.iter().filter_map(|operation| select::bindings(operation).output.clone());
        let outputs = outputs.collect();
        let event_errors = paths::event_errors(selection, &paths);
        let constraints = constraint_names::names(selection);
        Self {
            selection,
            protocol: selection.protocol,
            features: operations.iter().map(|name| &name.feature).collect::<BTreeSet<_>>().len(),
            operations,
            paths,
            event_errors,
            outputs,
            sensitive_operations: sensitive::operations(selection),
            boxed,
            keys,
            constraints,
            written: OnceCell::new(),
            fields: RefCell::default(),
            problems: RefCell::default(),
            unsupported: RefCell::default(),
        }
    }

    /// Whether the protocol acts on a trait that not every protocol acts on.
    pub(in crate::lower) fn heeds(&self, id: &str) -> bool {
        self.protocol.is_some_and(|protocol| protocol.heeds(id))
    }

    /// The shape with this id.
    pub(in crate::lower) fn shape(&self, id: &ShapeId) -> &'a Shape {
        select::shape(self.selection.model, id)
    }

    /// The shape whose values a member holds.
    pub(in crate::lower) fn target(&self, member: &Member) -> &'a Shape {
        self.shape(&member.target)
    }

    /// The shapes that the operations reach.
    pub(in crate::lower) fn used(&self) -> impl Iterator<Item = &'a Shape> {
        let selection = self.selection;
        selection.usage.keys().map(|id| select::shape(selection.model, id))
    }

    /// The service, its operations, and the shapes that they reach.
    pub(in crate::lower) fn closure(&self) -> impl Iterator<Item = &'a Shape> {
        self.used().chain(self.selection.operations.iter().copied()).chain([self.selection.service])
    }

    /// The Rust path below `crate::types` of a structure, union or enum that members target.
    pub(in crate::lower) fn path(&self, shape: &Shape) -> &str {
        self.paths.get(&shape.id).expect("what members target has a path, but for `Unit`")
    }

    /// The name of an error in `crate::types::error`.
    pub(in crate::lower) fn error_ident(&self, shape: &Shape) -> &str {
        self.path(shape).strip_prefix(paths::ERROR).expect("errors are in a module of their own")
    }

    /// Notes what is wrong with a shape or member.
    pub(in crate::lower) fn problem<'o>(&self, owner: impl Into<Owner<'o>>, message: String, help: Option<String>) {
        let owner = owner.into();
        let diagnostic = self.diagnostic(Severity::Error, owner, owner.span, "", message, help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Notes what is wrong with the trait `T` of a shape or member, which has it.
    pub(in crate::lower) fn trait_problem<'o, T: Trait>(
        &self,
        owner: impl Into<Owner<'o>>,
        message: String,
        help: Option<String>,
    ) {
        self.trait_problem_of(owner, T::ID, message, help);
    }

    /// Notes what is wrong with a part of the trait `T`, by its JSON pointer, of a shape or member.
    pub(in crate::lower) fn part_problem<'o, T: Trait>(
        &self,
        owner: impl Into<Owner<'o>>,
        part: &str,
        message: String,
        help: Option<String>,
    ) {
        let diagnostic = self.trait_diagnostic(Severity::Error, owner.into(), (T::ID, part), message, help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Notes what is wrong with a trait by its id.
    pub(in crate::lower) fn trait_problem_of<'o>(
        &self,
        owner: impl Into<Owner<'o>>,
        id: &str,
        message: String,
        help: Option<String>,
    ) {
        let diagnostic = self.trait_diagnostic(Severity::Error, owner.into(), (id, ""), message, help);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Notes that no client can do what a shape or member wants, be it by the trait of this id.
    pub(in crate::lower) fn unsupported<'o>(&self, owner: impl Into<Owner<'o>>, id: Option<&str>, message: String) {
        let owner = owner.into();
        let help = match self.shape(&owner.id.root()).kind {
            ShapeKind::Service(_) => "generate a service without it".to_owned(),
            _ => {
                let skip = build_option("skip-unsupported", "skip-unsupported = true", "skip_unsupported(true)");
                format!("leave out what needs it: name other operations, or use {skip}")
            }
        };
        let help = Some(help);
        let diagnostic = match id {
            Some(id) => self.trait_diagnostic(Severity::Error, owner, (id, ""), message, help),
            None => self.diagnostic(Severity::Error, owner, owner.span, "", message, help),
        };
        self.unsupported.borrow_mut().push(diagnostic);
    }

    /// What there is to say about a part of a trait; the trait is given with the JSON pointer of the part.
    pub(in crate::lower) fn trait_diagnostic(
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
            pointer: Some(format!("{}{part}", self.pointer(owner, span))),
            message,
            help,
        }
    }

    /// The JSON pointer of a shape or member where a part of it is written: in itself, in a mixin, or by `apply`.
    fn pointer(&self, owner: Owner<'_>, part: Span) -> String {
        let root = owner.id.root();
        let written = self.written.get_or_init(|| {
            let model = self.selection.model;
            let shapes = model.shapes.values().map(|shape| (shape.span, shape.id.clone()));
            shapes.chain(model.applies.iter().map(|(span, id)| (*span, id.clone()))).collect()
        });
        let place = written.range(..=part).next_back().map_or(&root, |(_, id)| id);
        let is_list_or_map = matches!(self.shape(&root).kind, ShapeKind::List(_) | ShapeKind::Map { .. });
        match owner.id.member().filter(|_| place.member().is_none()) {
            None => format!("/shapes/{place}"),
            Some(name) if is_list_or_map => format!("/shapes/{place}/{name}"),
            Some(name) => format!("/shapes/{place}/members/{name}"),
        }
    }

    /// The features that need a type; `module` is where it is.
    pub(in crate::lower) fn usage(&self, id: &ShapeId, module: &str) -> Usage {
        let users = self.selection.usage.get(id).into_iter().flatten();
        let users: BTreeSet<&str> = users.map(|index| self.operations[*index].feature.as_str()).collect();
        let users: Vec<String> = users.into_iter().map(str::to_owned).collect();
        match users.len() {
            count if count == self.features => Usage::default(),
            1 => Usage { feature: users.into_iter().next(), users: Vec::new() },
            // Cargo does not show features that begin with an underscore.
            _ => Usage { feature: Some(format!("_{}", names::stem(module).replace('_', "-"))), users },
        }
    }
}

impl Context<'_> {
    /// Which way the values of a selected shape go. Outputs that waiters look into as documents are written as well.
    pub(in crate::lower) fn direction(&self, id: &ShapeId) -> Direction {
        self.way(match (self.selection.in_request.contains(id), self.selection.in_response.contains(id)) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Request,
            (false, _) => Direction::Response,
        })
    }

    /// The way, unless all values go both ways.
    pub(in crate::lower) fn way(&self, direction: Direction) -> Direction {
        if self.selection.request.symmetric { Direction::Both } else { direction }
    }
}
