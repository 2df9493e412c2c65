//! Hashes, and signatures made of them.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Bytes in hexadecimal digits.
pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(Sha256::digest(bytes))
}

/// The signature of a text by SigV4, in hexadecimal digits, with a secret key: what is in the scope goes into the key,
/// part by part.
///
/// # Panics
/// Never.
pub fn sigv4(secret: &str, scope: &[&str], text: &str) -> String {
    let key = format!("AWS4{secret}").into_bytes();
    let parts = scope.iter().copied().chain([text]);
    hex(parts.fold(key, |key, part| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length");
        mac.update(part.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }))
}
