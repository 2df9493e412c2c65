//! The client: its configuration goes in, and each operation comes out as a request to fill and send.

use super::{discovery, own_config, waiter};
use crate::emit::tokens::{deprecated, doc, ident, inner};
use crate::ir::{Crate, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// `client.rs`: the client, with one method per operation.
pub(in crate::emit) fn client(ir: &Crate) -> TokenStream {
    let title = &ir.service.title;
    let docs = doc(&format!("A client of {title}, with one method per operation. Cloning it is cheap."));
    let module_docs = doc(&format!("The client of {title}."));
    let module_docs = inner(module_docs);
    let own_config::Kept { field, new, get } = own_config::Kept::of(ir);
    let waiters = waiter::client(ir);
    let discovery = ir.discovery.as_ref().map(discovery::method);
    let methods = ir.operations.iter().map(method);
    quote! {
        #module_docs
        use crate::config::Config;
        use farrier_runtime::client::Handle;
        use farrier_runtime::rt::SdkConfig;

        #docs
        #[derive(Clone, Debug)]
        pub struct Client { pub(crate) handle: Handle #field }

        impl Client {
            /// Creates a client with the configuration that AWS clients share.
            ///
            /// # Panics
            /// If the configuration lacks what every client needs, such as a behavior version.
            #[track_caller]
            #[inline]
            pub fn new(sdk_config: &SdkConfig) -> Self { Self::from_conf(sdk_config.into()) }
            /// Creates a client with a configuration of its own.
            ///
            /// # Panics
            /// If the configuration lacks what every client needs, such as a behavior version.
            #[track_caller]
            #[inline]
            pub fn from_conf(conf: Config) -> Self { #new }
            /// The configuration of the client.
            #[inline]
            pub fn config(&self) -> &Config { #get }
            #discovery
            #(#methods)*
        }

        /// Changes to how one request is sent.
        pub mod customize {
            pub use farrier_runtime::client::CustomizableOperation;
        }

        #waiters
    }
}

/// The method of the client. All of them are in one block: rustdoc shows each block of an `impl` at length.
fn method(op: &Operation) -> TokenStream {
    let (module, feature) = (ident(&op.module), &op.feature);
    let builder = ident(&op.fluent_builder);
    let docs = doc(op.summary.as_deref().unwrap_or(&format!("Calls `{}`.", op.ident)));
    let old = deprecated(&op.deprecated);
    quote! {
        #docs
        #old
        #[cfg(feature = #feature)]
        #[inline]
        pub fn #module(&self) -> crate::operation::#module::#builder { crate::operation::#module::request(self.handle.call()) }
    }
}
