//! `smithy.rules#endpointTests` as tests of the generated crate.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use smithy_json_ast::traits::{self, EndpointTest, EndpointTests, ParameterValue};

use super::emit::tokens::{imports, uses};
use super::emit::value::{Bindings, Printer, Style};
use super::ir::{EndpointRules, Expr, Piece, Property};

/// A test module to stand behind `PARAMS` and `resolve`: one test per case.
pub(crate) fn tests(endpoint_tests: &Value, rules: &EndpointRules) -> TokenStream {
    let printer = Printer { rules, style: Style::Locals, bindings: Bindings::Chained, shared: &[] };
    let cases = traits::read::<EndpointTests>(endpoint_tests).unwrap_or_default();
    let tests: TokenStream = cases.iter().enumerate().map(|(index, case)| test(index, case, printer)).collect();
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

fn test(index: usize, case: &EndpointTest<'_>, printer: Printer<'_>) -> TokenStream {
    let documentation = case.documentation;
    let words: String = documentation.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: String = words.to_snake_case().chars().take(80).collect();
    let name = format_ident!("case_{:03}_{}", index + 1, words.trim_matches('_'));
    let params = case.params.iter().map(|(name, value)| {
        let value = param(value);
        quote!((#name, #value))
    });
    let resolved = quote!(resolved([#(#params),*]));
    let assertion = match &case.expect {
        Err(message) => quote!(assert_error(#resolved, #message)),
        Ok(endpoint) => {
            let url = endpoint.url;
            let headers = endpoint.headers.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
            let properties = endpoint.properties.into_iter().flatten();
            let properties = properties.filter_map(|(name, value)| Some((name.clone(), property(value)?)));
            let properties = printer.document(&Property::Object(properties.collect()));
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

fn param(value: &ParameterValue<'_>) -> TokenStream {
    match value {
        ParameterValue::String(value) => quote!(#value.into()),
        ParameterValue::Boolean(value) => quote!(#value.into()),
        ParameterValue::StringArray(values) => quote!(ParamValue::StringArray(vec![#(#values.to_owned()),*])),
    }
}

fn property(value: &Value) -> Option<Property> {
    Some(match value {
        Value::Null => Property::Null,
        Value::Bool(value) => Property::Boolean(*value),
        Value::Number(value) => Property::Integer(value.as_i64()?),
        Value::String(value) => Property::String(Expr::Template(vec![Piece::Text(value.clone())])),
        Value::Array(values) => Property::List(values.iter().map(property).collect::<Option<_>>()?),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| Some((name.clone(), property(value)?)));
            Property::Object(members.collect::<Option<_>>()?)
        }
    })
}
