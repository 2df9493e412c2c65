//! [`Structure`]: what generated code says of a structure or union, and how codecs use it.

use super::{Reader, SerdeResult, Source, UnknownMember, Value, Writer};
use crate::schema::{Part, ShapeSchema};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::error::operation::BuildError;

/// A generated structure or union: its schema, and its members to write, to read and to build from what was read.
///
/// Generated code has the half that a client needs, and the other half with the feature `symmetric`.
pub trait Structure: Sized {
    /// What members are read into before all are known: the structure itself if all are optional, else its builder;
    /// `Option<Self>` of a union.
    type Builder: StructureBuilder<Self>;

    /// The schema of the shape; see [`shape`](crate::schema::shape).
    fn shape() -> &'static ShapeSchema;

    /// Hands the members to the writer, in the order of the schema.
    ///
    /// # Errors
    /// Those of the codec; and that this half was not compiled.
    fn write(&self, _: &mut Writer<'_>) -> SerdeResult {
        Err(half_missing::<Self>("written"))
    }

    /// Hands the reader the builder's fields, in the order of the schema.
    ///
    /// # Errors
    /// Those of the codec; and that this half was not compiled.
    fn read(_: &mut Self::Builder, _: &mut Reader<'_>) -> SerdeResult {
        Err(half_missing::<Self>("read"))
    }
}

/// A union: a [`Structure`] with one member at most.
pub trait Union: Structure<Builder = Option<Self>> {
    /// The variant of a member that the model does not have, and of none.
    fn unknown(member: UnknownMember) -> Self;
}

/// What the members of a `T` are read into.
pub trait StructureBuilder<T>: Default {
    /// An empty builder in the place of the value, of types that need none elsewhere: what is read there is not copied.
    #[inline]
    fn in_place(_: &mut Option<T>) -> Option<&mut Self> {
        None
    }

    /// Builds the value; what is [`required`] and absent is replaced by an empty value.
    fn build_lenient(self) -> T;
}

/// A structure all members of which are optional is complete at any time.
impl<T: Structure<Builder = T> + Default> StructureBuilder<T> for T {
    #[inline]
    fn in_place(slot: &mut Option<T>) -> Option<&mut T> {
        Some(slot.insert(T::default()))
    }

    #[inline]
    fn build_lenient(self) -> T {
        self
    }
}

impl<T: Union> StructureBuilder<T> for Option<T> {
    #[inline]
    fn in_place(slot: &mut Option<T>) -> Option<&mut Self> {
        Some(slot)
    }

    #[inline]
    fn build_lenient(self) -> T {
        self.unwrap_or_else(|| T::unknown(UnknownMember::default()))
    }
}

#[cold]
fn half_missing<T: Structure>(done: &str) -> SerdeError {
    let name = T::shape().name();
    SerdeError::custom(format!("{name} cannot be {done}: its crate was built without the feature `symmetric`"))
}

/// The value of a required member, or the empty value of its type.
pub fn required<T: Value>(value: Option<T>) -> T {
    value.unwrap_or_else(T::error_correction_default)
}

/// Builds a value, or says every required member that is missing.
///
/// # Errors
/// A required member is not set.
pub fn build<T: Structure>(mut builder: T::Builder) -> Result<T, BuildError> {
    let missing = missing::<T>(&mut builder);
    if missing.is_empty() { Ok(builder.build_lenient()) } else { Err(unfinished(T::shape(), &missing)) }
}

/// The required members that a builder was not given, in the order of the model.
fn missing<T: Structure>(builder: &mut T::Builder) -> Vec<&'static str> {
    let mut reader = Reader::new::<T>(Part::Whole, None);
    // Looking cannot fail.
    let _ = T::read(builder, &mut reader);
    reader.missing
}

fn unfinished(shape: &ShapeSchema, names: &[&'static str]) -> BuildError {
    let (verb, list) = (if names.len() == 1 { "is" } else { "are" }, names.join(", "));
    let first = names.first().copied().unwrap_or_default();
    BuildError::invalid_field(first, format!("{list} {verb} required to build {} but not set", shape.name()))
}

/// Reads a structure or union; see [`build_lenient`](StructureBuilder::build_lenient) for absent required members.
pub(crate) fn read<T: Structure>(from: &mut Source<'_>) -> SerdeResult<T> {
    let mut builder = T::Builder::default();
    let mut reader = Reader::new::<T>(Part::Whole, Some(from.reborrow()));
    T::read(&mut builder, &mut reader)?;
    let (shape, missing) = (reader.shape, reader.missing);
    if !missing.is_empty() {
        // What has no need of a builder is complete at any time.
        if from.is_strict() && T::Builder::in_place(&mut None).is_none() {
            return Err(SerdeError::custom(format!("{} lacks {}", shape.name(), missing.join(", "))));
        }
        report(shape, &missing);
    }
    Ok(builder.build_lenient())
}

/// [`read`] to where the value stays.
pub(crate) fn read_into<T: Structure>(slot: &mut Option<T>, from: &mut Source<'_>) -> SerdeResult {
    *slot = None;
    let Some(builder) = T::Builder::in_place(slot) else {
        *slot = Some(read(from)?);
        return Ok(());
    };
    let mut reader = Reader::new::<T>(Part::Whole, Some(from.reborrow()));
    T::read(builder, &mut reader)?;
    if !reader.missing.is_empty() {
        report(reader.shape, &reader.missing);
    }
    if slot.is_none() {
        *slot = Some(error_correction_default());
    }
    Ok(())
}

/// Reads the members of a part into a builder.
pub(crate) fn read_members<T: Structure>(builder: &mut T::Builder, part: Part, from: &mut Source<'_>) -> SerdeResult {
    T::read(builder, &mut Reader::new::<T>(part, Some(from.reborrow())))
}

/// Completes what was read and then changed.
pub(crate) fn finish<T: Structure>(mut builder: T::Builder) -> T {
    report(T::shape(), &missing::<T>(&mut builder));
    builder.build_lenient()
}

/// Says in the log which required members the service left out.
fn report(shape: &ShapeSchema, missing: &[&str]) {
    if !missing.is_empty() {
        tracing::warn!(shape = shape.id, members = ?missing, "required members absent in the response");
    }
}

/// The empty value of a structure.
pub(crate) fn error_correction_default<T: Structure>() -> T {
    T::Builder::default().build_lenient()
}
