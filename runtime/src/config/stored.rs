//! What is kept in the layers of a configuration.

use crate::endpoint::ParamValue;
use aws_smithy_types::config_bag::{Storable, StoreAppend, StoreReplace};
use aws_types::sdk_config::SdkConfig;
use std::fmt;

/// A client context parameter as it was set last, unless there is another one of its name.
#[derive(Clone, Debug)]
pub(super) struct ContextParam {
    pub(super) name: &'static str,
    pub(super) value: Option<ParamValue>,
}

/// Of all layers, so that one call can change one parameter.
impl Storable for ContextParam {
    type Storer = StoreAppend<Self>;
}

/// When requests are compressed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compression {
    pub(crate) disabled: Option<bool>,
    pub(crate) min_size: Option<u32>,
}

impl Storable for Compression {
    type Storer = StoreReplace<Self>;
}

/// The longest body of a response that is loaded, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResponseLimit(pub(crate) u64);

/// Larger than any answer of a service, and no danger to a program of today.
impl Default for ResponseLimit {
    fn default() -> Self {
        Self(256 << 20)
    }
}

impl Storable for ResponseLimit {
    type Storer = StoreReplace<Self>;
}

/// The endpoint URL is still to be looked up in the environment and the profile, where it may be the service's own.
#[derive(Clone)]
pub(super) struct EnvironmentEndpoint(pub(super) SdkConfig);

/// Without the URL, which may hold a password.
impl fmt::Debug for EnvironmentEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EnvironmentEndpoint").finish_non_exhaustive()
    }
}

impl Storable for EnvironmentEndpoint {
    type Storer = StoreReplace<Self>;
}
