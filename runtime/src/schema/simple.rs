//! Methods of codecs for simple types, a line each.
#![allow(unused_macros, unused_imports, reason = "a client has the codecs of its protocol, which may be none of these")]

/// Methods of a `Decoder`, each by the method of the reader for its kind.
macro_rules! simple_reads {
    ($($method:ident: $type:ty = $read:ident;)*) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> SerdeResult<$type> {
            self.$read()
        }
    )*};
}

/// Methods of a `ShapeSerializer`, each by what is made of the value, and one method that puts it into its place.
macro_rules! simple_writes {
    (by $put:ident; $($method:ident($value:ident: $type:ty) => $written:expr;)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>, $value: $type) -> SerdeResult {
            self.$put(schema, $written)
        }
    )*};
}

pub(crate) use {simple_reads, simple_writes};
