//! Endpoint parameters that are somewhere in an input.

use super::eval::search;
use super::expr::Expr;
use crate::endpoint::{EndpointError, Params};
use crate::serde::{Structure, document};
use aws_smithy_types::Document;

/// Sets the endpoint parameter that `smithy.rules#operationContextParams` finds in the input, if it is there. `names`
/// is as in `document::input`. If it cannot be found, there is no endpoint.
pub fn set_param<T: Structure>(params: &mut Params, name: &'static str, value: &T, names: &[&str], path: &Expr) {
    match search(path, &document::input(value, names)) {
        Err(error) => params.refuse(EndpointError::new(format!("the endpoint parameter `{name}`: {error}"))),
        Ok(Document::String(value)) => params.set(name, value),
        Ok(Document::Bool(value)) => params.set(name, value),
        Ok(Document::Array(values)) => {
            let strings = values.iter().filter_map(|value| value.as_string().map(str::to_owned));
            params.set(name, strings.collect::<Vec<_>>());
        }
        Ok(_) => {}
    }
}
