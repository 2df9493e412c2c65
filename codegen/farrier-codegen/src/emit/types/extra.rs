//! What a structure has besides its members, and how its builder keeps them.

use crate::emit::tokens::Std;
use crate::ir::Structure;
use proc_macro2::TokenStream;
use quote::quote;

/// What a structure has besides its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Extra {
    /// Nothing.
    Nothing,
    /// Outputs keep the request id.
    RequestId,
    /// Outputs keep the request id, and a second one.
    RequestIds,
    /// Errors keep what the envelope said.
    Meta,
}

impl Extra {
    /// The field of the structure.
    pub(in crate::emit) fn field(self, std: Std<'_>) -> Option<TokenStream> {
        match self {
            Self::Nothing => None,
            Self::RequestId | Self::RequestIds => {
                let ty = std.option(&std.path("String"));
                let extended = (self == Self::RequestIds).then(|| quote!(, _extended_request_id: #ty));
                Some(quote!(_request_id: #ty #extended))
            }
            Self::Meta => Some(quote!(meta: rt::ErrorMetadata)),
        }
    }

    /// The field of a builder with fields of its own. The request id is nothing to build.
    pub(in crate::emit) fn builder_field(self) -> Option<TokenStream> {
        (self == Self::Meta).then(|| quote!(meta: rt::ErrorMetadata))
    }

    /// The field of the structure when it is built from a builder with fields of its own.
    pub(in crate::emit) fn built(self) -> Option<TokenStream> {
        match self {
            Self::Nothing => None,
            Self::RequestId => Some(quote!(_request_id: None)),
            Self::RequestIds => Some(quote!(_request_id: None, _extended_request_id: None)),
            Self::Meta => Some(quote!(meta: self.meta)),
        }
    }
}

/// How a builder keeps members until it builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Storage {
    /// As the structure itself: all its members are optional anyway.
    Whole,
    /// As fields of its own, each an `Option`.
    Fields,
}

impl Storage {
    pub(in crate::emit) fn of(structure: &Structure) -> Self {
        if structure.all_optional() { Self::Whole } else { Self::Fields }
    }
}
