//! A build without auth schemes that a service may want.

use crate::server::Server;
use crate::service::{SERVICE, invite_types};
use crate::{OK, anonymous, config, input};
use farrier_runtime::client::Handle;
use farrier_runtime::endpoint::{Endpoint, EndpointBuilder, EndpointError, Params};
use farrier_runtime::operation::{AuthScheme, Operation, Service, Traits};

/// A service whose endpoint takes SigV4a alone.
static GLOBAL: Service = Service { endpoint_chooses_auth: true, resolve_endpoint: global, ..SERVICE };

fn global(params: &Params) -> Result<Endpoint, EndpointError> {
    let url = params.required_string("Endpoint")?.to_owned();
    EndpointBuilder::url(url).auth_scheme("sigv4a", [("signingRegionSet", vec!["*".into()].into())]).build()
}

/// A service whose endpoint takes sessions alone, which are signed for by clients of Amazon S3.
static SESSIONS: Service =
    Service { endpoint_chooses_auth: true, auth: ANYBODY, resolve_endpoint: sessions, ..SERVICE };

/// What SigV4a signs, or nobody.
static GLOBAL_FOR_ALL: Service = Service { auth: ANYBODY, ..GLOBAL };

const ANYBODY: &[AuthScheme] = &[AuthScheme::SigV4, AuthScheme::NoAuth];

fn sessions(params: &Params) -> Result<Endpoint, EndpointError> {
    let url = params.required_string("Endpoint")?.to_owned();
    EndpointBuilder::url(url).auth_scheme("sigv4-s3express", []).build()
}

struct Variant<const KIND: u8>;
const ENDPOINT: u8 = 0;
const MODEL: u8 = 1;
const MODEL_FIRST: u8 = 2;
const ENDPOINT_UNSIGNED: u8 = 3;
const SESSION: u8 = 4;
const ENDPOINT_FOR_ALL: u8 = 5;

impl<const KIND: u8> Operation for Variant<KIND> {
    const NAME: &'static str = "Variant";
    const TRAITS: Traits = match KIND {
        MODEL => Traits { auth: Some(&[AuthScheme::SigV4a]), ..Traits::NONE },
        MODEL_FIRST => Traits { auth: Some(&[AuthScheme::SigV4a, AuthScheme::SigV4]), ..Traits::NONE },
        ENDPOINT_UNSIGNED => Traits { auth: Some(&[AuthScheme::NoAuth]), ..Traits::NONE },
        _ => Traits::NONE,
    };
    const SERVICE: &'static Service = match KIND {
        ENDPOINT | ENDPOINT_UNSIGNED => &GLOBAL,
        ENDPOINT_FOR_ALL => &GLOBAL_FOR_ALL,
        SESSION => &SESSIONS,
        _ => &SERVICE,
    };
    invite_types! {}
}

async fn refused<const KIND: u8>() -> String {
    let client = Handle::new(Variant::<KIND>::SERVICE, config("http://127.0.0.1:9").build());
    client.call().send::<Variant<KIND>>(input()).await.expect_err("not signed").to_string()
}

#[tokio::test]
#[cfg(not(feature = "sigv4a"))]
async fn the_error_names_the_feature() {
    for text in [refused::<MODEL>().await, refused::<ENDPOINT>().await, refused::<ENDPOINT_FOR_ALL>().await] {
        assert!(text.starts_with("Variant: "), "{text}");
        assert!(text.contains("SigV4a") && text.contains("turn on the Cargo feature `sigv4a`"), "{text}");
    }
}

#[tokio::test]
async fn the_error_names_the_feature_of_sessions() {
    let text = refused::<SESSION>().await;
    assert!(text.contains("S3 Express") && text.contains("turn on the Cargo feature `s3-express`"), "{text}");
}

/// Whoever has credentials wants a signature, others can do without.
#[tokio::test]
async fn without_credentials_no_scheme_is_missed() {
    let server = Server::start([OK, OK]).await;
    let nobody = || anonymous(&server.url).build();
    Handle::new(&SESSIONS, nobody()).call().send::<Variant<SESSION>>(input()).await.expect("answered");
    Handle::new(&GLOBAL_FOR_ALL, nobody()).call().send::<Variant<ENDPOINT_FOR_ALL>>(input()).await.expect("answered");
    for request in server.requests::<2>() {
        assert_eq!(request.header("authorization"), "");
    }
}

#[tokio::test]
#[cfg(not(feature = "sigv4a"))]
async fn another_scheme_will_do() {
    let server = Server::start([OK, OK]).await;
    let config = config(&server.url).build();
    Handle::new(&SERVICE, config.clone()).call().send::<Variant<MODEL_FIRST>>(input()).await.expect("answered");
    Handle::new(&GLOBAL, config).call().send::<Variant<ENDPOINT_UNSIGNED>>(input()).await.expect("answered");
    let [first, second] = server.requests();
    assert!(first.header("authorization").starts_with("AWS4-HMAC-SHA256 "));
    assert_eq!(second.header("authorization"), "");
}
