//! Error structures.

use super::builder_types;
use super::codec::codec;
use super::extra::Extra;
use super::structure::{definition, methods, the_shape};
use crate::emit::tokens::{Std, cfg, doc, file_of, ident};
use crate::ir::{Crate, Error, Field, Presence, Retry};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The items of the file of an error structure.
pub(in crate::emit) fn error(error: &Error) -> TokenStream {
    let structure = &error.structure;
    let defined = [structure.ident.as_str(), structure.builder.as_str()];
    let std = Std::new(&defined);
    let definition = definition(structure, &the_shape(structure), std, Extra::Meta);
    let methods = methods(structure, std, Extra::Meta, own_methods(error, std));
    let (codec, traits) = (codec(structure, Extra::Meta), traits(error));
    let builder = builder_types::of_structure(structure, std, Extra::Meta);
    quote! {
        use farrier_runtime::rt;
        #definition
        #methods
        #codec
        #traits
        #builder
    }
}

/// `message()` and `retryable_error_kind()`.
fn own_methods(error: &Error, std: Std<'_>) -> TokenStream {
    let field = message(error);
    let option = std.option(&quote!(&str));
    let retryable = error.retry.map(|retry| {
        let kind = retry_kind(retry);
        quote! {
            /// How the error counts for retries.
            #[inline]
            pub fn retryable_error_kind(&self) -> rt::ErrorKind { rt::ErrorKind::#kind }
        }
    });
    let (output, body) = match field {
        Some(field) if field.presence == Presence::Optional => (option, quote!(self.message.as_deref())),
        Some(_) => (quote!(&str), quote!(&self.message)),
        None => (option, quote!(self.meta.message())),
    };
    quote! {
        /// What the service says went wrong.
        #[inline]
        pub fn message(&self) -> #output { #body }
        #retryable
    }
}

/// The member that is the message.
fn message(error: &Error) -> Option<&Field> {
    error.structure.fields.iter().find(|field| Some(&field.ident) == error.message.as_ref())
}

fn retry_kind(retry: Retry) -> Ident {
    ident(match retry {
        Retry::Throttling => "ThrottlingError",
        Retry::Server => "ServerError",
        Retry::Client => "ClientError",
    })
}

/// What every error can do.
fn traits(error: &Error) -> TokenStream {
    let structure = &error.structure;
    let name = ident(&structure.ident);
    let message = message(error).map(|field| {
        let name = ident(&field.ident);
        if structure.is_sensitive() || field.sensitive { quote!(hides = #name,) } else { quote!(message = #name,) }
    });
    let kind = error.retry.map(|retry| {
        let kind = retry_kind(retry);
        quote!(retry = #kind,)
    });
    let status = Literal::u16_unsuffixed(error.status);
    quote!(rt::error_shape!(#name, #message #kind #[cfg(feature = "server")] status = #status);)
}

/// The variant of an enum of errors, which is there on a condition.
pub(in crate::emit) fn variant(name: &str, cfg: &TokenStream) -> TokenStream {
    let docs = doc(&format!("The error [`{name}`](crate::types::error::{name})."));
    let name = ident(name);
    quote!(#docs #cfg #name(crate::types::error::#name))
}

/// `types::error`: the error structures and their builders.
pub(in crate::emit) fn index(ir: &Crate) -> TokenStream {
    let errors = ir.errors.iter().map(|error| (&error.module, &error.structure.ident, &error.usage));
    let of_events = ir.event_errors.iter().map(|error| (&error.module, &error.ident, &error.usage));
    let modules = errors.chain(of_events).map(|(module, name, usage)| {
        let file = file_of(module, "error/");
        let (module, name, cfg) = (ident(module), ident(name), cfg(usage));
        (quote!(#cfg #file mod #module;), quote!(#cfg pub use self::#module::#name;))
    });
    let (modules, exports): (Vec<_>, Vec<_>) = modules.unzip();
    let builders = ir.errors.iter().map(|error| {
        let (module, name, cfg) = (ident(&error.module), ident(&error.structure.builder), cfg(&error.usage));
        quote!(#cfg pub use super::#module::#name;)
    });
    quote! {
        #(#modules)*
        #(#exports)*
        /// Builders of error structures.
        pub mod builders { #(#builders)* }
    }
}
