//! [`Value`]: how each Rust type that generated code uses goes to and comes from the wire.

use super::{SerdeResult, Sink, Source, Structure, structure, writer};
use crate::schema::{self, ShapeSchema, ShapeType};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

/// A type that members, list elements and map values can have.
pub trait Value: fmt::Debug + Sized {
    /// The Smithy type it stands for.
    const KIND: ShapeType;
    /// Writes the value. `schema` carries the member's name and traits.
    fn write(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult;

    /// The schema of a structure or union: it is looked up once for all elements of a list.
    #[inline]
    fn shape_schema() -> Option<&'static ShapeSchema> {
        None
    }

    /// [`write`](Self::write) by the [`shape_schema`](Self::shape_schema).
    #[inline]
    fn write_by(&self, _: Option<&'static ShapeSchema>, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        self.write(schema, to)
    }

    /// Reads a value.
    fn read(schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult<Self>;

    /// Reads a value to where it stays. What is large would be copied at every step, and each copy waits for the one
    /// before.
    #[inline]
    fn read_into(slot: &mut Option<Self>, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult {
        *slot = Some(Self::read(schema, from)?);
        Ok(())
    }

    /// What stands for a required value the service left out: the empty value of the type
    /// ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
    fn error_correction_default() -> Self;
}

/// A type that keys of maps can have: strings and string enums.
pub trait Key: fmt::Debug + Eq + Hash {
    /// The key for a string from the wire.
    fn from_key(key: String) -> Self;

    /// The string on the wire.
    fn as_key(&self) -> &str;
}

impl Key for String {
    fn from_key(key: String) -> Self {
        key
    }

    fn as_key(&self) -> &str {
        self
    }
}

/// A value of a string enum that its model does not know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// Keeps the value as it is.
    pub fn new(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An enum value that is not one of the model.
#[derive(Debug)]
pub struct UnknownVariantError {
    value: String,
}

impl UnknownVariantError {
    /// Says which value it was.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into() }
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.value)
    }
}

impl std::error::Error for UnknownVariantError {}

/// Reads a string enum.
pub fn read_enum<T: for<'a> From<&'a str>>(schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult<T> {
    from.read_str(schema).map(|value| T::from(&value))
}

/// The variant of a string enum for one of its values.
///
/// # Errors
/// The value is not one of the model.
pub fn try_parse<T: for<'a> From<&'a str>>(value: &str, values: &[&str]) -> Result<T, UnknownVariantError> {
    if values.contains(&value) { Ok(T::from(value)) } else { Err(UnknownVariantError::new(value)) }
}

/// Implements [`Value`] for the types a codec reads and writes by a method of its own.
macro_rules! simple {
    ($($type:ty, $kind:ident, $write:ident($by:ident), $read:ident, $error_correction_default:expr;)*) => {$(
        impl Value for $type {
            const KIND: ShapeType = ShapeType::$kind;
            fn write(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
                to.$write(schema, simple!(@$by self))
            }
            fn read(schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult<Self> {
                from.$read(schema)
            }
            fn error_correction_default() -> Self {
                $error_correction_default
            }
        }
    )*};
    (@copy $value:ident) => { *$value };
    (@borrow $value:ident) => { $value };
}

simple! {
    bool, Boolean, write_boolean(copy), read_boolean, false;
    i8, Byte, write_byte(copy), read_byte, 0;
    i16, Short, write_short(copy), read_short, 0;
    i32, Integer, write_integer(copy), read_integer, 0;
    i64, Long, write_long(copy), read_long, 0;
    f32, Float, write_float(copy), read_float, 0.0;
    f64, Double, write_double(copy), read_double, 0.0;
    String, String, write_string(borrow), read_string, String::new();
    Blob, Blob, write_blob(borrow), read_blob, Blob::new([]);
    DateTime, Timestamp, write_timestamp(borrow), read_timestamp, DateTime::from_secs(0);
    Document, Document, write_document(borrow), read_document, Document::Null;
    BigInteger, BigInteger, write_big_integer(borrow), read_big_integer, BigInteger::default();
    BigDecimal, BigDecimal, write_big_decimal(borrow), read_big_decimal, BigDecimal::default();
}

impl<T: Structure + fmt::Debug> Value for T {
    const KIND: ShapeType = ShapeType::Structure;

    fn write(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        writer::write(self, T::shape(), schema, to)
    }

    #[inline]
    fn shape_schema() -> Option<&'static ShapeSchema> {
        Some(T::shape())
    }

    fn write_by(&self, shape: Option<&'static ShapeSchema>, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        writer::write(self, shape.unwrap_or_else(T::shape), schema, to)
    }

    fn read(_: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult<Self> {
        structure::read(from)
    }

    fn read_into(slot: &mut Option<Self>, _: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult {
        structure::read_into(slot, from)
    }

    fn error_correction_default() -> Self {
        structure::error_correction_default()
    }
}

/// An element of a list or a value of a map: dense, or `Option` in a sparse one.
pub trait Item: fmt::Debug + Sized {
    /// The Smithy type it stands for.
    const KIND: ShapeType;

    /// See [`Value::shape_schema`].
    fn shape_schema() -> Option<&'static ShapeSchema>;

    /// Writes the item, a null for `None`.
    fn write_item(&self, shape: Option<&'static ShapeSchema>, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult;

    /// Reads an item to where it stays.
    fn read_item(slot: &mut Option<Self>, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult;
}

impl<T: Value> Item for T {
    const KIND: ShapeType = T::KIND;

    #[inline]
    fn shape_schema() -> Option<&'static ShapeSchema> {
        T::shape_schema()
    }

    fn write_item(&self, shape: Option<&'static ShapeSchema>, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        self.write_by(shape, schema, to)
    }

    #[inline]
    fn read_item(slot: &mut Option<Self>, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult {
        // A null is a document like any other.
        if from.is_null() && !matches!(T::KIND, ShapeType::Document) {
            return Err(SerdeError::invalid_input("a null in a list or map that is not sparse"));
        }
        T::read_into(slot, schema, from)
    }
}

impl<T: Value> Item for Option<T> {
    const KIND: ShapeType = T::KIND;

    #[inline]
    fn shape_schema() -> Option<&'static ShapeSchema> {
        T::shape_schema()
    }

    fn write_item(&self, shape: Option<&'static ShapeSchema>, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        match self {
            Some(value) => value.write_by(shape, schema, to),
            None => to.write_null(schema),
        }
    }

    fn read_item(slot: &mut Option<Self>, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult {
        let item = slot.insert(None);
        if from.is_null() { from.read_null() } else { T::read_into(item, schema, from) }
    }
}

impl<T: Item> Value for Vec<T> {
    const KIND: ShapeType = ShapeType::List;

    fn write(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        let element = schema.member().unwrap_or(schema::bare(T::KIND));
        let shape = T::shape_schema();
        to.list(schema, self.len(), &|to| self.iter().try_for_each(|item| item.write_item(shape, element, to)))
    }

    fn read(schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult<Self> {
        let element = schema.member().unwrap_or(schema::bare(T::KIND));
        let mut list = Self::with_capacity(from.likely_length());
        from.read_list(schema, &mut |from| {
            let mut item = None;
            T::read_item(&mut item, element, from)?;
            if let Some(item) = item {
                list.push(item);
            }
            Ok(())
        })?;
        Ok(list)
    }

    fn error_correction_default() -> Self {
        Self::new()
    }
}

impl<K: Key, T: Item> Value for HashMap<K, T> {
    const KIND: ShapeType = ShapeType::Map;

    fn write(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult {
        let item = schema.member().unwrap_or(schema::bare(T::KIND));
        let shape = T::shape_schema();
        to.map(schema, self.len(), &|to| {
            self.iter().try_for_each(|(key, value)| {
                to.key(key.as_key())?;
                value.write_item(shape, item, to)
            })
        })
    }

    fn read(schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult<Self> {
        let item = schema.member().unwrap_or(schema::bare(T::KIND));
        let mut map = Self::with_capacity(from.likely_length());
        from.read_map(schema, &mut |key, from| {
            let mut value = None;
            T::read_item(&mut value, item, from)?;
            if let Some(value) = value {
                map.insert(K::from_key(key.into_owned()), value);
            }
            Ok(())
        })?;
        Ok(map)
    }

    fn error_correction_default() -> Self {
        Self::new()
    }
}
