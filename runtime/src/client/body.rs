//! What traits ask for once the body is known.

use crate::error::BoxError;
use crate::operation::Traits;
use crate::protocol::Request;
use aws_smithy_types::config_bag::ConfigBag;

/// Compresses the body and adds headers that are made of it, as far as the traits of the operation want it. Checksums are
/// added when interceptors are done with it.
pub(super) fn finish(mut request: Request, traits: Traits, cfg: &mut ConfigBag) -> Result<Request, BoxError> {
    if traits.compress {
        compress(&mut request, cfg)?;
    }
    if let Some(make) = traits.body_headers {
        let made = make(request.body().bytes().ok_or("a stream has no checksum before it is sent")?);
        for (name, value) in made {
            if request.headers().contains_key(name) {
                continue;
            }
            request.headers_mut().try_insert(name, value)?;
        }
    }
    Ok(request)
}

/// A service that takes compressed requests takes others as well: without the feature they stay as they are.
#[cfg(not(feature = "request-compression"))]
#[expect(clippy::unnecessary_wraps, reason = "compressing can fail")]
fn compress(_: &mut Request, _: &mut ConfigBag) -> Result<(), BoxError> {
    Ok(())
}

#[cfg(feature = "request-compression")]
fn compress(request: &mut Request, cfg: &mut ConfigBag) -> Result<(), BoxError> {
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

    fn request(body: &str, traits: Traits) -> Request {
        let request = Request::new(body.into());
        finish(request, traits, &mut ConfigBag::base()).expect("can be sent")
    }

    #[test]
    fn what_is_large_is_compressed() {
        use std::io::Read;
        let traits = Traits { compress: true, ..Traits::NONE };
        assert!(request("small", traits).headers().is_empty());
        let large = "x".repeat(10_240);
        let request = request(&large, traits);
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
