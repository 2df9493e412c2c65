//! `smithy.rules#endpointTests` as tests of the generated crate.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

use super::emit::{imports, uses};
use super::emit_value::{Printer, Style};
use super::ir::{EndpointRules, Expr, Piece, Property};

/// A test module to stand behind `PARAMS` and `resolve`: one test a case. A case that is not one, for want of an
/// expectation or because a parameter is of no known type, is left out.
pub(crate) fn tests(endpoint_tests: &Value, rules: &EndpointRules) -> TokenStream {
    let printer = Printer { rules, style: Style::Locals, shared: &[] };
    let cases = endpoint_tests["testCases"].as_array().into_iter().flatten();
    let tests = cases.enumerate().filter_map(|(index, case)| test(index, case, printer));
    let tests = tests.collect::<TokenStream>();
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

fn test(index: usize, case: &Value, printer: Printer<'_>) -> Option<TokenStream> {
    let documentation = case["documentation"].as_str().unwrap_or_default();
    let words: String = documentation.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: String = words.to_snake_case().chars().take(80).collect();
    let name = format_ident!("case_{:03}_{}", index + 1, words.trim_matches('_'));
    let params = case["params"].as_object().into_iter().flatten();
    let params = params.map(|(name, value)| param(value).map(|value| quote!((#name, #value))));
    let params = params.collect::<Option<Vec<_>>>()?;
    let resolved = quote!(resolved([#(#params),*]));
    let expected = &case["expect"];
    let assertion = match (expected["error"].as_str(), expected["endpoint"]["url"].as_str()) {
        (Some(message), _) => quote!(assert_error(#resolved, #message)),
        (None, Some(url)) => {
            let headers = headers(&expected["endpoint"]["headers"]);
            let properties =
                property(&expected["endpoint"]["properties"]).filter(|property| *property != Property::Null);
            let properties = properties.unwrap_or(Property::Object(Vec::new()));
            let properties = printer.document(&properties);
            quote!(assert_endpoint(#resolved, #url, [#(#headers),*], #properties))
        }
        (None, None) => return None,
    };
    Some(quote! {
        #[test]
        fn #name() {
            #assertion;
        }
    })
}

fn param(value: &Value) -> Option<TokenStream> {
    match value {
        Value::String(value) => Some(quote!(#value.into())),
        Value::Bool(value) => Some(quote!(#value.into())),
        Value::Array(values) => {
            let values = values.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?;
            Some(quote!(ParamValue::StringArray(vec![#(#values.to_owned()),*])))
        }
        _ => None,
    }
}

fn headers(headers: &Value) -> Vec<TokenStream> {
    let headers = headers.as_object().into_iter().flatten();
    let headers = headers.map(|(name, values)| {
        let values = values.as_array().into_iter().flatten().filter_map(Value::as_str);
        quote!((#name, &[#(#values),*]))
    });
    headers.collect()
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
