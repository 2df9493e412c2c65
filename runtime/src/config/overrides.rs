use super::aws::{FrozenLayer, IdentityCache, Layer, RuntimeComponentsBuilder, RuntimePlugin};
use super::builder::Builder;
use super::environment;
use super::settings::{Settings, settle_signing_region};
use crate::operation::Service;
use std::borrow::Cow;

/// What a [`Builder`] changes about the configuration of a client for one call.
#[derive(Debug)]
pub(crate) struct ConfigOverride {
    layer: FrozenLayer,
    components: RuntimeComponentsBuilder,
}

impl ConfigOverride {
    pub(crate) fn new(changes: Builder, service: &Service) -> Self {
        let Settings { mut layer, mut components, .. } = changes.settings;
        environment::look_up(&mut layer, &mut components, service);
        settle_signing_region(&mut layer);
        // Credentials of one call must not crowd the cache of the client. A cache of its own still serves the retries.
        if components.has_identity_resolvers() && components.identity_cache().is_none() {
            components.set_identity_cache(Some(IdentityCache::lazy().max_partitions(1).build()));
        }
        Self { layer: Layer::from(layer).with_name("config override").freeze(), components }
    }
}

impl RuntimePlugin for ConfigOverride {
    fn config(&self) -> Option<FrozenLayer> {
        Some(self.layer.clone())
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Borrowed(&self.components)
    }
}
