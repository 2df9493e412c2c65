//! From the IR to the items of `endpoint.rs`: the parameters, and a tree of rules or a diagram as functions.

mod bdd;
mod shared;
mod sharing;
mod test_cases;
mod tokens;
mod tree;
mod value;

use super::ir::{Body, EndpointRules, Parameter, ParameterValue};
use proc_macro2::TokenStream;
use quote::quote;
pub(crate) use test_cases::{param, tests};
use tokens::imports;
pub(crate) use value::Bindings;
use value::{Printer, Style};

/// The items of `endpoint.rs`: `PARAMS`, and `resolve` with the functions it calls.
pub(crate) fn emit(rules: &EndpointRules, bindings: Bindings) -> TokenStream {
    let parameters = rules.parameters.iter().map(parameter);
    let style = match rules.body {
        Body::Tree(_) => Style::Locals,
        Body::Bdd(_) => Style::Unwrapped,
    };
    let printer = Printer { rules, style, bindings, shared: &[] };
    let shared = sharing::shared(rules, printer);
    let printer = Printer { shared: &shared, ..printer };
    let resolve = match &rules.body {
        Body::Tree(functions) => tree::tree(functions, printer),
        Body::Bdd(bdd) => bdd::bdd(bdd, printer),
    };
    let shared = shared.iter().map(|shared| shared.definition(rules));
    let items = quote! {
        /// What the rules of this service are evaluated with.
        pub(crate) static PARAMS: &[Param] = &[#(#parameters),*];

        #resolve
        #(#shared)*
    };
    let imports = imports(&items, &IMPORTS);
    let of_bdd = matches!(rules.body, Body::Bdd(_)).then(|| {
        quote!(
            use farrier_runtime::endpoint::bdd::{self, Next, Node};
        )
    });
    quote! {
        #of_bdd
        use farrier_runtime::endpoint::{#(#imports),*};

        #items
    }
}

const IMPORTS: [&str; 15] = [
    "Arn",
    "Document",
    "Endpoint",
    "EndpointBuilder",
    "EndpointError",
    "List",
    "Param",
    "ParamDefault",
    "Params",
    "Partition",
    "Url",
    "at",
    "fail",
    "functions",
    "object",
];

fn parameter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, required, .. } = parameter;
    let built_in = match &parameter.built_in {
        Some(built_in) => quote!(Some(#built_in)),
        None => quote!(None),
    };
    let default = match &parameter.default {
        Some(ParameterValue::String(value)) => quote!(Some(ParamDefault::String(#value))),
        Some(ParameterValue::Boolean(value)) => quote!(Some(ParamDefault::Boolean(#value))),
        Some(ParameterValue::StringArray(values)) => quote!(Some(ParamDefault::StringArray(&[#(#values),*]))),
        None => quote!(None),
    };
    quote!(Param { name: #name, built_in: #built_in, required: #required, default: #default })
}
