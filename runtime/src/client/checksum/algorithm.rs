//! The algorithms that checksums can be calculated by, and the one of a call.

use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::body::ChecksumCache;
use aws_smithy_checksums::http::CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// What the attempts of a call have in common.
#[derive(Clone, Debug)]
pub(super) struct Calculation {
    pub(super) algorithm: ChecksumAlgorithm,
    /// The header that is to name the algorithm, unless the caller does.
    pub(super) unnamed: Option<&'static str>,
    /// The headers with the checksum, once it is known: a service may have got it already, and it does not change.
    pub(super) known: ChecksumCache,
}

impl Storable for Calculation {
    type Storer = StoreReplace<Self>;
}

/// The algorithm of this name, in upper or lower case. The library takes MD5 for the name of another one.
pub(super) fn named(name: &str) -> Option<ChecksumAlgorithm> {
    let known = CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER.into_iter().find(|known| known.eq_ignore_ascii_case(name));
    known?.parse().ok()
}

/// Those of these names, the fastest first.
pub(super) fn fastest_first(names: &[&str]) -> impl Iterator<Item = ChecksumAlgorithm> {
    let known = CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER.into_iter();
    known.filter(|known| names.iter().any(|name| name.eq_ignore_ascii_case(known))).filter_map(named)
}

/// What the user agent says of a request with such a checksum.
pub(super) fn feature(algorithm: ChecksumAlgorithm) -> Option<SmithySdkFeature> {
    match algorithm {
        ChecksumAlgorithm::Crc32 => Some(SmithySdkFeature::FlexibleChecksumsReqCrc32),
        ChecksumAlgorithm::Crc32c => Some(SmithySdkFeature::FlexibleChecksumsReqCrc32c),
        ChecksumAlgorithm::Crc64Nvme => Some(SmithySdkFeature::FlexibleChecksumsReqCrc64),
        ChecksumAlgorithm::Sha1 => Some(SmithySdkFeature::FlexibleChecksumsReqSha1),
        ChecksumAlgorithm::Sha256 => Some(SmithySdkFeature::FlexibleChecksumsReqSha256),
        _ => None,
    }
}
