//! What a service's clock says, as far as it can be believed.

use crate::error::BoxError;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use std::time::SystemTime;

/// A clock that is off by more, in seconds, is broken: a century. One that was never set says 1970, which is less.
const BELIEVABLE: u64 = 100 * 366 * 86_400;

/// Corrects the time of signatures by the clock of the service, unless that is in a time for which there are no
/// signatures: the AWS runtime panics at the year 10000.
#[derive(Debug, Default)]
pub(super) struct ClockSkew(ServiceClockSkewInterceptor);

#[dyn_dispatch_hint]
impl Intercept for ClockSkew {
    fn name(&self) -> &'static str {
        "ClockSkew"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.modify_before_retry_loop(context, components, cfg)
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.read_before_transmit(context, components, cfg)
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let now = components.time_source().unwrap_or_default().now();
        match context.response().headers().get("date") {
            Some(date) if !is_believable(date, now) => Ok(()),
            _ => self.0.modify_before_deserialization(context, components, cfg),
        }
    }
}

fn is_believable(date: &str, now: SystemTime) -> bool {
    match DateTime::from_str(date, Format::HttpDate) {
        Ok(date) => date.secs().abs_diff(DateTime::from(now).secs()) <= BELIEVABLE,
        // It is not read by the AWS runtime either.
        Err(_) => true,
    }
}
