//! The model while it is being put together.

use std::collections::{BTreeMap, BTreeSet};

use crate::shape::{Member, Operation, Resource, Service};
use crate::source::Source;
use crate::suggest::Suggester;
use crate::{Diagnostic, Limits, Severity, ShapeId, Span, Traits};

/// A shape whose mixins are not yet flattened.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) id: ShapeId,
    /// A type name of [`crate::Shape::type_name`].
    pub(crate) type_name: &'static str,
    pub(crate) traits: Traits,
    pub(crate) span: Span,
    pub(crate) members: Vec<Member>,
    pub(crate) body: Body,
    pub(crate) mixins: Vec<ShapeId>,
    /// Traits applied to members that the mixins will bring.
    pub(crate) applied: BTreeMap<String, Traits>,
    pub(crate) origin: Origin,
    /// Whether an error in it was reported already.
    pub(crate) broken: bool,
}

/// What a shape has besides members.
#[derive(Clone, PartialEq)]
pub(crate) enum Body {
    None,
    Operation(Operation),
    Service(Box<Service>),
    Resource(Box<Resource>),
}

/// The file a shape was read from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Origin {
    pub(crate) file: usize,
    /// Whether the file is of Smithy 1.0, where numbers and booleans have default values of their own.
    pub(crate) version_1: bool,
}

/// Traits that the file applies to a shape or member defined elsewhere.
pub(crate) struct Apply {
    pub(crate) target: ShapeId,
    pub(crate) traits: Traits,
    pub(crate) place: Location,
}

/// A shape id somewhere in a file, to be checked when all shapes are known.
pub(crate) struct Reference {
    pub(crate) role: Role,
    pub(crate) target: ShapeId,
    /// The shape or member that refers.
    pub(crate) owner: ShapeId,
    pub(crate) place: Location,
}

/// A place in one of the files.
#[derive(Clone)]
pub(crate) struct Location {
    pub(crate) file: usize,
    pub(crate) span: Span,
    pub(crate) pointer: Option<String>,
}

/// What a reference is for, which decides what it may target.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Role {
    Member,
    EnumMember,
    Mixin,
    Input,
    Output,
    Error,
    Operation,
    Resource,
    /// A shape that a service gives another name.
    Renamed,
    /// An identifier or property of a resource.
    Other,
}

/// The errors found so far.
pub(crate) struct Errors<'a> {
    pub(crate) sources: &'a [Source<'a>],
    pub(crate) list: Vec<Diagnostic>,
}

/// All that was read so far, from all files.
pub(crate) struct Assembly<'a> {
    pub(crate) drafts: BTreeMap<ShapeId, Draft>,
    pub(crate) applies: Vec<Apply>,
    pub(crate) references: Vec<Reference>,
    /// Shapes that exist but could not be read: references to them are no error.
    pub(crate) unreadable: BTreeSet<ShapeId>,
    pub(crate) errors: Errors<'a>,
    /// How many shapes may still be read.
    pub(crate) shapes_left: usize,
    pub(crate) limits: &'a Limits,
    pub(crate) suggester: Suggester,
}

impl<'a> Assembly<'a> {
    pub(crate) fn new(sources: &'a [Source<'a>], limits: &'a Limits) -> Self {
        Self {
            drafts: BTreeMap::new(),
            applies: Vec::new(),
            references: Vec::new(),
            unreadable: BTreeSet::new(),
            errors: Errors { sources, list: Vec::new() },
            shapes_left: limits.shapes,
            limits,
            suggester: Suggester::default(),
        }
    }
}

impl Errors<'_> {
    pub(crate) fn report(
        &mut self,
        place: &Location,
        shape: &ShapeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.list.push(Diagnostic {
            severity: Severity::Error,
            file: self.sources[place.file].file.to_owned(),
            span: Some(place.span),
            shape: Some(shape.clone()),
            pointer: place.pointer.clone(),
            message: message.into(),
            help: Some(help.into()),
        });
    }
}

impl Draft {
    /// The place of the shape itself.
    pub(crate) fn place(&self) -> Location {
        let pointer = Some(format!("/shapes/{}", self.id));
        Location { file: self.origin.file, span: self.span, pointer }
    }

    /// The place of a member that is written in the shape itself.
    pub(crate) fn place_of(&self, member: &Member) -> Location {
        let pointer = Some(format!("/shapes/{}/members/{}", self.id, member.name));
        Location { file: self.origin.file, span: member.span, pointer }
    }
}
