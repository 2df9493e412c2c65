//! Streams with their checksum behind them: `aws-chunked`.

use super::algorithm::Calculation;
use super::data::Data;
use super::quiet::Quiet;
use crate::client::payload::sign_as;
use crate::config::ChunkSize;
use crate::error::BoxError;
use crate::protocol::Request;
use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_runtime::content_encoding::header_value::AWS_CHUNKED;
use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions, DeferredSigner, DeferredSignerSender};
use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::body::calculate::ChecksumBody;
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING};

/// No service takes smaller ones.
const MIN_CHUNK_SIZE: usize = 8192;

/// What a signature says of the body.
const CONTENT_SHA256: &str = "x-amz-content-sha256";

/// How long the signature of the trailer is, in hexadecimal.
const SIGNATURE_LENGTH: usize = 64;

/// How a body is sent in one attempt.
#[derive(Clone, Debug)]
struct Chunks {
    options: AwsChunkedBodyOptions,
    /// What signs each of them, where no encryption protects them.
    signer: Option<DeferredSigner>,
}

impl Chunks {
    /// The same, each with a signature, and a trailer with that of the trailers.
    fn signed(&self) -> AwsChunkedBodyOptions {
        let signature = X_AMZ_TRAILER_SIGNATURE.len() + ":".len() + SIGNATURE_LENGTH;
        self.options.clone().with_trailer_len(signature as u64).signed_chunked_encoding(true)
    }
}

impl Storable for Chunks {
    type Storer = StoreReplace<Self>;
}

/// Says in the headers how the body will come, before they are signed.
pub(super) fn announce(
    request: &mut Request,
    algorithm: ChecksumAlgorithm,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let length = length(request)?;
    let checksum = algorithm.into_impl();
    let mut options = AwsChunkedBodyOptions::new(length, vec![HttpChecksum::size(checksum.as_ref())]);
    if let Some(size) = chunk_size(length, cfg)? {
        options = options.with_chunk_size(size);
    }
    let is_plain = request.uri().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"));
    let (signer, sender) = is_plain.then(DeferredSigner::new).unzip();
    let payload = match is_plain {
        true => PayloadSigningOverride::StreamingSignedPayloadTrailer,
        false => PayloadSigningOverride::StreamingUnsignedPayloadTrailer,
    };
    sign_as(payload, cfg);
    let chunks = Chunks { options, signer };
    let encoded = if is_plain { chunks.signed() } else { chunks.options.clone() };
    let headers = request.headers_mut();
    headers.try_insert("x-amz-trailer", checksum.header_name())?;
    headers.try_insert("x-amz-decoded-content-length", length.to_string())?;
    headers.try_insert(CONTENT_LENGTH, encoded.encoded_length().to_string())?;
    headers.remove(TRANSFER_ENCODING);
    headers.try_append(CONTENT_ENCODING, AWS_CHUNKED)?;
    cfg.interceptor_state().store_put(chunks).store_or_unset(sender);
    Ok(())
}

/// The length of a body that may be no stream without end.
fn length(request: &Request) -> Result<u64, BoxError> {
    let told = request.headers().get(CONTENT_LENGTH).and_then(|length| length.parse().ok());
    let length = told.or_else(|| request.body().content_length()).ok_or(
        "a stream has a checksum behind it only if its length is known: set the content length, send it from a file or \
         from memory, or turn checksums off by `request_checksum_calculation`",
    )?;
    // With what is around the chunks it has to be a number as well.
    if i64::try_from(length).is_err() { Err("a stream cannot be that long".into()) } else { Ok(length) }
}

/// The size that was asked for.
fn chunk_size(length: u64, cfg: &ConfigBag) -> Result<Option<usize>, BoxError> {
    match cfg.load::<ChunkSize>() {
        None => Ok(None),
        Some(ChunkSize(Some(size))) if *size < MIN_CHUNK_SIZE => {
            Err(format!("chunks have at least {MIN_CHUNK_SIZE} bytes, and `aws_chunked_encoding_chunk_size` is {size}")
                .into())
        }
        // A chunk is never empty, and never longer than all of the body.
        Some(ChunkSize(size)) => {
            let all = usize::try_from(length).unwrap_or(usize::MAX).max(1);
            Ok(Some(size.unwrap_or(all).min(all)))
        }
    }
}

/// Puts the body into chunks, once the request is signed.
pub(super) fn encode(request: &mut Request, cfg: &mut ConfigBag) -> Result<(), BoxError> {
    let Some(Calculation { algorithm, known, .. }) = cfg.load::<Calculation>().cloned() else { return Ok(()) };
    let Some(chunks) = cfg.load::<Chunks>().cloned() else { return Ok(()) };
    // What comes next may be an attempt without them.
    cfg.interceptor_state().unset::<Chunks>().unset::<DeferredSignerSender>();
    let (options, signer) = match &chunks.signer {
        Some(signer) if is_signed(request)? => (chunks.signed(), Some(signer.clone())),
        _ => (chunks.options, None),
    };
    let headers = request.headers_mut();
    headers.try_insert(CONTENT_LENGTH, options.encoded_length().to_string())?;
    // Who signs a request says here how. Services know by this alone that there are chunks, so one without a signature
    // says it too.
    if !headers.contains_key(CONTENT_SHA256) {
        headers.try_insert(CONTENT_SHA256, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")?;
    }
    let body = request.take_body();
    *request.body_mut() = body.map(move |body| {
        let body = ChecksumBody::new(Data::of(body), algorithm.into_impl()).with_cache(known.clone());
        SdkBody::from_body_1_x(Quiet::around(body, |body| {
            let body = AwsChunkedBody::new(body, options.clone());
            match &signer {
                Some(signer) => body.with_signer(signer.clone()),
                None => body,
            }
        }))
    });
    Ok(())
}

/// Whether a request has a signature that those of chunks can follow. If it has none, they need none.
fn is_signed(request: &Request) -> Result<bool, BoxError> {
    match request.headers().get(AUTHORIZATION) {
        Some(authorization) if authorization.starts_with("AWS4-HMAC-SHA256 ") => Ok(true),
        Some(authorization) if authorization.starts_with("AWS4-") => {
            Err("a stream with a checksum behind it cannot be signed with SigV4a, unless it is sent by https".into())
        }
        _ => Ok(false),
    }
}
