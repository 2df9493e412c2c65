//! The checksum of requests whose model names no algorithm.

use crate::error::BoxError;
use crate::protocol::Request;
use ::md5::{Digest, Md5};
use aws_smithy_types::base64;

const HEADER: &str = "content-md5";

/// Adds the MD5 of the body, unless the request has one.
pub(super) fn add(request: &mut Request) -> Result<(), BoxError> {
    if request.headers().contains_key(HEADER) {
        return Ok(());
    }
    let body = request.body().bytes().ok_or("a stream has no checksum before it is sent")?;
    let checksum = base64::encode(Md5::digest(body));
    request.headers_mut().try_insert(HEADER, checksum)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_of_the_body() {
        let mut request = Request::new("{}".into());
        add(&mut request).expect("a body in memory");
        assert_eq!(request.headers().get(HEADER), Some("mZFLkyvTelC5g8XnyQrpOw=="));
    }
}
