//! Checksums: what the definition of an operation says of them.

use crate::ir::{Checksums, RequestChecksum, ResponseChecksum};
use proc_macro2::TokenStream;
use quote::quote;

/// The fields of request and response, as far as there is a checksum.
pub(super) fn fields(checksums: &Checksums) -> [Option<TokenStream>; 2] {
    let request = checksums.request.as_ref().map(|checksum| match checksum {
        RequestChecksum::Md5 => quote!(request_checksum: rt::RequestChecksum::Md5,),
        RequestChecksum::Chosen { header, required } => {
            quote!(request_checksum: rt::RequestChecksum::Chosen { header: #header, required: #required },)
        }
    });
    let response = checksums.response.as_ref().map(|ResponseChecksum { header, algorithms }| {
        let checksum = quote!(rt::ResponseChecksum { header: #header, algorithms: &[#(#algorithms),*] });
        quote!(response_checksum: Some(#checksum),)
    });
    [request, response]
}
