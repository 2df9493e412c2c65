//! Where requests go, without a connection.

use super::definition::Operation;
use super::definition::schema;
use super::encode::encode_request;
use crate::endpoint::{Endpoint, EndpointError, Params};
use crate::error::{BoxError, EncodeError};
use crate::protocol::{OperationSchema, Request};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;

/// Where the request for an input goes: what the endpoint rules of the service choose, by these parameters and by what
/// the input says of it. A host prefix of the operation is part of the URL.
///
/// In the parameters stands what a client takes from its configuration, such as the region. Where the rules say how a
/// request is signed, the properties of the endpoint do.
///
/// # Errors
/// The rules refuse the parameters or miss one, or a member that goes into the host name is not set or cannot be part
/// of it.
pub fn endpoint<O: Operation>(input: &O::Input, params: &Params) -> Result<Endpoint, EndpointError> {
    let mut params = params.clone();
    O::endpoint_params(input, &mut params);
    let endpoint = O::SERVICE.endpoint(&params)?;
    let Some(prefix) = O::host_prefix(input) else { return Ok(endpoint) };
    let prefix = prefix.map_err(EndpointError::not_in_host)?;
    let url = match endpoint.url().split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{prefix}{rest}"),
        None => format!("{prefix}{}", endpoint.url()),
    };
    Ok(endpoint.into_builder().url(url).build())
}

/// [`encode`](super::encode()), with the URL of an endpoint and the headers that it asks for.
///
/// # Errors
/// Those of [`encode`](super::encode()); and an endpoint whose URL or headers cannot be part of a request.
pub fn encode_to<O: Operation>(input: &O::Input, endpoint: &Endpoint) -> Result<http::Request<SdkBody>, EncodeError> {
    let mut request = encode_request::<O>(input)?;
    request.uri_mut().set_endpoint(endpoint.url()).map_err(EncodeError::unwritable)?;
    without_slash(&mut request, &schema::<O>()).map_err(EncodeError::unwritable)?;
    for (name, values) in endpoint.headers() {
        set(request.headers_mut(), name, values)?;
    }
    request.try_into_http1x().map_err(EncodeError::unwritable)
}

/// Takes back the slash behind the path of the endpoint, where the URI of the operation adds none.
pub(crate) fn without_slash(request: &mut Request, operation: &OperationSchema) -> Result<(), BoxError> {
    if operation.http.is_none_or(|http| http.uri.starts_with('/')) {
        return Ok(());
    }
    let uri: http::Uri = request.uri().parse()?;
    let path = uri.path();
    if let Some(path) = path.strip_suffix('/').filter(|path| !path.is_empty()) {
        let path_and_query = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = Some(path_and_query.parse()?);
        request.set_uri(http::Uri::from_parts(parts)?.to_string())?;
    }
    Ok(())
}

/// Gives a header these values, in the place of those it has.
fn set<'v>(headers: &mut Headers, name: &str, values: impl Iterator<Item = &'v str>) -> Result<(), EncodeError> {
    headers.remove(name);
    for value in values {
        headers.try_append(name.to_owned(), value.to_owned()).map_err(EncodeError::unwritable)?;
    }
    Ok(())
}
