//! SigV4a, checked as the service does: by the public key that follows from the credentials.

use crate::client::{SECRET_KEY, credentials};
use crate::hash::sha256;
use crate::server::{Received, header};
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use sha2::Sha256;

/// The name of the algorithm.
pub const ALGORITHM: &str = "AWS4-ECDSA-P256-SHA256";

/// The order of the curve less two.
const LAST: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7,
    0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x4f,
];

/// The key of an access key: the first candidate in range, plus one.
fn key(access_key: &str, secret: &str) -> VerifyingKey {
    let candidate = |counter: u8| -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(format!("AWS4A{secret}").as_bytes()).expect("any length");
        mac.update(&1_u32.to_be_bytes());
        mac.update(ALGORITHM.as_bytes());
        mac.update(&[0]);
        mac.update(access_key.as_bytes());
        mac.update(&[counter]);
        mac.update(&256_u32.to_be_bytes());
        mac.finalize().into_bytes().into()
    };
    let mut key = (1..=254).map(candidate).find(|candidate| *candidate <= LAST).expect("one is in range");
    for byte in key.iter_mut().rev() {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            break;
        }
    }
    *SigningKey::from_slice(&key).expect("in range").verifying_key()
}

/// Whether something hexadecimal is a signature of a text by [`credentials`].
///
/// # Panics
/// It is not even a signature.
pub fn is_signature(hex: &str, text: &str) -> bool {
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"));
    let signature = Signature::from_der(&bytes.collect::<Vec<_>>()).expect("a signature");
    key(credentials().access_key_id(), SECRET_KEY).verify(text.as_bytes(), &signature).is_ok()
}

/// A part of the header `Authorization`.
///
/// # Panics
/// It has no such part, or is of another algorithm.
pub fn part<'a>(request: &'a Received, name: &str) -> &'a str {
    let parts = header(request, "authorization").strip_prefix(ALGORITHM).expect("SigV4a").trim_start();
    let mut parts = parts.split(", ").filter_map(|part| part.split_once('='));
    parts.find(|part| part.0 == name).expect("all parts").1
}

/// Whether [`credentials`] signed a request for a service. Its query has one parameter at most.
///
/// # Panics
/// It has no signature of this algorithm.
pub fn is_signed_for(request: &Received, service: &str) -> bool {
    is_signature(part(request, "Signature"), &string_to_sign(request, service))
}

fn string_to_sign(request: &Received, service: &str) -> String {
    let signed = part(request, "SignedHeaders");
    let headers: String = signed.split(';').map(|name| format!("{name}:{}\n", header(request, name).trim())).collect();
    let (method, uri) = (request.method(), request.uri());
    let body = match header(request, "x-amz-content-sha256") {
        "" => sha256(request.body()),
        told => told.to_owned(),
    };
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let canonical = sha256(format!("{method}\n{path}\n{query}\n{headers}\n{signed}\n{body}"));
    let date = header(request, "x-amz-date");
    format!("{ALGORITHM}\n{date}\n{}/{service}/aws4_request\n{canonical}", &date[..8])
}
