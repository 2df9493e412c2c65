#[doc = r" A type."] #[derive(Clone, Debug, PartialEq)] #[non_exhaustive] pub struct NAME { #[doc = " The mast."] pub mast: Option<String>, pub sail: types::NAME, _private: bool }

pub struct Boat { NAME: Option<String>, sail: Option<types::Sail>, anchor: Option<rt::HashMap<String, types::NAME>> }

pub struct Boat { pub(crate) handle: Handle, NAME: std::sync::Arc<Config> }

#[derive(Debug)] pub enum NAME { #[doc = " One."] One(types::error::NAME), #[cfg(feature = "two")] Two(types::error::Two), Unhandled(rt::Unhandled) }

pub struct NAME;

#[doc = " Builds it."] pub type BoatFluentBuilder<C = rt::Call> = crate::builders::FluentBuilder<NAME, C>;

#[cfg(feature = "NAME")] mod boat; #[cfg(feature = "NAME")] pub use self::boat::NAME;

use crate::{NAME, types};

pub mod builders { pub use super::{NAME, BoatBuilder}; #[doc = " Builds it."] pub type BoatInputBuilder = super::NAME<()>; }

pub(crate) const LENGTH: rt::Constraints = &[rt::Length(1, 256), rt::Inherit(constraints::NAME), rt::Pattern("^a*$")];

#[allow(dead_code, reason = "each may be off")] pub(crate) const A: T = &[rt::Pattern("NAME")]; pub(crate) const B: T = &[];

pub(crate) const NAMES: &[&str] = &["NAME"];

pub type Boats = crate::builders::Builder<NAME>;

#![doc = " Documentation of NAME."] #![doc = ""] #![doc = " And \"more\"."] #![warn(NAME)]

pub use farrier_runtime::config::NAME::*;

pub use farrier_runtime::error::{NAME, BoxError, BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, UnknownVariantError};

pub mod builders { pub use super::{NAME, BoatOutputBuilder, NAME}; pub type BoatInputBuilder = super::NAME<()>; pub type NAME = super::NAME<()>; }
