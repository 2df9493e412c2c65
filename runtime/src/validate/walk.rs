//! Walks a value as a codec does, and keeps what violates a constraint.

use super::check;
use super::constraint::{self, ConstraintTable, Constraints, MemberConstraints};
use super::violation::{Violation, ViolationKind};
use crate::schema::{IDEMPOTENCY_TOKEN, ShapeSchema, ShapeType, simple_writes};
use crate::serde::{DynStructure, SerdeResult, Sink, WriteMembers, document};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::fmt::Write as _;

/// Everything in a structure that violates a constraint.
pub(super) fn violations(
    shape: &'static ShapeSchema,
    write: &WriteMembers<'_>,
    constraints: ConstraintTable,
) -> Vec<Violation> {
    let (path, found) = (String::new(), Vec::new());
    let mut walk = Walk { constraints, path, shape, sensitive: false, frame: Frame::Root, found };
    // No method here fails; what cannot be written, an unknown member of a union, is kept as a violation.
    let _ = DynStructure::new(shape, write).write(&mut Sink::new(&mut walk));
    walk.found
}

struct Walk {
    /// Those of the crate.
    constraints: ConstraintTable,
    /// The path of the structure, list or map that is being walked.
    path: String,
    /// The innermost structure or union.
    shape: &'static ShapeSchema,
    /// Whether all inside is sensitive.
    sensitive: bool,
    frame: Frame,
    found: Vec<Violation>,
}

/// What is being walked, and how far.
enum Frame {
    Root,
    /// What members must meet, and which of them have a value.
    Members(MemberConstraints, Vec<bool>),
    /// What elements must meet, and how many there were.
    Elements(Constraints, usize),
    /// What keys and values must meet, the key whose value comes next, and how many keys there were.
    Entries {
        keys: Constraints,
        values: Constraints,
        key: Option<String>,
        count: usize,
    },
}

/// A value in the frame.
struct Visited {
    step: PathSegment,
    constraints: Constraints,
    sensitive: bool,
}

/// The last part of a path.
enum PathSegment {
    None,
    Member(&'static str),
    Element(usize),
    Key(String),
    Value(String),
}

impl Walk {
    /// Steps to the next value of the frame.
    fn step(&mut self, schema: &Schema<'_>) -> Visited {
        let sensitive = self.sensitive || schema.sensitive().is_some();
        let (step, constraints) = match &mut self.frame {
            Frame::Root => (PathSegment::None, Constraints::default()),
            Frame::Elements(constraints, count) => {
                *count += 1;
                (PathSegment::Element(*count - 1), *constraints)
            }
            Frame::Entries { values, key, .. } => (PathSegment::Value(key.take().unwrap_or_default()), *values),
            Frame::Members(constraints, written) => {
                let index = schema.member_index().unwrap_or_default();
                let Some(member) = self.shape.members().nth(index) else {
                    return Visited { step: PathSegment::None, constraints: &[], sensitive };
                };
                written[index] = true;
                (PathSegment::Member(member.name), constraint::of_member(constraints, member.name))
            }
        };
        Visited { step, constraints, sensitive }
    }

    /// Keeps the violations of a value.
    fn keep(&mut self, place: &Visited, kinds: impl IntoIterator<Item = ViolationKind>) {
        self.keep_at(self.found.len(), place, kinds);
    }

    /// Keeps the violations of a value before those that were found since.
    fn keep_at(&mut self, index: usize, place: &Visited, kinds: impl IntoIterator<Item = ViolationKind>) {
        let mut kinds = kinds.into_iter().peekable();
        if kinds.peek().is_none() {
            return;
        }
        let mut path = self.path.clone();
        push(&mut path, &place.step, place.sensitive);
        let shape_id = self.shape.id;
        drop(self.found.splice(index..index, kinds.map(|kind| Violation { path: path.clone(), shape_id, kind })));
    }

    fn keep_number(&mut self, schema: &Schema<'_>, number: &str) -> SerdeResult {
        let place = self.step(schema);
        self.keep(&place, check::number(place.constraints, number, place.sensitive));
        Ok(())
    }

    /// Walks what is inside a value, and gives back the frame of it.
    fn nest(&mut self, place: &Visited, frame: Frame, walk: &dyn Fn(&mut Self)) -> Frame {
        let (end, shape, sensitive) = (self.path.len(), self.shape, self.sensitive);
        push(&mut self.path, &place.step, place.sensitive);
        self.sensitive = place.sensitive;
        let outer = std::mem::replace(&mut self.frame, frame);
        walk(self);
        self.path.truncate(end);
        self.shape = shape;
        self.sensitive = sensitive;
        std::mem::replace(&mut self.frame, outer)
    }

    /// Walks a structure or union.
    fn members(&mut self, shape: &'static ShapeSchema, value: &dyn SerializableStruct) {
        self.shape = shape;
        self.sensitive |= shape.sensitive;
        let place = |step| Visited { step, constraints: &[], sensitive: false };
        match value.serialize_members(self) {
            Ok(()) => {}
            Err(SerdeError::UnsupportedOperation { .. }) => {
                self.keep(&place(PathSegment::None), [ViolationKind::UnknownMember]);
            }
            // No request holds the shape: there is nothing to check.
            Err(_) => return,
        }
        let Frame::Members(constraints, written) = std::mem::replace(&mut self.frame, Frame::Root) else { return };
        for (member, written) in shape.members().zip(written) {
            let filled_in = member.value.traits.has(&IDEMPOTENCY_TOKEN);
            let required = member.required || check::is_required(constraint::of_member(constraints, member.name));
            if shape.shape_type == ShapeType::Structure && required && !written && !filled_in {
                self.keep(&place(PathSegment::Member(member.name)), [ViolationKind::Required]);
            }
        }
    }
}

/// Appends to a path. Keys are not shown if their map is sensitive.
fn push(path: &mut String, step: &PathSegment, sensitive: bool) {
    let dot = if path.is_empty() { "" } else { "." };
    // Writing to a string does not fail.
    let _ = match step {
        PathSegment::None => Ok(()),
        PathSegment::Member(name) => write!(path, "{dot}{name}"),
        PathSegment::Element(index) => write!(path, "[{index}]"),
        PathSegment::Key(_) if sensitive => write!(path, "[key *]"),
        PathSegment::Value(_) if sensitive => write!(path, "[*]"),
        PathSegment::Key(key) => write!(path, "[key {key:?}]"),
        PathSegment::Value(key) => write!(path, "[{key:?}]"),
    };
}

/// Implements the methods for values that have no constraints.
macro_rules! unconstrained {
    ($($method:ident($type:ty);)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>, _: $type) -> SerdeResult {
            self.step(schema);
            Ok(())
        }
    )*};
}

impl ShapeSerializer for Walk {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        let place = self.step(schema);
        // A union member without a value is no shape of ours.
        if let Some(shape) = ShapeSchema::of(value.schema()) {
            let constraints = constraint::of_shape(self.constraints, shape.id);
            let frame = Frame::Members(constraints, vec![false; shape.members().len()]);
            self.nest(&place, frame, &|walk| walk.members(shape, value));
        }
        Ok(())
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        let (place, before) = (self.step(schema), self.found.len());
        let frame = Frame::Elements(check::items(place.constraints), 0);
        if let Frame::Elements(_, count) = self.nest(&place, frame, &|walk| drop(write(walk))) {
            let length = check::length(place.constraints, count);
            let elements = match check::is_unique(place.constraints).then(|| document::list(write)) {
                Some(Document::Array(elements)) => elements,
                _ => Vec::new(),
            };
            self.keep_at(before, &place, length.into_iter().chain(check::duplicates(&elements)));
        }
        Ok(())
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        let (place, before) = (self.step(schema), self.found.len());
        let (keys, values) = (check::keys(place.constraints), check::items(place.constraints));
        let frame = Frame::Entries { keys, values, key: None, count: 0 };
        if let Frame::Entries { count, .. } = self.nest(&place, frame, &|walk| drop(write(walk))) {
            self.keep_at(before, &place, check::length(place.constraints, count));
        }
        Ok(())
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> SerdeResult {
        let place = match &mut self.frame {
            Frame::Entries { keys, key: key @ None, count, .. } => {
                *count += 1;
                *key = Some(value.to_owned());
                let step = PathSegment::Key(value.to_owned());
                Visited { step, constraints: keys, sensitive: self.sensitive }
            }
            _ => self.step(schema),
        };
        self.keep(&place, check::text(place.constraints, value, place.sensitive));
        Ok(())
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> SerdeResult {
        let place = self.step(schema);
        self.keep(&place, check::length(place.constraints, value.as_ref().len()));
        Ok(())
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        self.step(schema);
        Ok(())
    }

    simple_writes! {
        by keep_number;
        write_byte(value: i8) => &value.to_string();
        write_short(value: i16) => &value.to_string();
        write_integer(value: i32) => &value.to_string();
        write_long(value: i64) => &value.to_string();
        write_float(value: f32) => &value.to_string();
        write_double(value: f64) => &value.to_string();
        write_big_integer(value: &BigInteger) => value.as_ref();
        write_big_decimal(value: &BigDecimal) => value.as_ref();
    }

    unconstrained! {
        write_boolean(bool);
        write_timestamp(&DateTime);
        write_document(&Document);
    }
}
