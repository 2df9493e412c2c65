//! A build without SigV4a, for a service that may want it.
#![cfg(not(feature = "sigv4a"))]

use crate::server::Server;
use crate::service::{InviteError, InviteInput, InviteOutput, SERVICE};
use crate::{OK, config, input};
use farrier_runtime::client::Handle;
use farrier_runtime::endpoint::{Endpoint, EndpointBuilder, EndpointError, Params};
use farrier_runtime::operation::{AuthScheme, Operation, Service, Traits};

/// A service whose endpoint takes SigV4a alone.
static GLOBAL: Service = Service { endpoint_chooses_auth: true, resolve_endpoint: global, ..SERVICE };

fn global(params: &Params) -> Result<Endpoint, EndpointError> {
    let url = params.required_string("Endpoint")?.to_owned();
    EndpointBuilder::url(url).auth_scheme("sigv4a", [("signingRegionSet", vec!["*".into()].into())]).build()
}

struct Variant<const KIND: u8>;
const ENDPOINT: u8 = 0;
const MODEL: u8 = 1;
const MODEL_FIRST: u8 = 2;
const ENDPOINT_UNSIGNED: u8 = 3;

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
        _ => &SERVICE,
    };
    type Input = InviteInput;
    type Output = InviteOutput;
    type Error = InviteError;
}

async fn refused<const KIND: u8>() -> String {
    let client = Handle::new(Variant::<KIND>::SERVICE, config("http://127.0.0.1:9").build());
    client.call().send::<Variant<KIND>>(input()).await.expect_err("not signed").to_string()
}

#[tokio::test]
async fn the_error_names_the_feature() {
    for text in [refused::<MODEL>().await, refused::<ENDPOINT>().await] {
        assert!(text.starts_with("Variant: "), "{text}");
        assert!(text.contains("SigV4a") && text.contains("turn on the Cargo feature `sigv4a`"), "{text}");
    }
}

#[tokio::test]
async fn another_scheme_will_do() {
    let server = Server::start([OK, OK]).await;
    let config = config(&server.url).build();
    Handle::new(&SERVICE, config.clone()).call().send::<Variant<MODEL_FIRST>>(input()).await.expect("answered");
    Handle::new(&GLOBAL, config).call().send::<Variant<ENDPOINT_UNSIGNED>>(input()).await.expect("answered");
    let [first, second] = server.requests();
    assert!(first.header("authorization").starts_with("AWS4-HMAC-SHA256 "));
    assert_eq!(second.header("authorization"), "");
}
