use super::operation_plugin::Constants;
use super::service_plugins;
use super::vtable::OperationVtable;
use crate::config::{Builder, Config};
use crate::error::BoxError;
use crate::operation::Service;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_types::config_bag::ConfigBag;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// What the clones of a client share.
#[derive(Clone, Debug)]
pub struct Handle {
    pub(super) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    config: Config,
    pub(super) plugins: RuntimePlugins,
    /// What each operation that was called adds, by its name.
    operations: RwLock<HashMap<&'static str, Constants>>,
}

impl Inner {
    pub(super) fn constants(&self, operation: &'static OperationVtable) -> Constants {
        // As in `sync`: a map is not left half done.
        let known = self.operations.read().unwrap_or_else(PoisonError::into_inner).get(operation.name).cloned();
        known.unwrap_or_else(|| {
            let constants = Constants::of(operation);
            self.operations.write().unwrap_or_else(PoisonError::into_inner).insert(operation.name, constants.clone());
            constants
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
        Self::with(service, config, |_| StaticRuntimePlugin::new())
    }

    /// Makes a client of a service whose clients have more than the defaults of all.
    ///
    /// # Panics
    /// As [`new`](Self::new).
    #[track_caller]
    pub fn with(service: &'static Service, config: Config, more: impl FnOnce(&Config) -> StaticRuntimePlugin) -> Self {
        let config = config.bind(service);
        let more = more(&config);
        let plugins = match service_plugins::plugins(service, &config, more).and_then(validated) {
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
    pub(super) handle: Handle,
    pub(super) config_override: Option<Builder>,
    /// What made the call, for the user agent.
    pub(super) feature: Option<SmithySdkFeature>,
}

impl Call {
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
