//! Settings of services that let checksums be chosen: what is calculated, and what is compared.

use super::client_config::Config;
use super::layer_values::ChunkSize;
use super::settings::Settings;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};

#[doc(hidden)]
impl Settings {
    #[inline]
    pub fn set_request_checksum_calculation(&mut self, calculation: Option<RequestChecksumCalculation>) {
        self.layer.store_or_unset(calculation);
    }

    #[inline]
    pub fn set_response_checksum_validation(&mut self, validation: Option<ResponseChecksumValidation>) {
        self.layer.store_or_unset(validation);
    }

    #[inline]
    pub fn set_aws_chunked_encoding_chunk_size(&mut self, size: Option<Option<usize>>) {
        self.layer.store_or_unset(size.map(ChunkSize));
    }
}

#[doc(hidden)]
impl Config {
    #[inline]
    pub fn checksum_settings(&self) -> (Option<&RequestChecksumCalculation>, Option<&ResponseChecksumValidation>) {
        let layer = self.layer();
        (layer.load::<RequestChecksumCalculation>(), layer.load::<ResponseChecksumValidation>())
    }
}

/// The methods about checksums of a configuration and a builder that [`service_config!`](crate::service_config) made.
#[doc(hidden)]
#[macro_export]
macro_rules! checksum_config {
    ($config:ident, $builder:ident) => {
        $crate::config_rows! { $builder:
            /// When requests get a checksum: unless told otherwise, whenever the service takes one. With `WhenRequired`
            /// they get one where the service insists on it, or the input names an algorithm.
            request_checksum_calculation(calculation: $crate::rt::RequestChecksumCalculation) =>
                set_request_checksum_calculation(Some(calculation)),
                calculation: Option<$crate::rt::RequestChecksumCalculation>;
            /// When a response is compared with its checksum: unless told otherwise, whenever the service has one. With
            /// `WhenRequired` only if the input asks for it. A response that differs is an error at the end of its
            /// body.
            response_checksum_validation(validation: $crate::rt::ResponseChecksumValidation) =>
                set_response_checksum_validation(Some(validation)),
                validation: Option<$crate::rt::ResponseChecksumValidation>;
            /// The size in bytes of the chunks of streams whose checksum comes behind them; 65536 unless told
            /// otherwise. It is at least 8192, or calls fail. `None` makes all of a stream one chunk, which is then in
            /// memory.
            aws_chunked_encoding_chunk_size(size: Option<usize>) =>
                set_aws_chunked_encoding_chunk_size(Some(size)), size: Option<Option<usize>>;
        }

        impl $config {
            /// When requests get a checksum, if it was set.
            #[inline]
            pub fn request_checksum_calculation(&self) -> Option<&$crate::rt::RequestChecksumCalculation> {
                self.shared.checksum_settings().0
            }

            /// When a response is compared with its checksum, if it was set.
            #[inline]
            pub fn response_checksum_validation(&self) -> Option<&$crate::rt::ResponseChecksumValidation> {
                self.shared.checksum_settings().1
            }
        }
    };
}
