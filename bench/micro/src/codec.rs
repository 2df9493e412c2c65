//! Inputs to requests and responses to outputs, as a call does it, against serde_json on a plain structure.
//!
//! What the runtime hands to a codec and takes from it has no type; that is part of the work on both sides.

use crate::Visitor;
use crate::bodies::{self, INVITATION, INVITE, PlainInvitationOutput, PlainMap};
use crate::sides::{official, ours};
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};
use farrier_runtime::operation;
use farrier_runtime::operation::Operation;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// The name of the lower bound.
const SERDE: &str = "serde_json";

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct PutPlain<'a> {
    table_name: &'a str,
    item: &'a PlainMap,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GotPlain {
    item: PlainMap,
}

/// Shows all cases of JSON protocols that send everything in the body.
pub fn visit(visitor: &mut impl Visitor) {
    let case = "CreateConnectionInvitation";
    let plugin = official::CreateConnectionInvitation::new();
    let inputs = (&ours::invitation(), &official::invitation());
    encode::<ours::CreateConnectionInvitation, _>(visitor, case, inputs, &plugin);
    encode_plain(visitor, case, &INVITE);
    decode::<ours::CreateConnectionInvitation>(visitor, case, &response(INVITATION), &plugin);
    decode_plain::<PlainInvitationOutput>(visitor, case, INVITATION);
    for (name, size) in [("1 KB", 1_000), ("100 KB", 100_000), ("10 MB", 10_000_000)] {
        let item = bodies::item(size);
        let plain = PutPlain { table_name: "Orders", item: &item };
        let case = format!("PutItem {name}");
        let inputs = (&ours::put_item(&item), &official::put_item(&item));
        encode::<ours::PutItem, _>(visitor, &case, inputs, &official::PutItem::new());
        encode_plain(visitor, &case, &plain);
        let case = format!("GetItem {name}");
        let got = serde_json::to_string(&GotPlain { item }).expect("only strings are keys");
        decode::<ours::GetItem>(visitor, &case, &response(&got), &official::GetItem::new());
        decode_plain::<GotPlain>(visitor, &case, &got);
    }
}

pub(crate) fn encode<O: Operation<Input: Clone>, I: Clone + Debug + Send + Sync + 'static>(
    visitor: &mut impl Visitor,
    case: &str,
    (ours, official): (&O::Input, &I),
    plugin: &impl RuntimePlugin,
) {
    let case = format!("encode {case}");
    let request = encode_ours::<O>(Input::erase(ours.clone()));
    let size = request.body().bytes().map_or(0, <[u8]>::len);
    visitor.case(&case, ours::NAME, size, || Input::erase(ours.clone()), encode_ours::<O>);
    let layer = layer(plugin);
    let serializer = serializer(&layer);
    let prepare = || (Input::erase(official.clone()), ConfigBag::base());
    visitor.case(&case, official::NAME, size, prepare, |(input, mut cfg)| encode_official(serializer, input, &mut cfg));
}

fn encode_plain(visitor: &mut impl Visitor, case: &str, plain: &impl Serialize) {
    let size = serde_json::to_vec(plain).map_or(0, |json| json.len());
    visitor.case(&format!("encode {case}"), SERDE, size, || (), |()| serde_json::to_vec(plain));
}

pub(crate) fn decode<O: Operation>(
    visitor: &mut impl Visitor,
    case: &str,
    response: &HttpResponse,
    plugin: &impl RuntimePlugin,
) {
    let case = format!("decode {case}");
    let size = response.body().bytes().map_or(0, <[u8]>::len);
    visitor.case(&case, ours::NAME, size, || (), |()| decode_ours::<O>(response));
    let (layer, cfg) = (layer(plugin), ConfigBag::base());
    let deserializer = deserializer(&layer);
    let work = |()| deserializer.deserialize_nonstreaming_with_config(response, &cfg).expect("a body of the model");
    visitor.case(&case, official::NAME, size, || (), work);
}

fn decode_plain<P: DeserializeOwned>(visitor: &mut impl Visitor, case: &str, body: &str) {
    let work = |()| serde_json::from_str::<P>(body).expect("a body of the model");
    visitor.case(&format!("decode {case}"), SERDE, body.len(), || (), work);
}

pub(crate) fn encode_ours<O: Operation>(input: Input) -> HttpRequest {
    let input: &O::Input = input.downcast_ref().expect("the input of the operation");
    operation::encode_request::<O>(input).expect("nothing is missing")
}

pub(crate) fn encode_official(serializer: &SharedRequestSerializer, input: Input, cfg: &mut ConfigBag) -> HttpRequest {
    serializer.serialize_input(input, cfg).expect("nothing is missing")
}

pub(crate) fn decode_ours<O: Operation>(response: &HttpResponse) -> Output {
    Output::erase(operation::decode_response::<O>(response, None).expect("a body of the model"))
}

/// What an operation adds to a call: its serializer and its deserializer among other things.
pub(crate) fn layer(plugin: &impl RuntimePlugin) -> FrozenLayer {
    plugin.config().expect("operations have a layer")
}

pub(crate) fn serializer(layer: &FrozenLayer) -> &SharedRequestSerializer {
    layer.load::<SharedRequestSerializer>().expect("operations have a serializer")
}

pub(crate) fn deserializer(layer: &FrozenLayer) -> &SharedResponseDeserializer {
    layer.load::<SharedResponseDeserializer>().expect("operations have a deserializer")
}

/// The response with a body, as protocols of JSON have it.
pub(crate) fn response(body: &str) -> HttpResponse {
    response_with(&[("content-type", "application/x-amz-json-1.0")], body)
}

/// The response with headers and a body.
pub(crate) fn response_with(headers: &[(&str, &str)], body: impl Into<SdkBody>) -> HttpResponse {
    let id = ("x-amzn-requestid", "7b1c7f2e-0000-4000-8000-000000000000");
    let response =
        headers.iter().chain([&id]).fold(http::Response::builder(), |to, (name, value)| to.header(*name, *value));
    let response = response.body(body.into());
    response.expect("valid headers").try_into().expect("headers are text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn json(request: &HttpRequest) -> Value {
        serde_json::from_slice(request.body().bytes().expect("in memory")).expect("JSON")
    }

    #[test]
    fn all_write_the_same() {
        let item = bodies::item(2_000);
        let plain = serde_json::to_value(PutPlain { table_name: "Orders", item: &item }).expect("JSON");
        let ours = encode_ours::<ours::PutItem>(Input::erase(ours::put_item(&item)));
        let layer = layer(&official::PutItem::new());
        let serializer = serializer(&layer);
        let input = Input::erase(official::put_item(&item));
        let official = encode_official(serializer, input, &mut ConfigBag::base());
        assert_eq!(json(&ours), plain);
        assert_eq!(json(&official), plain);
    }

    #[test]
    fn all_read_the_same() {
        let got = GotPlain { item: bodies::item(2_000) };
        let response = response(&serde_json::to_string(&got).expect("JSON"));
        let ours = decode_ours::<ours::GetItem>(&response).downcast::<ours::GetItemOutput>().expect("its output");
        let layer = layer(&official::GetItem::new());
        let official =
            deserializer(&layer).deserialize_nonstreaming_with_config(&response, &ConfigBag::base()).expect("it can");
        let official = official.downcast::<official::GetItemOutput>().expect("its output");
        assert_eq!(ours::put_values(ours.item.expect("an item")), ours::put_item(&got.item));
        assert_eq!(official::put_values(official.item.expect("an item")), official::put_item(&got.item));
    }
}
