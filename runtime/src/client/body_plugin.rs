//! What a request says of its body.

use super::checksum;
use super::payload::{self, sign_as};
use super::vtable::OperationVtable;
use crate::config::{RuntimeComponentsBuilder, RuntimePlugin};
use crate::error::BoxError;
use crate::operation::BodyHeaders;
use crate::protocol::{Presigned, Request};
use aws_runtime::auth::PayloadSigningOverride;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
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

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        payload::begin(cfg);
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Whoever sends a request that is presigned has its body.
        if cfg.load::<Presigned>().is_some() {
            return Ok(());
        }
        let request = context.request_mut();
        checksum::add(request, self.0.traits)?;
        if let Some(make) = self.0.traits.body_headers {
            add_headers(request, make, cfg)?;
        }
        if let Some(payload) = stands_for_body(request, cfg) {
            sign_as(payload, cfg);
        }
        Ok(())
    }
}

/// Adds headers that services want of the body, unless the request has them.
fn add_headers(request: &mut Request, make: BodyHeaders, cfg: &ConfigBag) -> Result<(), BoxError> {
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
    Ok(())
}

/// What is signed in place of the body: the hash that the request has, be it of the caller or made of the body, since
/// the service reads it there; else what was asked for. A stream is not signed.
fn stands_for_body(request: &Request, cfg: &ConfigBag) -> Option<PayloadSigningOverride> {
    if let Some(hash) = request.headers().get(CONTENT_HASH) {
        return Some(PayloadSigningOverride::Precomputed(hash.to_owned()));
    }
    let asked = cfg.load::<PayloadSigningOverride>().cloned();
    asked.or_else(|| request.body().bytes().is_none().then(PayloadSigningOverride::unsigned_payload))
}
