//! Messages that must not be seen on their way through the AWS runtime, which logs them.

use super::connector::{RedactingHttpClient, unseen};
use super::parts::{hide, lift_answer};
use crate::error::BoxError;
use crate::operation::Traits;
#[cfg(feature = "s3-express")]
use aws_runtime::auth::SigV4SessionTokenNameOverride;
#[cfg(feature = "s3-express")]
use aws_sigv4::http_request::SigningSettings;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugin};
use aws_smithy_types::config_bag::ConfigBag;
use std::borrow::Cow;

/// Hides what is sensitive of requests, after all else that changes them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RedactRequest(Traits);

impl RedactRequest {
    /// What a call needs of it. Where there are sessions, any operation may be signed with their tokens.
    pub(crate) fn of(operation: &Traits) -> Option<Self> {
        (operation.sensitive || cfg!(feature = "s3-express")).then_some(Self(*operation))
    }
}

/// The header of the session token, if it is one of a service's own: the AWS runtime does not know that it is secret.
#[cfg(feature = "s3-express")]
pub(crate) fn own_token(cfg: &ConfigBag) -> Option<&'static str> {
    let renamed = cfg.load::<SigV4SessionTokenNameOverride>()?;
    // A name that cannot be told is an error when the request is signed.
    renamed.name_override(&SigningSettings::default(), cfg).ok()?
}

#[cfg(not(feature = "s3-express"))]
pub(crate) fn own_token(_: &ConfigBag) -> Option<&'static str> {
    None
}

impl RuntimePlugin for RedactRequest {
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let interceptor = SharedInterceptor::permanent(*self);
        Cow::Owned(RuntimeComponentsBuilder::new("RedactRequest").with_interceptor(interceptor))
    }
}

#[dyn_dispatch_hint]
impl Intercept for RedactRequest {
    fn name(&self) -> &'static str {
        "RedactRequest"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let token = own_token(cfg);
        if !self.0.sensitive && token.is_none() {
            return Ok(());
        }
        let request = context.request_mut();
        hide(request, &self.0, token);
        // Of a body in memory all that is in it would be logged.
        let body = request.take_body();
        *request.body_mut() = unseen(body);
        Ok(())
    }
}

/// Makes answers whole again, before all else that reads them.
#[derive(Debug)]
pub(crate) struct RestoreResponse;

#[dyn_dispatch_hint]
impl Intercept for RestoreResponse {
    fn name(&self) -> &'static str {
        "RestoreResponse"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        lift_answer(context.response_mut());
        Ok(())
    }
}

/// Makes an HTTP client discreet that a plugin has set. One of the configuration is so already.
#[derive(Debug)]
pub(crate) struct RedactPluginHttpClient;

impl RuntimePlugin for RedactPluginHttpClient {
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(&self, current: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let client = current.http_client().map(RedactingHttpClient);
        Cow::Owned(RuntimeComponentsBuilder::new("RedactPluginHttpClient").with_http_client(client))
    }
}
