use super::{chunked, request, response};
use crate::config::{ConfigBag, RuntimeComponents};
use crate::error::BoxError;
use crate::operation::{RequestChecksum, ResponseChecksum, Traits};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};

/// Adds the checksum of a chosen algorithm to requests, and compares responses with theirs.
#[derive(Debug)]
pub(in crate::client) struct Checksums {
    /// The header that names the algorithm, and whether there has to be a checksum.
    request: Option<(&'static str, bool)>,
    response: Option<ResponseChecksum>,
}

impl Checksums {
    /// `None` if an operation has no such checksums.
    pub(in crate::client) fn of(traits: Traits) -> Option<Self> {
        let request = match traits.request_checksum {
            RequestChecksum::Chosen { header, required } => Some((header, required)),
            RequestChecksum::None | RequestChecksum::Md5 => None,
        };
        let response = traits.response_checksum;
        (request.is_some() || response.is_some()).then_some(Self { request, response })
    }
}

#[dyn_dispatch_hint]
impl Intercept for Checksums {
    fn name(&self) -> &'static str {
        "Checksums"
    }

    /// What is decided here is the same for all attempts, and known to the user agent.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some((header, required)) = self.request {
            request::choose(context.request_mut(), header, required, cfg)?;
        }
        if let Some(checksum) = &self.response {
            response::ask(context.request_mut(), checksum, cfg)?;
        }
        Ok(())
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

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(checksum) = &self.response {
            response::compare(context.response_mut(), checksum, cfg);
        }
        Ok(())
    }
}
