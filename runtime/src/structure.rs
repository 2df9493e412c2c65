//! [`Structure`]: what generated code says of a structure or union, and how codecs use it.

mod reader;
mod slots;

use crate::error::BuildError;
#[cfg(feature = "validate")]
use crate::shape::Rules;
use crate::shape::Shape;
use crate::value::{Sink, Source, Value};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use std::cell::RefCell;

pub use self::reader::{Reader, VariantReader};
pub use self::slots::{Kept, Slots, debug_builder};

/// The result of writing or reading members.
pub type Written = Result<(), SerdeError>;

/// The input of an operation: a structure that is only written. All its members are optional.
pub trait Input: Sized {
    /// The operation.
    type Operation;

    /// The constraints of its members.
    #[cfg(feature = "validate")]
    const RULES: Rules = &[];

    /// The table of the shape; see [`shape`](crate::shape::shape).
    fn shape() -> &'static Shape;

    /// Hands the members to the writer, in the order of the table.
    fn write(&self, to: &mut Writer<'_>) -> Written;
}

/// What is only written of a structure that is no input: what `validate` walks.
#[cfg(feature = "validate")]
impl<T: Structure> Input for T {
    type Operation = ();

    const RULES: Rules = T::RULES;

    fn shape() -> &'static Shape {
        T::shape()
    }

    fn write(&self, to: &mut Writer<'_>) -> Written {
        Structure::write(self, to)
    }
}

/// A generated structure or union: a table, and its members to write, to read and to assemble.
pub trait Structure: Sized {
    /// What members are read into before all are known: the structure itself if all are optional, else the [`Slots`] its
    /// builder keeps; `Option<Self>` of a union.
    type Builder: Default;

    /// The constraints of its members.
    #[cfg(feature = "validate")]
    const RULES: Rules = &[];

    /// The table of the shape; see [`shape`](crate::shape::shape).
    fn shape() -> &'static Shape;

    /// Hands the members to the writer, in the order of the table. Shapes that no request holds leave it out.
    ///
    /// # Errors
    /// Those of the codec.
    fn write(&self, to: &mut Writer<'_>) -> Written {
        to.unsent()
    }

    /// Hands the reader a slot a member, in the order of the table.
    ///
    /// # Errors
    /// Those of the codec.
    fn read(builder: &mut Self::Builder, from: &mut Reader<'_>) -> Written;

    /// An empty builder in the place of the value, of types that need none elsewhere: what is read there is not copied.
    #[inline]
    fn builder_in(_: &mut Option<Self>) -> Option<&mut Self::Builder> {
        None
    }

    /// Builds the value; what is [`required`] and absent is replaced by an empty value.
    fn assemble(builder: Self::Builder) -> Self;
}

/// The table of a structure or union with all that is said of it.
#[inline]
pub(crate) fn table<T: Structure>() -> &'static Shape {
    #[cfg(feature = "validate")]
    return T::shape().constrain(T::RULES);
    #[cfg(not(feature = "validate"))]
    return T::shape();
}

/// The table of an input with all that is said of it.
#[inline]
pub(crate) fn input_table<T: Input>() -> &'static Shape {
    #[cfg(feature = "validate")]
    return T::shape().constrain(T::RULES);
    #[cfg(not(feature = "validate"))]
    return T::shape();
}

/// A field of a structure: a value, or an `Option` of one.
pub trait Field {
    /// Writes the value; says `false` if there is none.
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> Result<bool, SerdeError>;
}

impl<T: Value> Field for T {
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> Result<bool, SerdeError> {
        self.write(schema, to).map(|()| true)
    }
}

impl<T: Value> Field for Option<T> {
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> Result<bool, SerdeError> {
        match self {
            Some(value) => value.write(schema, to).map(|()| true),
            None => Ok(false),
        }
    }
}

/// A field of a builder, to be read into.
pub trait Slot {
    /// Reads the value.
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> Written;

    /// Whether there is a value.
    fn is_set(&self) -> bool;
}

impl<T: Value> Slot for Option<T> {
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> Written {
        T::read_into(self, schema, from)
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }
}

/// A field that is boxed because its shape is recursive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boxed<B>(pub B);

impl<T: Value> Field for Boxed<&Option<Box<T>>> {
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> Result<bool, SerdeError> {
        match self.0 {
            Some(value) => value.write(schema, to).map(|()| true),
            None => Ok(false),
        }
    }
}

impl<T: Value> Slot for Boxed<&mut Option<Box<T>>> {
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> Written {
        *self.0 = Some(Box::new(T::read(schema, from)?));
        Ok(())
    }

    fn is_set(&self) -> bool {
        self.0.is_some()
    }
}

impl<T: Value> Slot for Boxed<Option<Box<T>>> {
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> Written {
        Boxed(&mut self.0).read_field(schema, from)
    }

    fn is_set(&self) -> bool {
        self.0.is_some()
    }
}

/// The names of required members without a value, as they are found.
pub(crate) type Missing = RefCell<Vec<&'static str>>;

/// Hands members to a codec.
pub struct Writer<'a> {
    shape: &'static Shape,
    to: Sink<'a>,
    missing: Option<&'a Missing>,
}

impl<'a> Writer<'a> {
    #[inline]
    pub(crate) fn new(shape: &'static Shape, to: Sink<'a>, missing: Option<&'a Missing>) -> Self {
        Self { shape, to, missing }
    }

    /// Writes the members of a structure that are set.
    pub fn members(&mut self, fields: &[&dyn Field]) -> Written {
        self.to.open();
        for (field, row) in fields.iter().zip(&self.shape.built().rows) {
            let mark = self.to.member(&row.name);
            if field.write_field(row.schema, &mut self.to)? {
                continue;
            }
            self.to.absent(mark);
            if row.member.required
                && let Some(missing) = self.missing
            {
                missing.borrow_mut().push(row.member.name);
            }
        }
        Ok(())
    }

    /// Writes the member of a union that is set, by its index in the table.
    #[inline]
    pub fn variant<T: Value>(&mut self, index: usize, value: &T) -> Written {
        value.write(self.member(index), &mut self.to)
    }

    /// Writes a union member that targets `smithy.api#Unit`: an empty structure.
    pub fn unit(&mut self, index: usize) -> Written {
        let schema = self.member(index);
        self.to.unit(schema)
    }

    /// Begins a member by its index in the table.
    fn member(&mut self, index: usize) -> &'static Schema<'static> {
        let row = &self.shape.built().rows[index];
        self.to.member(&row.name);
        row.schema
    }

    /// A shape that only responses hold is not written.
    fn unsent(&mut self) -> Written {
        Err(SerdeError::custom(format!("{} is part of no request", self.shape.name())))
    }

    /// A union member that the model does not have cannot be written.
    pub fn unknown(&mut self) -> Written {
        Err(SerdeError::unsupported(format!("{} is an unknown variant, which cannot be sent", self.shape.name())))
    }
}

/// The value of a required member, or the empty value of its type.
pub fn required<T: Value>(value: Option<T>) -> T {
    value.unwrap_or_else(T::blank)
}

/// The stream of a response, or one that has ended.
#[cfg(feature = "event-stream")]
pub fn events<T, E>(
    stream: Option<crate::event_stream::EventReceiver<T, E>>,
) -> crate::event_stream::EventReceiver<T, E> {
    stream.unwrap_or_else(crate::event_stream::EventReceiver::ended)
}

/// Builds a value, or says every required member that is missing.
///
/// # Errors
/// A required member is not set.
pub fn build<T: Structure>(mut builder: T::Builder) -> Result<T, BuildError> {
    let missing = missing::<T>(&mut builder);
    if missing.is_empty() { Ok(T::assemble(builder)) } else { Err(unfinished(table::<T>(), &missing)) }
}

/// The required members that a builder was not given, in the order of the model.
fn missing<T: Structure>(builder: &mut T::Builder) -> Vec<&'static str> {
    let mut reader = Reader::new::<T>(None);
    // Looking cannot fail.
    let _ = T::read(builder, &mut reader);
    reader.missing
}

fn unfinished(shape: &Shape, names: &[&'static str]) -> BuildError {
    let (verb, list) = (if names.len() == 1 { "is" } else { "are" }, names.join(", "));
    let first = names.first().copied().unwrap_or_default();
    BuildError::invalid_field(first, format!("{list} {verb} required to build {} but not set", shape.name()))
}

/// Writes a structure as a member, an element or a value.
#[inline]
pub(crate) fn write<T: Structure>(value: &T, shape: &'static Shape, schema: &Schema<'_>, to: &mut Sink<'_>) -> Written {
    if let Some(to) = to.codec() {
        return to.write_struct(schema, &Members { shape, write: &|to| value.write(to), missing: None });
    }
    value.write(&mut Writer::new(shape, to.reborrow(), None))?;
    to.close();
    Ok(())
}

/// Writes an operation input and returns the names of the required members it lacks.
pub(crate) fn write_input(
    shape: &'static Shape,
    write: &WriteMembers<'_>,
    to: &mut Sink<'_>,
) -> Result<Vec<&'static str>, SerdeError> {
    let missing = Missing::default();
    if let Some(to) = to.codec() {
        to.write_struct(shape.schema(), &Members { shape, write, missing: Some(&missing) })?;
    } else {
        write(&mut Writer::new(shape, to.reborrow(), Some(&missing)))?;
        to.close();
    }
    Ok(missing.into_inner())
}

/// Reads a structure or union; see [`assemble`](Structure::assemble) for absent required members.
pub(crate) fn read<T: Structure>(from: &mut Source<'_>) -> Result<T, SerdeError> {
    let mut builder = T::Builder::default();
    let mut reader = Reader::new::<T>(Some(from.reborrow()));
    T::read(&mut builder, &mut reader)?;
    if !reader.missing.is_empty() {
        report(reader.shape, &reader.missing);
    }
    Ok(T::assemble(builder))
}

/// [`read`] to where the value stays.
pub(crate) fn read_into<T: Structure>(slot: &mut Option<T>, from: &mut Source<'_>) -> Written {
    *slot = None;
    let Some(builder) = T::builder_in(slot) else {
        *slot = Some(read(from)?);
        return Ok(());
    };
    let mut reader = Reader::new::<T>(Some(from.reborrow()));
    T::read(builder, &mut reader)?;
    if !reader.missing.is_empty() {
        report(reader.shape, &reader.missing);
    }
    if slot.is_none() {
        *slot = Some(blank());
    }
    Ok(())
}

/// Reads the members into a builder.
pub(crate) fn read_members<T: Structure>(builder: &mut T::Builder, from: &mut Source<'_>) -> Written {
    T::read(builder, &mut Reader::new::<T>(Some(from.reborrow())))
}

/// Completes what was read and then changed.
pub(crate) fn finish<T: Structure>(mut builder: T::Builder) -> T {
    report(table::<T>(), &missing::<T>(&mut builder));
    T::assemble(builder)
}

/// Says in the log which required members the service left out.
fn report(shape: &Shape, missing: &[&str]) {
    if !missing.is_empty() {
        tracing::warn!(shape = shape.id, members = ?missing, "required members absent in the response");
    }
}

/// The empty value of a structure.
pub(crate) fn blank<T: Structure>() -> T {
    T::assemble(T::Builder::default())
}

/// [`Structure::write`] or [`Input::write`] of a value.
pub(crate) type WriteMembers<'a> = dyn Fn(&mut Writer<'_>) -> Written + 'a;

/// The members of a structure, for a codec of AWS.
pub(crate) struct Members<'a> {
    pub(crate) shape: &'static Shape,
    pub(crate) write: &'a WriteMembers<'a>,
    pub(crate) missing: Option<&'a Missing>,
}

impl SerializableStruct for Members<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.shape.schema()
    }

    fn serialize_members(&self, to: &mut dyn ShapeSerializer) -> Written {
        (self.write)(&mut Writer::new(self.shape, Sink::new(to), self.missing))
    }
}
