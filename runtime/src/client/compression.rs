//! Bodies that are compressed: the trait `@requestCompression`.

use crate::error::BoxError;
use crate::protocol::Request;
use aws_smithy_types::config_bag::ConfigBag;

/// A service that takes compressed requests takes others as well: without the feature they stay as they are.
#[cfg(not(feature = "request-compression"))]
#[expect(clippy::unnecessary_wraps, reason = "compressing can fail")]
pub(super) fn compress(_: &mut Request, _: &mut ConfigBag) -> Result<(), BoxError> {
    Ok(())
}

/// Compresses a body in memory that is long enough, unless the configuration has it otherwise.
#[cfg(feature = "request-compression")]
pub(super) fn compress(request: &mut Request, cfg: &mut ConfigBag) -> Result<(), BoxError> {
    use crate::config::{DisableRequestCompression, MinCompressionSize};
    use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
    use flate2::write::GzEncoder;
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
    use std::io::Write;

    /// The most that services of AWS take.
    const MAX_MIN_SIZE: u32 = 10_485_760;

    let MinCompressionSize(min_size) = cfg.load::<MinCompressionSize>().copied().unwrap_or_default();
    if min_size > MAX_MIN_SIZE {
        return Err(
            format!("`request_min_compression_size_bytes` is {MAX_MIN_SIZE} at most, and not {min_size}").into()
        );
    }
    let min_size = usize::try_from(min_size)?;
    // A stream is sent as it is: nobody knows yet how long it will be.
    let Some(body) = request.body().bytes().filter(|body| body.len() >= min_size) else { return Ok(()) };
    if cfg.load::<DisableRequestCompression>().is_some_and(|disable| disable.0) {
        return Ok(());
    }
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(body)?;
    let compressed = encoder.finish()?;
    let length = compressed.len().to_string();
    *request.body_mut() = compressed.into();
    request.headers_mut().try_insert(CONTENT_LENGTH, length)?;
    request.headers_mut().try_append(CONTENT_ENCODING, "gzip")?;
    cfg.interceptor_state().store_append(SmithySdkFeature::GzipRequestCompression);
    Ok(())
}

#[cfg(all(test, feature = "request-compression"))]
mod tests {
    use super::*;

    fn request(body: &str) -> Request {
        let mut request = Request::new(body.into());
        compress(&mut request, &mut ConfigBag::base()).expect("can be sent");
        request
    }

    #[test]
    fn what_is_large_is_compressed() {
        use std::io::Read;
        assert!(request("small").headers().is_empty());
        let large = "x".repeat(10_240);
        let request = request(&large);
        assert_eq!(request.headers().get("content-encoding"), Some("gzip"));
        assert_eq!(
            request.headers().get("content-length"),
            Some(&*request.body().bytes().map_or(0, <[u8]>::len).to_string())
        );
        let mut text = String::new();
        flate2::read::GzDecoder::new(request.body().bytes().unwrap_or_default())
            .read_to_string(&mut text)
            .expect("gzip");
        assert_eq!(text, large);
    }
}
