//! Errors that rules of mocks give, as ones that were read: what decides about attempts looks for those.

use super::vtable::OperationVtable;
use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::FinalizerInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// Takes in the error of an attempt.
#[derive(Debug)]
pub(super) struct Adopt(pub(super) &'static OperationVtable);

#[dyn_dispatch_hint]
impl Intercept for Adopt {
    fn name(&self) -> &'static str {
        "Adopt"
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(Err(failure)) = context.output_or_error_mut() {
            let taken = std::mem::replace(failure, OrchestratorError::other("an error was lost"));
            *failure = taken.map_operation_error(self.0.adopt);
        }
        Ok(())
    }
}
