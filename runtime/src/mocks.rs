//! The grammar of `aws-smithy-mocks`, with the feature `mocks`: a test written with it moves over by its `use` line.
//!
//! All of it is that crate but for [`mock!`](crate::mock!), which there takes the errors of official clients and no
//! others. Outputs of rules go around the codec; those of a fake do not.

use crate::client::Sending;
pub use crate::mock;
use crate::operation::Operation;
pub use aws_smithy_mocks::{
    MockResponse, MockResponseInterceptor, Rule, RuleBuilder, RuleMode, create_mock_http_client, mock_client,
};

/// A rule for an operation of a client: `mock!(Client::get_object).then_output(..)`.
#[macro_export]
macro_rules! mock {
    ($operation:expr) => {
        // Never called: it says which operation is meant.
        $crate::mocks::rule(
            #[allow(unreachable_code, clippy::diverging_sub_expression, reason = "there is no client")]
            || $operation(unreachable!()).send(),
        )
    };
}

#[doc(hidden)]
pub fn rule<O: Operation>(_: impl Fn() -> Sending<O>) -> RuleBuilder<O::Input, O::Output, O::Error> {
    RuleBuilder::new()
}
