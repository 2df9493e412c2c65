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

/// Shows all cases.
pub fn visit(visitor: &mut impl Visitor) {
    let case = "CreateConnectionInvitation";
    let plugin = official::CreateConnectionInvitation::new();
    encode::<ours::CreateConnectionInvitation, _>(
        visitor,
        case,
        (&ours::invitation(), &official::invitation(), &INVITE),
        &plugin,
    );
    decode::<ours::CreateConnectionInvitation, PlainInvitationOutput>(visitor, case, INVITATION, &plugin);
    for (name, size) in [("1 KB", 1_000), ("100 KB", 100_000), ("10 MB", 10_000_000)] {
        let item = bodies::item(size);
        let plain = PutPlain { table_name: "Orders", item: &item };
        let inputs = (&ours::put_item(&item), &official::put_item(&item), &plain);
        encode::<ours::PutItem, _>(visitor, &format!("PutItem {name}"), inputs, &official::PutItem::new());
        let got = serde_json::to_string(&GotPlain { item }).expect("only strings are keys");
        decode::<ours::GetItem, GotPlain>(visitor, &format!("GetItem {name}"), &got, &official::GetItem::new());
    }
}

fn encode<O: Operation<Input: Clone>, I: Clone + Debug + Send + Sync + 'static>(
    visitor: &mut impl Visitor,
    case: &str,
    (ours, official, plain): (&O::Input, &I, &impl Serialize),
    plugin: &impl RuntimePlugin,
) {
    let case = format!("encode {case}");
    let size = serde_json::to_vec(plain).map_or(0, |json| json.len());
    visitor.case(&case, ours::NAME, size, || Input::erase(ours.clone()), encode_ours::<O>);
    let layer = layer(plugin);
    let serializer = serializer(&layer);
    let prepare = || (Input::erase(official.clone()), ConfigBag::base());
    visitor.case(&case, official::NAME, size, prepare, |(input, mut cfg)| encode_official(serializer, input, &mut cfg));
    visitor.case(&case, SERDE, size, || (), |()| serde_json::to_vec(plain));
}

fn decode<O: Operation, P: DeserializeOwned>(
    visitor: &mut impl Visitor,
    case: &str,
    body: &str,
    plugin: &impl RuntimePlugin,
) {
    let case = format!("decode {case}");
    let response = response(body);
    visitor.case(&case, ours::NAME, body.len(), || (), |()| decode_ours::<O>(&response));
    let (layer, cfg) = (layer(plugin), ConfigBag::base());
    let deserializer = deserializer(&layer);
    let work = |()| deserializer.deserialize_nonstreaming_with_config(&response, &cfg).expect("a body of the model");
    visitor.case(&case, official::NAME, body.len(), || (), work);
    visitor.case(&case, SERDE, body.len(), || (), |()| serde_json::from_str::<P>(body).expect("a body of the model"));
}

fn encode_ours<O: Operation>(input: Input) -> HttpRequest {
    let input: &O::Input = input.downcast_ref().expect("the input of the operation");
    operation::encode_request::<O>(input).expect("nothing is missing")
}

fn encode_official(serializer: &SharedRequestSerializer, input: Input, cfg: &mut ConfigBag) -> HttpRequest {
    serializer.serialize_input(input, cfg).expect("nothing is missing")
}

fn decode_ours<O: Operation>(response: &HttpResponse) -> Output {
    Output::erase(operation::decode_response::<O>(response, None).expect("a body of the model"))
}

/// What an operation adds to a call: its serializer and its deserializer among other things.
fn layer(plugin: &impl RuntimePlugin) -> FrozenLayer {
    plugin.config().expect("operations have a layer")
}

fn serializer(layer: &FrozenLayer) -> &SharedRequestSerializer {
    layer.load::<SharedRequestSerializer>().expect("operations have a serializer")
}

fn deserializer(layer: &FrozenLayer) -> &SharedResponseDeserializer {
    layer.load::<SharedResponseDeserializer>().expect("operations have a deserializer")
}

/// The response with a body.
pub(crate) fn response(body: &str) -> HttpResponse {
    let response = http::Response::builder()
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amzn-requestid", "7b1c7f2e-0000-4000-8000-000000000000")
        .body(SdkBody::from(body));
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
