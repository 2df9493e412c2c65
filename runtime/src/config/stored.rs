//! What is kept in the layers of a configuration.

use crate::endpoint::ParamValue;
use aws_smithy_types::config_bag::{Storable, StoreAppend, StoreReplace};
use aws_types::sdk_config::SdkConfig;

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

/// The endpoint URL is still to be looked up in the environment and the profile, where it may be the service's own.
#[derive(Clone, Debug)]
pub(super) struct EnvironmentEndpoint(pub(super) SdkConfig);

impl Storable for EnvironmentEndpoint {
    type Storer = StoreReplace<Self>;
}
