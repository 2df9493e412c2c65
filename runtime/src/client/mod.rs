//! Calls: an operation and its input in, an output or an [`SdkError`] out.
//!
//! The AWS runtime does the work - retries, timeouts, credentials, signing. What it needs to know of an operation is
//! taken from [`Operation`] without its types, so that all of this is compiled once, not once an operation.

#[cfg(feature = "jmespath")]
mod acceptor;
mod body;
mod customize;
#[cfg(feature = "event-stream")]
mod events;
mod features;
pub mod http;
mod metrics;
mod operation_plugin;
mod paginator;
mod retry_after;
mod send;
mod service_plugins;
mod telemetry;
mod vtable;
#[cfg(feature = "jmespath")]
mod waiter;

use crate::config::{Builder, Config, FrozenLayer};
use crate::operation::{Operation, Service};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use aws_smithy_types::config_bag::ConfigBag;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use vtable::OperationVtable;

pub use crate::error::BoxError;
pub use crate::error::sdk_error::{
    ConnectorError, ConstructionFailure, DispatchFailure, HttpResponse, ResponseError, SdkError, ServiceError,
    TimeoutError,
};
#[cfg(feature = "jmespath")]
pub use acceptor::{Acceptor, Expected, Matcher};
pub use customize::CustomizableOperation;
pub use paginator::{Paginated, PaginatedItems, Paginator, PaginatorItems, Token};
pub use send::Sending;
#[cfg(feature = "jmespath")]
pub use waiter::{FinalPoll, Wait, WaitError, Waited, Waiter, WaiterError};

/// What the clones of a client share.
#[derive(Clone, Debug)]
pub struct Handle {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    config: Config,
    plugins: RuntimePlugins,
    /// What each operation that was called adds to the configuration, by its name.
    operations: RwLock<HashMap<&'static str, FrozenLayer>>,
}

impl Inner {
    fn operation_layer(&self, operation: &'static OperationVtable) -> FrozenLayer {
        // A map is in a valid state even if another thread panicked while holding it.
        let known = self.operations.read().unwrap_or_else(PoisonError::into_inner).get(operation.name).cloned();
        known.unwrap_or_else(|| {
            let layer = operation_plugin::layer(operation);
            self.operations.write().unwrap_or_else(PoisonError::into_inner).insert(operation.name, layer.clone());
            layer
        })
    }
}

impl Handle {
    /// Makes a client of a configuration.
    ///
    /// # Panics
    /// The configuration cannot work: it has no behavior version, or wants retries, timeouts or an identity cache
    /// without a way to sleep. The message says how to mend it.
    #[track_caller]
    pub fn new(service: &'static Service, config: Config) -> Self {
        let config = config.bind(service);
        let plugins = match service_plugins::plugins(service, &config).and_then(validated) {
            Ok(plugins) => plugins,
            Err(error) => panic!("Invalid client configuration: {error}"),
        };
        Self { inner: Arc::new(Inner { config, plugins, operations: RwLock::default() }) }
    }

    /// The configuration the client was made of.
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// Starts a call.
    pub fn call(&self) -> Call {
        Call { handle: self.clone(), config_override: None, feature: None }
    }
}

fn validated(plugins: RuntimePlugins) -> Result<RuntimePlugins, BoxError> {
    let mut cfg = ConfigBag::base();
    plugins.apply_client_configuration(&mut cfg)?.validate_base_client_config(&cfg)?;
    Ok(plugins)
}

/// A call to be made: the client and what this call changes about its configuration.
#[derive(Clone, Debug)]
pub struct Call {
    handle: Handle,
    config_override: Option<Builder>,
    /// What made the call, for the user agent.
    feature: Option<SmithySdkFeature>,
}

impl Call {
    /// A call whose request and configuration can be changed before it is sent.
    pub fn customize<O: Operation>(self, input: O::Input) -> CustomizableOperation<O> {
        CustomizableOperation::new(self, input)
    }

    /// A call a page, for as long as the service has more.
    pub fn paginate<O: Paginated>(self, input: O::Input) -> Paginator<O> {
        Paginator::new(self, input)
    }

    /// Changes the configuration for this call.
    pub fn config_override(mut self, changes: impl Into<Builder>) -> Self {
        self.set_config_override(Some(changes.into()));
        self
    }

    /// Changes the configuration for this call; `None` takes the change back.
    pub fn set_config_override(&mut self, changes: Option<Builder>) -> &mut Self {
        self.config_override = changes;
        self
    }
}
