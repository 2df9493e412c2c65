//! What traits ask for once the body is known.

use crate::error::BoxError;
use crate::operation::Traits;
use aws_smithy_types::config_bag::ConfigBag;

type Request = aws_smithy_runtime_api::http::Request<Vec<u8>>;

/// Compresses the body and adds its checksum, as far as the traits of the operation want it.
pub(super) fn finish(mut request: Request, traits: Traits, cfg: &mut ConfigBag) -> Result<Request, BoxError> {
    if traits.compress {
        compress(&mut request, cfg)?;
    }
    if traits.checksum_required {
        sum(&mut request)?;
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
    use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
    use flate2::write::GzEncoder;
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
    use std::io::Write;

    let settings = cfg.load::<crate::config::Compression>().cloned().unwrap_or_default();
    let min_size = settings.min_size.unwrap_or(10_240);
    if settings.disabled == Some(true) || request.body().len() < usize::try_from(min_size)? {
        return Ok(());
    }
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(request.body())?;
    *request.body_mut() = encoder.finish()?;
    let length = request.body().len().to_string();
    request.headers_mut().try_insert(CONTENT_LENGTH, length)?;
    request.headers_mut().try_append(CONTENT_ENCODING, "gzip")?;
    cfg.interceptor_state().store_append(SmithySdkFeature::GzipRequestCompression);
    Ok(())
}

/// A service that wants a checksum refuses requests without one.
#[cfg(not(feature = "request-checksum"))]
fn sum(_: &mut Request) -> Result<(), BoxError> {
    Err("the operation needs the feature `request-checksum` of farrier-runtime".into())
}

#[cfg(feature = "request-checksum")]
fn sum(request: &mut Request) -> Result<(), BoxError> {
    use aws_smithy_types::base64;
    use md5::{Digest, Md5};

    let checksum = base64::encode(Md5::digest(request.body()));
    request.headers_mut().try_insert("content-md5", checksum)?;
    Ok(())
}

#[cfg(all(test, any(feature = "request-checksum", feature = "request-compression")))]
mod tests {
    use super::*;

    fn request(body: &str, traits: Traits) -> Request {
        let request = Request::new(body.as_bytes().to_vec());
        finish(request, traits, &mut ConfigBag::base()).expect("can be sent")
    }

    #[test]
    #[cfg(feature = "request-checksum")]
    fn a_checksum_is_of_the_body() {
        let request = request("{}", Traits { checksum_required: true, ..Traits::NONE });
        assert_eq!(request.headers().get("content-md5"), Some("mZFLkyvTelC5g8XnyQrpOw=="));
    }

    #[test]
    #[cfg(feature = "request-compression")]
    fn what_is_large_is_compressed() {
        use std::io::Read;
        let traits = Traits { compress: true, ..Traits::NONE };
        assert!(request("small", traits).headers().is_empty());
        let large = "x".repeat(10_240);
        let request = request(&large, traits);
        assert_eq!(request.headers().get("content-encoding"), Some("gzip"));
        assert_eq!(request.headers().get("content-length"), Some(&*request.body().len().to_string()));
        let mut text = String::new();
        flate2::read::GzDecoder::new(&**request.body()).read_to_string(&mut text).expect("gzip");
        assert_eq!(text, large);
    }
}
