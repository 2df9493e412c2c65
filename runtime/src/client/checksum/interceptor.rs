use super::{chunked, request, response};
use crate::config::{ConfigBag, RuntimeComponents, RuntimeComponentsBuilder, RuntimePlugin};
use crate::error::BoxError;
use crate::operation::{RequestChecksum, ResponseChecksum, Traits};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_plugin::Order;
use std::borrow::Cow;

/// Adds the checksum of a chosen algorithm to requests that are sent. One that is presigned has other headers to be
/// sent with.
#[derive(Clone, Copy, Debug)]
pub(in crate::client) struct RequestChecksums {
    /// The header that names the algorithm.
    header: &'static str,
    /// Whether there has to be a checksum.
    required: bool,
}

impl RequestChecksums {
    /// `None` if requests of an operation have no such checksums.
    pub(in crate::client) fn of(traits: Traits) -> Option<Self> {
        match traits.request_checksum {
            RequestChecksum::Chosen { header, required } => Some(Self { header, required }),
            RequestChecksum::None | RequestChecksum::Md5 => None,
        }
    }
}

impl RuntimePlugin for RequestChecksums {
    /// After interceptors of the call: they may change the body, or know its checksum.
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let interceptor = SharedInterceptor::permanent(*self);
        Cow::Owned(RuntimeComponentsBuilder::new("RequestChecksums").with_interceptor(interceptor))
    }
}

#[dyn_dispatch_hint]
impl Intercept for RequestChecksums {
    fn name(&self) -> &'static str {
        "RequestChecksums"
    }

    /// What is decided here is the same for all attempts, and known to the user agent.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        request::choose(context.request(), self.header, self.required, cfg)
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        request::add(context.request_mut(), cfg)
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        chunked::encode(context.request_mut(), cfg)
    }
}

/// Compares responses with their checksums.
#[derive(Debug)]
pub(in crate::client) struct ResponseChecksums(pub(in crate::client) ResponseChecksum);

#[dyn_dispatch_hint]
impl Intercept for ResponseChecksums {
    fn name(&self) -> &'static str {
        "ResponseChecksums"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        response::ask(context.request_mut(), &self.0, cfg)
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        response::compare(context.response_mut(), &self.0, cfg);
        Ok(())
    }
}
