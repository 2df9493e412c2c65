//! The checksum of a response.

use super::algorithm;
use super::compared::Compared;
use crate::error::BoxError;
use crate::operation::ResponseChecksum;
use crate::protocol::{Presigned, Request, Response};
use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::base64;
use aws_smithy_types::checksum_config::ResponseChecksumValidation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// What the header has that asks for a checksum.
const ENABLED: &str = "ENABLED";

/// Whether a response is compared.
#[derive(Clone, Copy, Debug, Default)]
struct Compare(bool);

impl Storable for Compare {
    type Storer = StoreReplace<Self>;
}

/// Asks for a checksum, as far as the configuration wants one.
pub(super) fn ask(request: &mut Request, checksum: &ResponseChecksum, cfg: &mut ConfigBag) -> Result<(), BoxError> {
    let (when_supported, feature) = match cfg.load::<ResponseChecksumValidation>() {
        Some(ResponseChecksumValidation::WhenRequired) => (false, SmithySdkFeature::FlexibleChecksumsResWhenRequired),
        _ => (true, SmithySdkFeature::FlexibleChecksumsResWhenSupported),
    };
    let is_presigning = cfg.load::<Presigned>().is_some();
    if when_supported && !is_presigning {
        request.headers_mut().try_insert(checksum.header, ENABLED)?;
    }
    let compare = when_supported || request.headers().get(checksum.header) == Some(ENABLED);
    cfg.interceptor_state().store_append(feature).store_put(Compare(compare));
    Ok(())
}

/// Has the body end in an error if it is not that of the checksum.
pub(super) fn compare(response: &mut Response, checksum: &ResponseChecksum, cfg: &ConfigBag) {
    let is_wanted = cfg.load::<Compare>().copied().unwrap_or_default().0;
    // What an error has are not the bytes that the checksum is of.
    if !is_wanted || !response.status().is_success() {
        return;
    }
    let Some((algorithm, expected)) = expected(response, checksum.algorithms) else { return };
    let body = response.take_body();
    *response.body_mut() = Compared::of(body, algorithm.into_impl(), expected.into());
}

/// The checksum to compare with: that of the fastest algorithm, and no other. `None` if it cannot be compared.
fn expected(response: &Response, algorithms: &[&str]) -> Option<(ChecksumAlgorithm, Vec<u8>)> {
    let mut found = algorithm::fastest_first(algorithms)
        .filter_map(|algorithm| Some((algorithm, response.headers().get(algorithm.into_impl().header_name())?)));
    let (algorithm, value) = found.next()?;
    if is_of_parts(value) {
        tracing::warn!(
            checksum = value,
            "the checksum of the response is one of checksums of parts, with which it cannot be compared"
        );
        return None;
    }
    match base64::decode(value) {
        Ok(expected) => Some((algorithm, expected)),
        Err(error) => {
            tracing::warn!(%error, "the checksum of the response is not in base64: the response is not compared");
            None
        }
    }
}

/// Whether a checksum is one of the checksums of so many parts: `<base64>-<number>`.
fn is_of_parts(value: &str) -> bool {
    let number = value.rsplit_once('-').map_or("", |(_, number)| number);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECKSUM: ResponseChecksum = ResponseChecksum { header: "x-mode", algorithms: &["CRC32"] };

    #[test]
    fn nothing_is_asked_for_by_others() {
        let mut cfg = ConfigBag::base();
        cfg.interceptor_state().store_put(Presigned::UnsignedBody);
        let mut request = Request::empty();
        ask(&mut request, &CHECKSUM, &mut cfg).expect("nothing to do");
        assert!(request.headers().is_empty());
    }

    #[test]
    fn checksums_of_parts_are_told_by_their_number() {
        let table =
            [("AAAAAA==-2", true), ("AAAAAA==-10000", true), ("AAAAAA==", false), ("AA-A", false), ("A-", false)];
        for (value, expected) in table {
            assert_eq!(is_of_parts(value), expected, "{value}");
        }
    }
}
