//! `Serialize` and `Deserialize` of everything that a model has, with the feature `serde`: an interpreter of schemas.
//!
//! Structures and unions are maps by the names of JSON: that of `@jsonName`, else the name of the member. Members
//! without a value are left out. Timestamps are as JSON protocols write them: by `@timestampFormat`, else the seconds
//! since 1970. Blobs are base64 in formats that people read, and bytes in others. What is `@sensitive` is replaced by a
//! text, unless it is [`Revealed`]. A format has to describe itself, as JSON, CBOR and MessagePack do.

mod decoder;
mod encoder;
#[cfg(feature = "test-util")]
mod hiding;
mod kept;
mod node;

use crate::schema::bare;
use crate::serde::{Item, REDACTED, Source, Structure, read};
#[cfg(feature = "test-util")]
pub(crate) use hiding::Censor;
use node::Node;
#[cfg(all(feature = "protocol-test", feature = "test-util"))]
pub(crate) use node::name;
pub use serde;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// A value to be serialized with what is `@sensitive` in it: of any type of a client, or an `Option`, a list or a map
/// of those.
///
/// What is serialized without it has the text that `Debug` shows in place of sensitive members and enums, of whatever
/// type those are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revealed<'a, T>(pub &'a T);

impl<T: Item> Serialize for Revealed<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let node = encoder::node(true, |to| self.0.write_item(T::shape_schema(), bare(T::KIND), to));
        node.map_err(ser::Error::custom)?.serialize(to)
    }
}

/// Serializes a structure or union.
///
/// # Errors
/// Those of the format.
pub fn serialize<T: Structure, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    encoder::structure(value, false).map_err(ser::Error::custom)?.serialize(to)
}

/// Deserializes a structure or union. Members that the model does not have are passed over, but for those of unions.
///
/// # Errors
/// Those of the format; a value of another type; a required member of anything but an input that is not there.
pub fn deserialize<'de, T: Structure, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let node = Node::deserialize(from)?;
    read(&mut Source::new(&mut decoder::Nodes(&node))).map_err(de::Error::custom)
}

/// A value that went through the data model of JSON, with what is sensitive in it.
#[cfg(feature = "test-util")]
pub(crate) fn through_json<T: Structure>(value: &T) -> Result<T, Box<dyn std::error::Error>> {
    let json = serde_json::to_value(encoder::structure(value, true)?)?;
    Ok(read(&mut Source::new(&mut decoder::Nodes(&Node::deserialize(json)?)))?)
}

/// Serializes a string enum.
///
/// # Errors
/// Those of the format.
pub fn serialize_enum<S: Serializer>(value: &str, sensitive: bool, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(if sensitive { REDACTED } else { value })
}

/// Deserializes a string enum; a value that the model does not have is kept as it is.
///
/// # Errors
/// Those of the format; what is there is no string.
pub fn deserialize_enum<'de, T: for<'a> From<&'a str>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    match Node::deserialize(from)? {
        Node::String(value) => Ok(T::from(&value)),
        other => Err(de::Error::custom(format_args!("expected a string, found {}", other.kind()))),
    }
}

/// Implements `Serialize` and `Deserialize` for a structure or union.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_structure {
    ($type:ty) => {
        impl $crate::serde_impl::serde::Serialize for $type {
            fn serialize<S>(&self, to: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::serde_impl::serde::Serializer,
            {
                $crate::serde_impl::serialize(self, to)
            }
        }

        impl<'de> $crate::serde_impl::serde::Deserialize<'de> for $type {
            fn deserialize<D>(from: D) -> Result<Self, D::Error>
            where
                D: $crate::serde_impl::serde::Deserializer<'de>,
            {
                $crate::serde_impl::deserialize(from)
            }
        }
    };
}

/// Implements `Serialize` and `Deserialize` for a string enum, and whether it is `@sensitive`.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_enum {
    ($type:ty, $sensitive:literal $(,)?) => {
        impl $crate::serde_impl::serde::Serialize for $type {
            fn serialize<S>(&self, to: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::serde_impl::serde::Serializer,
            {
                $crate::serde_impl::serialize_enum(self.as_str(), $sensitive, to)
            }
        }

        impl<'de> $crate::serde_impl::serde::Deserialize<'de> for $type {
            fn deserialize<D>(from: D) -> Result<Self, D::Error>
            where
                D: $crate::serde_impl::serde::Deserializer<'de>,
            {
                $crate::serde_impl::deserialize_enum(from)
            }
        }
    };
}
