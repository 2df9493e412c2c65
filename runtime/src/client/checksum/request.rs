//! The checksum of a request.

use super::algorithm::{self, Calculation};
use super::chunked;
use crate::error::BoxError;
use crate::protocol::Request;
use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::body::ChecksumCache;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::checksum_config::RequestChecksumCalculation;
use aws_smithy_types::config_bag::ConfigBag;

/// What headers with checksums begin with, and the one that asks for a checksum instead.
const VALUES: &str = "x-amz-checksum-";
const MODE: &str = "x-amz-checksum-mode";

/// Decides whether to calculate a checksum, and of which algorithm.
pub(super) fn choose(
    request: &Request,
    header: &'static str,
    required: bool,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    if has_checksum(request) {
        return Ok(());
    }
    let (when_required, feature) = match cfg.load::<RequestChecksumCalculation>() {
        Some(RequestChecksumCalculation::WhenRequired) => (true, SmithySdkFeature::FlexibleChecksumsReqWhenRequired),
        _ => (false, SmithySdkFeature::FlexibleChecksumsReqWhenSupported),
    };
    cfg.interceptor_state().store_append(feature);
    let (algorithm, unnamed) = match request.headers().get(header) {
        Some(name) => (algorithm::named(name).ok_or_else(|| unknown(name))?, None),
        None if when_required && !required => return Ok(()),
        None => (ChecksumAlgorithm::default(), Some(header)),
    };
    let state = cfg.interceptor_state();
    algorithm::feature(algorithm).into_iter().for_each(|feature| _ = state.store_append(feature));
    state.store_put(Calculation { algorithm, unnamed, known: ChecksumCache::new() });
    Ok(())
}

/// Whether a request has its checksum: who knows it wants no other.
fn has_checksum(request: &Request) -> bool {
    request.headers().iter().any(|(name, _)| name.starts_with(VALUES) && name != MODE)
}

fn unknown(name: &str) -> String {
    format!(
        "the client cannot calculate checksums by `{}`: name CRC32, CRC32C, CRC64NVME, SHA1 or SHA256, or give the \
         request its checksum",
        name.escape_debug()
    )
}

/// Adds the checksum of a body in memory to the headers, and says of a stream that its checksum comes behind it.
pub(super) fn add(request: &mut Request, cfg: &mut ConfigBag) -> Result<(), BoxError> {
    let Some(Calculation { algorithm, unnamed, known }) = cfg.load::<Calculation>().cloned() else { return Ok(()) };
    // An interceptor may have added it since.
    if has_checksum(request) {
        return Ok(());
    }
    if let Some(header) = unnamed {
        request.headers_mut().try_insert(header, algorithm.as_str().to_ascii_uppercase())?;
    }
    let Some(body) = request.body().bytes() else {
        return chunked::announce(request, algorithm, cfg);
    };
    let mut checksum = algorithm.into_impl();
    checksum.update(body);
    let headers = checksum.headers();
    let first = known.get().unwrap_or_else(|| {
        known.set(headers.clone());
        headers.clone()
    });
    if first != headers {
        tracing::warn!("the checksum differs from that of the first attempt, which is sent");
    }
    for (name, value) in &first {
        request.headers_mut().try_insert(name.clone(), value.clone())?;
    }
    Ok(())
}
