//! What an operation changes of the endpoint: parameters of the rules, and the prefix of the host.

use crate::emit::tokens::ident;
use crate::ir::{EndpointParam, HostPart, HostPrefix, Operation, ParamSource, StaticValue, Type};
use crate::jmespath;
use crate::names::stem;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// Sets the endpoint parameters that come from the operation and its input.
pub(in crate::emit) fn params(op: &Operation) -> Option<TokenStream> {
    let sets: Vec<_> = op.endpoint_params.iter().map(set).collect();
    let uses_input = op.endpoint_params.iter().any(|param| !matches!(param.value, ParamSource::Static(_)));
    // None of them is seen then, not even in an error of the rules.
    let hide = op.endpoint_params.iter().any(|param| param.sensitive).then(|| quote!(params.hide();));
    let input = if uses_input { quote!(input) } else { quote!(_) };
    (!sets.is_empty()).then(|| {
        quote! {
            #[inline]
            fn endpoint_params(#input: &Self::Input, params: &mut rt::Params) { #(#sets)* #hide }
        }
    })
}

/// The statement that sets a parameter.
fn set(param: &EndpointParam) -> TokenStream {
    let name = &param.name;
    match &param.value {
        ParamSource::Static(StaticValue::Boolean(value)) => quote!(params.set(#name, #value);),
        ParamSource::Static(StaticValue::String(value)) => quote!(params.set(#name, #value);),
        ParamSource::Static(StaticValue::StringArray(items)) => {
            quote!(params.set(#name, vec![#(#items.to_owned()),*]);)
        }
        ParamSource::Field(field, Type::Bool) => {
            let field = ident(field);
            quote!(if let Some(value) = input.#field { params.set(#name, value); })
        }
        ParamSource::Field(field, Type::String | Type::List(_)) => {
            let field = ident(field);
            quote!(if let Some(value) = &input.#field { params.set(#name, value.clone()); })
        }
        ParamSource::Field(field, _) => {
            let field = ident(field);
            quote!(if let Some(value) = &input.#field { params.set(#name, value.as_str()); })
        }
        ParamSource::Path(path) => {
            let (members, path) = (path.members(), jmespath::emit(path));
            quote! {{
                const PATH: rt::jmespath::Expr = { use rt::jmespath::syntax::*; #path };
                rt::jmespath::set_param(params, #name, input, &[#(#members),*], &PATH);
            }}
        }
    }
}

/// What `@endpoint` puts before the host; the labels in it may have values that cannot be there.
pub(in crate::emit) fn host_prefix(prefix: &HostPrefix) -> TokenStream {
    let mut format = String::new();
    let mut labels = BTreeMap::new();
    for part in &prefix.parts {
        match part {
            HostPart::Literal(text) => format.push_str(text),
            HostPart::Label(field, member, is_enum) => {
                let (field, label) = (ident(field), format!("{}_label", stem(field)));
                format.push_str(&format!("{{{label}}}"));
                let name = ident(&label);
                let value = match is_enum {
                    false => quote!(let #name = rt::host_label(#member, &input.#field)?;),
                    true => quote! {
                        let #name = input.#field.as_ref().map(|value| value.as_str().to_owned());
                        let #name = rt::host_label(#member, &#name)?;
                    },
                };
                labels.insert(label, value);
            }
        }
    }
    let labels: Vec<_> = labels.values().collect();
    let (input, body) = match labels.as_slice() {
        [] => (quote!(_), quote!(Some(Ok(#format.to_owned())))),
        labels => (quote!(input), quote!(let prefix = || { #(#labels)* Ok(format!(#format)) }; Some(prefix()))),
    };
    quote! {
        #[inline]
        fn host_prefix(#input: &Self::Input) -> Option<Result<String, &'static str>> { #body }
    }
}
