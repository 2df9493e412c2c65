//! A protocol of AWS, by the adapter, does what ours does.

use crate::server::Server;
use crate::service::{Invite, InviteError, InviteInput, SERVICE, invite_types};
use crate::{OK, client, config, input};
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_types::body::SdkBody;
use farrier_runtime::client::Handle;
use farrier_runtime::error::{EncodeError, ProvideErrorMetadata};
use farrier_runtime::operation::{Operation, Service, decode, encode};
use farrier_runtime::protocol::{Adapter, Protocol};

static BY_AWS: Adapter<AwsJsonRpcProtocol> = Adapter::new(AwsJsonRpcProtocol::aws_json_1_0);

static ADAPTED_SERVICE: Service = Service { protocol: &BY_AWS, ..SERVICE };

/// [`Invite`], its messages made by AWS.
struct Adapted;

impl Operation for Adapted {
    const NAME: &'static str = Invite::NAME;
    const SERVICE: &'static Service = &ADAPTED_SERVICE;
    invite_types! {}
}

#[test]
fn an_adapter_is_named_as_what_it_adapts() {
    assert_eq!(BY_AWS.id(), SERVICE.protocol.id());
    assert_eq!(BY_AWS.event_codec().media_type(), SERVICE.protocol.event_codec().media_type());
}

#[test]
fn requests_are_equal() {
    let parts = |request: http::Request<SdkBody>| {
        let mut headers: Vec<_> =
            request.headers().iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        headers.sort();
        let body = String::from_utf8(request.body().bytes().expect("in memory").to_vec()).expect("text");
        (request.method().clone(), request.uri().clone(), headers, body)
    };
    let input = input();
    assert_eq!(parts(encode::<Adapted>(&input).expect("sent")), parts(encode::<Invite>(&input).expect("sent")));
}

#[test]
fn required_members_are_asked_for_before_anything_is_sent() {
    let Err(EncodeError::MissingInput(error)) = encode::<Adapted>(&InviteInput::default()) else { panic!("sent") };
    assert_eq!(error.members(), ["Catalog"]);
}

#[test]
fn responses_are_read_alike() {
    for (status, header, body) in [
        (200, "", r#"{"Id":"i-1","Next":"n","Other":[1,{"a":null}]}"#),
        (200, "", "{}"),
        (200, "", "<html>"),
        (400, "", r#"{"__type":"test#AccessDenied","message":"no"}"#),
        (400, "AccessDenied:http://x/", "{}"),
        (500, "", "<html>"),
    ] {
        let response = || {
            let response = http::Response::builder().status(status);
            let response = if header.is_empty() { response } else { response.header("x-amzn-errortype", header) };
            response.body(body).expect("a valid response")
        };
        match (decode::<Adapted>(response()), decode::<Invite>(response())) {
            (Ok(adapted), Ok(ours)) => assert_eq!((adapted.id, adapted.next), (ours.id, ours.next), "{body}"),
            (Err(adapted), Err(ours)) => {
                let described = |error: &InviteError| {
                    let meta = error.meta();
                    (meta.code().map(str::to_owned), meta.message().map(str::to_owned))
                };
                assert_eq!(described(&adapted), described(&ours), "{body}");
            }
            (adapted, ours) => panic!("{body}: {adapted:?} {ours:?}"),
        }
    }
}

#[tokio::test]
async fn calls_are_sent_by_it() {
    let server = Server::start([OK, OK]).await;
    let input = InviteInput { client_token: Some("a-token".to_owned()), ..input() };
    let adapted = Handle::new(&ADAPTED_SERVICE, config(&server.url).build());
    assert_eq!(adapted.call().send::<Adapted>(input.clone()).await.expect("answered").id, "i-1");
    client(&server.url).call().send::<Invite>(input).await.expect("answered");
    let [adapted, ours] = server.requests();
    assert_eq!(adapted.header("x-amz-target"), ours.header("x-amz-target"));
    assert_eq!(adapted.header("content-type"), ours.header("content-type"));
    assert_eq!(adapted.body, ours.body);
}

#[test]
#[cfg(feature = "server")]
fn a_half_that_was_not_compiled_says_how_to_compile_it() {
    let request = encode::<Invite>(&input()).expect("a request");
    let error = farrier_runtime::operation::decode_input::<Invite>(request).expect_err("no half to read it");
    let message = "InviteInput cannot be read: its crate was built without the feature `symmetric`";
    assert!(error.to_string().contains(message), "{error}");
}
