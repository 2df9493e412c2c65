//! Reads `aws-chunked` as a service does, and checks the signatures.

use aws_sigv4::http_request::{SignableBody, SigningSettings};
use farrier_tests::client::SECRET_KEY;
use farrier_tests::hash::{sha256, sigv4};
use farrier_tests::server::{Received, header};
use farrier_tests::signature::Authorization;

/// A body that was in chunks.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    pub(crate) data: Vec<u8>,
    /// The lengths of all chunks, the empty one at the end too.
    pub(crate) lengths: Vec<usize>,
    /// Those of the chunks, where they have any.
    pub(crate) signatures: Vec<String>,
    pub(crate) trailers: Vec<(String, String)>,
}

impl Chunks {
    /// The chunks in the body of a request, which is as long as it says.
    pub(crate) fn of(request: &Received) -> Self {
        assert_eq!(header(request, "content-length"), request.body().len().to_string());
        assert_eq!(header(request, "transfer-encoding"), "");
        let mut chunks = Self::default();
        let mut rest = &request.body()[..];
        while chunks.lengths.last() != Some(&0) {
            let line = line(&mut rest);
            let (length, signature) = line.split_once(";chunk-signature=").unwrap_or((&line, ""));
            let length = usize::from_str_radix(length, 16).expect("a length");
            if !signature.is_empty() {
                chunks.signatures.push(signature.to_owned());
            }
            chunks.lengths.push(length);
            if length > 0 {
                let (data, behind) = rest.split_at(length);
                chunks.data.extend(data);
                rest = behind.strip_prefix(b"\r\n").expect("the end of a chunk");
            }
        }
        loop {
            let line = line(&mut rest);
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').expect("a trailer");
            chunks.trailers.push((name.to_owned(), value.to_owned()));
        }
        assert!(rest.is_empty(), "there is more behind the end");
        assert_eq!(header(request, "x-amz-decoded-content-length"), chunks.data.len().to_string());
        chunks
    }

    /// The value of a trailer; empty without it.
    pub(crate) fn trailer(&self, name: &str) -> &str {
        self.trailers.iter().find(|trailer| trailer.0 == name).map_or("", |trailer| &trailer.1)
    }

    /// Checks that each signature follows from the one before, the first from that of the request.
    pub(crate) fn assert_signed(&self, request: &Received) {
        let authorization = Authorization::of(request);
        let expected = authorization.signature_with(
            request,
            SECRET_KEY,
            SigningSettings::default(),
            SignableBody::StreamingSignedPayloadTrailer,
        );
        assert_eq!(authorization.signature, expected);
        let scope = [&*authorization.day, &authorization.region, &authorization.service, "aws4_request"];
        let sign = |kind: &str, previous: &str, what: String| {
            let date = header(request, "x-amz-date");
            let text = format!("AWS4-HMAC-SHA256-{kind}\n{date}\n{}\n{previous}\n{what}", scope.join("/"));
            sigv4(SECRET_KEY, &scope, &text)
        };
        let mut previous = authorization.signature.clone();
        let mut at = 0;
        assert_eq!(self.signatures.len(), self.lengths.len());
        for (length, signature) in self.lengths.iter().zip(&self.signatures) {
            let data = &self.data[at..at + length];
            previous = sign("PAYLOAD", &previous, format!("{}\n{}", sha256(b""), sha256(data)));
            assert_eq!(*signature, previous, "of the chunk at {at}");
            at += length;
        }
        let signed = self.trailers.iter().filter(|trailer| trailer.0 != "x-amz-trailer-signature");
        let signed: String = signed.map(|(name, value)| format!("{name}:{value}\n")).collect();
        let expected = sign("TRAILER", &previous, sha256(signed));
        assert_eq!(self.trailer("x-amz-trailer-signature"), expected);
    }
}

fn line(rest: &mut &[u8]) -> String {
    let end = rest.windows(2).position(|pair| pair == b"\r\n").expect("the end of a line");
    let line = String::from_utf8(rest[..end].to_vec()).expect("text");
    *rest = &rest[end + 2..];
    line
}
