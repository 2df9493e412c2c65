//! Recomputes a SigV4 signature from what arrived, as the service does.

use crate::client::{SECRET_KEY, credentials};
use crate::server::Received;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use std::time::SystemTime;

/// The parts of an `Authorization` header.
#[derive(Debug)]
pub struct Authorization {
    /// The access key id.
    pub key: String,
    /// The day, as `YYYYMMDD`.
    pub day: String,
    /// The region signed for.
    pub region: String,
    /// The service signed for.
    pub service: String,
    /// The names of the headers signed.
    pub headers: Vec<String>,
    /// The signature, hexadecimal.
    pub signature: String,
}

impl Authorization {
    /// The header of a request.
    ///
    /// # Panics
    /// It is no SigV4 header.
    pub fn of(request: &Received) -> Self {
        let header = request.headers()["authorization"].to_str().expect("text");
        let parts = header.strip_prefix("AWS4-HMAC-SHA256 ").expect("SigV4");
        let part = |name: &str| {
            let mut parts = parts.split(", ").filter_map(|part| part.split_once('='));
            parts.find(|part| part.0 == name).expect("all parts").1.to_owned()
        };
        let credential = part("Credential");
        let scope: Vec<_> = credential.split('/').map(str::to_owned).collect();
        let [key, day, region, service, last] = scope.try_into().expect("a scope of five parts");
        assert_eq!(last, "aws4_request");
        let headers = part("SignedHeaders").split(';').map(str::to_owned).collect();
        Self { key, day, region, service, headers, signature: part("Signature") }
    }

    /// The signature that the request should have.
    ///
    /// # Panics
    /// The request cannot be signed.
    pub fn expected_signature(&self, request: &Received) -> String {
        self.signature_with(request, SECRET_KEY, SigningSettings::default(), SignableBody::Bytes(request.body()))
    }

    /// The signature that the request should have, by this secret key, of a service with settings of its own.
    ///
    /// # Panics
    /// The request cannot be signed.
    pub fn signature_with(
        &self,
        request: &Received,
        secret_key: &str,
        mut settings: SigningSettings,
        body: SignableBody<'_>,
    ) -> String {
        if self.headers.iter().any(|name| name == "x-amz-content-sha256") {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let session =
            request.headers().get("x-amz-security-token").map(|token| token.to_str().expect("text").to_owned());
        let identity = Credentials::new(&self.key, secret_key, session, None, "tests").into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(time(request))
            .settings(settings)
            .build()
            .expect("all parameters are set");
        // The signer adds the headers it makes.
        let made = ["x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];
        let headers = self.headers.iter().filter(|name| !made.contains(&name.as_str()));
        let headers = headers.map(|name| (name.as_str(), request.headers()[name].to_str().expect("text")));
        let uri = format!("http://{}{}", request.headers()["host"].to_str().expect("text"), request.uri());
        let signable = SignableRequest::new(request.method().as_str(), uri, headers, body).expect("a request");
        sign(signable, &params.into()).expect("can be signed").signature().to_owned()
    }
}

fn time(request: &Received) -> SystemTime {
    let basic = request.headers()["x-amz-date"].to_str().expect("text");
    let [y, mo, d, h, mi, s] = [0..4, 4..6, 6..8, 9..11, 11..13, 13..15].map(|range| &basic[range]);
    let extended = format!("{y}-{mo}-{d}T{h}:{mi}:{s}Z");
    DateTime::from_str(&extended, Format::DateTime).expect("a time").try_into().expect("in range")
}

/// Checks that a request is signed by [`credentials`], session token included.
///
/// # Panics
/// It is not.
pub fn assert_signed(request: &Received) {
    let authorization = Authorization::of(request);
    assert_eq!(authorization.key, credentials().access_key_id());
    assert_eq!(request.headers()["x-amz-security-token"], credentials().session_token().expect("one"));
    for header in ["host", "x-amz-date", "x-amz-security-token", "x-amz-target"] {
        assert!(authorization.headers.iter().any(|name| name == header), "{header} is not signed");
    }
    assert_eq!(authorization.signature, authorization.expected_signature(request));
}
