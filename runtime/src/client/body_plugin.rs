//! What a request says of its body.

use super::checksum;
use super::vtable::OperationVtable;
use crate::config::{RuntimeComponentsBuilder, RuntimePlugin};
use crate::error::BoxError;
use crate::operation::BodyHeaders;
use crate::protocol::{Presigned, Request};
use aws_runtime::auth::{PayloadSigningOverride, SigV4OperationSigningConfig};
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::LoadedRequestBody;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::Order;
use aws_smithy_types::config_bag::ConfigBag;
use std::borrow::Cow;

/// The header with the hash of the body that is signed.
const CONTENT_HASH: &str = "x-amz-content-sha256";

/// Adds headers that are made of the body, once nobody changes it any more. Checksums of a chosen algorithm have a
/// plugin of their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyPlugin(pub(super) &'static OperationVtable);

impl RuntimePlugin for BodyPlugin {
    /// After interceptors of the call: they may change the body, or know its checksum.
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let interceptor = SharedInterceptor::permanent(*self);
        Cow::Owned(RuntimeComponentsBuilder::new("BodyPlugin").with_interceptor(interceptor))
    }
}

#[dyn_dispatch_hint]
impl Intercept for BodyPlugin {
    fn name(&self) -> &'static str {
        "BodyPlugin"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        // Whoever sends a request that is presigned has its body.
        if cfg.load::<Presigned>().is_none() {
            checksum::add(request, self.0.traits)?;
            if let Some(make) = self.0.traits.body_headers {
                add_headers(request, make, cfg)?;
            }
        }
        // A body that is not signed, or not as it is, has to say so: the service would take the hash of it instead.
        if (request.body().bytes().is_none() || cfg.load::<PayloadSigningOverride>().is_some())
            && !request.headers().contains_key(CONTENT_HASH)
            && let Some(mut signing) = cfg.load::<SigV4OperationSigningConfig>().cloned()
        {
            signing.signing_options.content_sha256_header = true;
            cfg.interceptor_state().store_put(signing);
        }
        Ok(())
    }
}

/// Adds headers that services want of the body, unless the request has them. What they say is also what is signed.
fn add_headers(request: &mut Request, make: BodyHeaders, cfg: &mut ConfigBag) -> Result<(), BoxError> {
    let made = match (request.body().bytes(), cfg.load::<LoadedRequestBody>()) {
        (Some(bytes), _) => make(bytes),
        // An interceptor made a stream of it again, such as one that counts. Another body the service refuses, since it
        // compares the hashes.
        (None, Some(LoadedRequestBody::Loaded(bytes))) => make(bytes),
        (None, _) => return Err("a stream has no checksum before it is sent".into()),
    };
    for (name, value) in made {
        if !request.headers().contains_key(name) {
            request.headers_mut().try_insert(name, value)?;
        }
    }
    if let Some(hash) = request.headers().get(CONTENT_HASH) {
        cfg.interceptor_state().store_put(PayloadSigningOverride::Precomputed(hash.to_owned()));
    }
    Ok(())
}
