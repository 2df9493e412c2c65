//! The cases of endpoint rules as tests of the generated crate.

use super::tokens::{imports, uses};
use super::value::{Bindings, Printer, Style};
use crate::endpoint::ir::{EndpointRules, ParameterValue};
use crate::endpoint::test_case::{ExpectedEndpoint, TestCase};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A test module to stand behind `PARAMS` and `resolve`: one test per case.
pub(crate) fn tests(cases: &[TestCase], rules: &EndpointRules) -> TokenStream {
    let printer = Printer { rules, style: Style::Locals, bindings: Bindings::Chained, shared: &[] };
    let tests: TokenStream = cases.iter().map(|case| test(case, printer)).collect();
    let helpers = [("resolved", resolved()), ("assert_endpoint", assert_endpoint()), ("assert_error", assert_error())];
    let helpers = helpers.into_iter().filter(|(name, _)| uses(&tests, name)).map(|(_, helper)| helper);
    let items = quote!(#(#helpers)* #tests);
    let imports = imports(&items, &IMPORTS);
    let maps = uses(&items, "BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    if items.is_empty() {
        return items;
    }
    quote! {
        #[cfg(test)]
        mod tests {
            #maps

            use farrier_runtime::endpoint::{#(#imports),*};

            use super::{PARAMS, resolve};

            #items
        }
    }
}

const IMPORTS: [&str; 8] =
    ["Document", "Endpoint", "EndpointError", "ParamValue", "Params", "apply_defaults", "object", "properties"];

fn resolved() -> TokenStream {
    quote! {
        fn resolved<const N: usize>(values: [(&'static str, ParamValue); N]) -> Result<Endpoint, EndpointError> {
            let mut params = Params::default();
            for (name, value) in values {
                params.set(name, value);
            }
            apply_defaults(&mut params, PARAMS)?;
            resolve(&params)
        }
    }
}

fn assert_endpoint() -> TokenStream {
    quote! {
        #[track_caller]
        fn assert_endpoint<const N: usize>(
            resolved: Result<Endpoint, EndpointError>,
            url: &str,
            headers: [(&str, &[&str]); N],
            expected: Document,
        ) {
            let endpoint = resolved.expect("the rules give an endpoint");
            let found = endpoint.headers().map(|(name, values)| (name, values.collect()));
            let found: BTreeMap<_, Vec<_>> = found.collect();
            let headers = headers.into_iter().map(|(name, values)| (name, values.to_vec())).collect();
            assert_eq!((endpoint.url(), found), (url, headers));
            assert_eq!(Document::Object(properties(&endpoint)), expected);
        }
    }
}

fn assert_error() -> TokenStream {
    quote! {
        #[track_caller]
        fn assert_error(resolved: Result<Endpoint, EndpointError>, message: &str) {
            let error = resolved.expect_err("the rules give an error");
            assert_eq!(error.to_string(), message);
        }
    }
}

fn test(case: &TestCase, printer: Printer<'_>) -> TokenStream {
    let name = format_ident!("{}", case.name);
    let params = case.params.iter().map(|(name, value)| {
        let value = param(value);
        quote!((#name, #value))
    });
    let resolved = quote!(resolved([#(#params),*]));
    let assertion = match &case.expected {
        Err(message) => quote!(assert_error(#resolved, #message)),
        Ok(ExpectedEndpoint { url, headers, properties }) => {
            let headers = headers.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
            let properties = printer.document(properties);
            quote!(assert_endpoint(#resolved, #url, [#(#headers),*], #properties))
        }
    };
    quote! {
        #[test]
        fn #name() {
            #assertion;
        }
    }
}

/// The value of a parameter, as what turns into one.
pub(crate) fn param(value: &ParameterValue) -> TokenStream {
    match value {
        ParameterValue::String(value) => quote!(#value.into()),
        ParameterValue::Boolean(value) => quote!(#value.into()),
        ParameterValue::StringArray(values) => quote!(vec![#(#values.to_owned()),*].into()),
    }
}
