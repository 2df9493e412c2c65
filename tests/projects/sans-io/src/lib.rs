//! What both ways of sending have in common: a request is made, and signed. No I/O.

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use parcels::operation::find_parcel::{FindParcel, FindParcelInput};
use parcels::operation::send_parcel::{SendParcel, SendParcelInput};
use parcels::protocol::{Params, encode_to, endpoint};
use std::error::Error;
use std::time::SystemTime;

/// Why there is no request, or no answer.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Where parcels are handed in, and by whom.
pub struct Office {
    /// Who signs.
    pub credentials: Credentials,
    /// What the endpoint rules choose by.
    pub params: Params,
    /// Where it is.
    pub region: String,
}

impl Office {
    /// The office of a region; or one with another address.
    pub fn new(region: &str, url: Option<String>) -> Result<Self, BoxError> {
        let params = Params::builder().region(region).set_endpoint(url).build()?;
        let credentials = Credentials::new("AKIDEXAMPLE", "a secret of nobody", None, None, "example");
        Ok(Self { credentials, params, region: region.to_owned() })
    }

    /// The request that asks for a parcel.
    pub fn find(&self, id: &str) -> Result<http::Request<Vec<u8>>, BoxError> {
        let input = FindParcelInput::builder().id(id).build()?;
        let endpoint = endpoint::<FindParcel>(&input, &self.params)?;
        let request = encode_to::<FindParcel>(&input, &endpoint)?;
        // What is not a stream is in memory.
        self.signed(request.map(|body| body.bytes().unwrap_or_default().to_vec()))
    }

    /// The request that hands a parcel in.
    pub fn send(&self, to: &str, grams: i32) -> Result<http::Request<Vec<u8>>, BoxError> {
        let input = SendParcelInput::builder().to(to).grams(grams).build()?;
        let endpoint = endpoint::<SendParcel>(&input, &self.params)?;
        let request = encode_to::<SendParcel>(&input, &endpoint)?;
        self.signed(request.map(|body| body.bytes().unwrap_or_default().to_vec()))
    }

    /// The request with a signature.
    fn signed(&self, mut request: http::Request<Vec<u8>>) -> Result<http::Request<Vec<u8>>, BoxError> {
        let identity = self.credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name("parcels")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?;
        let headers = request.headers().iter().map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
        let headers: Vec<_> = headers.collect::<Result<_, http::header::ToStrError>>()?;
        let (method, uri) = (request.method().as_str(), request.uri().to_string());
        let signable = SignableRequest::new(method, uri, headers.into_iter(), SignableBody::Bytes(request.body()))?;
        let (instructions, _) = sign(signable, &params.into())?.into_parts();
        instructions.apply_to_request_http1x(&mut request);
        Ok(request)
    }
}
