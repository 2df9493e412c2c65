//! [`EndpointTest`]: which endpoint the input of an operation comes to.

use crate::endpoint::{ParamValue, Params};
use crate::error::BuildError;
use crate::operation::Operation;

/// An input of a case of `smithy.rules#endpointTests`: what its operation and a configuration give the rules.
#[derive(Debug)]
pub struct EndpointTest {
    params: Params,
    configured: Params,
}

impl EndpointTest {
    /// A case with these parameters (`params`).
    pub fn new<const N: usize>(params: [(&'static str, ParamValue); N]) -> Self {
        Self { params: of(params), configured: Params::default() }
    }

    /// The parameters that the configuration has (`builtInParams` and `clientParams`).
    pub fn configured<const N: usize>(self, params: [(&'static str, ParamValue); N]) -> Self {
        Self { configured: of(params), ..self }
    }

    /// Compares the endpoint, or the error, that an input comes to with that of the parameters of the case.
    ///
    /// # Panics
    /// They differ.
    #[track_caller]
    pub fn check<O: Operation>(self, input: Result<O::Input, BuildError>) {
        let input = input.expect("the input can be built");
        let mut params = self.configured;
        O::endpoint_params(&input, &mut params);
        let [actual, expected] =
            [params, self.params].map(|params| O::SERVICE.endpoint(&params).map_err(|error| error.to_string()));
        assert_eq!(actual, expected);
    }
}

fn of<const N: usize>(values: [(&'static str, ParamValue); N]) -> Params {
    let mut params = Params::default();
    values.into_iter().for_each(|(name, value)| params.set(name, value));
    params
}
