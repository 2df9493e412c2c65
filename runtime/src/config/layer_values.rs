//! What is kept in the layers of a configuration.

use crate::endpoint::ParamValue;
use aws_smithy_types::config_bag::{Layer, Storable, StoreAppend, StoreReplace};

/// A client context parameter as it was set last, unless there is another one of its name.
#[derive(Clone, Debug)]
pub(crate) struct ContextParam {
    pub(crate) name: &'static str,
    pub(crate) value: Option<ParamValue>,
}

impl ContextParam {
    /// What a parameter was set to last.
    pub(super) fn value<'l>(layer: &'l Layer, name: &str) -> Option<&'l ParamValue> {
        layer.load::<Self>().find(|param| param.name == name)?.value.as_ref()
    }
}

/// Of all layers, so that one call can change one parameter.
impl Storable for ContextParam {
    type Storer = StoreAppend<Self>;
}

/// Whether requests are left as they are where the service takes them compressed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DisableRequestCompression(pub(crate) bool);

impl Storable for DisableRequestCompression {
    type Storer = StoreReplace<Self>;
}

/// The size from which requests are compressed, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MinCompressionSize(pub(crate) u32);

impl Default for MinCompressionSize {
    fn default() -> Self {
        Self(10_240)
    }
}

impl Storable for MinCompressionSize {
    type Storer = StoreReplace<Self>;
}

/// Whether what operations put in front of the host is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DisableHostPrefix(pub(crate) bool);

impl Storable for DisableHostPrefix {
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

/// The size of chunks of streams, in bytes; `None` if there is to be one.
#[cfg_attr(not(feature = "http-checksum"), expect(dead_code, reason = "there are no chunks without it"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChunkSize(pub(crate) Option<usize>);

impl Storable for ChunkSize {
    type Storer = StoreReplace<Self>;
}
