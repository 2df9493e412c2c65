//! Fields of structures and builders, without their types.

use super::{SerdeResult, Sink, Source, Value};
use aws_smithy_schema::Schema;

/// A field of a structure: a value, or an `Option` of one.
pub trait Field {
    /// Writes the value; says `false` if there is none.
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult<bool>;
}

impl<T: Value> Field for T {
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult<bool> {
        self.write(schema, to).map(|()| true)
    }
}

impl<T: Value> Field for Option<T> {
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult<bool> {
        match self {
            Some(value) => value.write(schema, to).map(|()| true),
            None => Ok(false),
        }
    }
}

/// A field of a builder, to be read into.
pub trait BuilderField {
    /// Reads the value.
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult;

    /// Whether there is a value.
    fn is_set(&self) -> bool;
}

impl<T: Value> BuilderField for Option<T> {
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult {
        T::read_into(self, schema, from)
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }
}

/// A field that is boxed because its shape is recursive.
#[derive(Debug)]
pub struct Boxed<B>(pub B);

impl<T: Value> Field for Boxed<&Option<Box<T>>> {
    fn write_field(&self, schema: &Schema<'_>, to: &mut Sink<'_>) -> SerdeResult<bool> {
        match self.0 {
            Some(value) => value.write(schema, to).map(|()| true),
            None => Ok(false),
        }
    }
}

impl<T: Value> BuilderField for Boxed<&mut Option<Box<T>>> {
    fn read_field(&mut self, schema: &Schema<'_>, from: &mut Source<'_>) -> SerdeResult {
        *self.0 = Some(Box::new(T::read(schema, from)?));
        Ok(())
    }

    fn is_set(&self) -> bool {
        self.0.is_some()
    }
}
