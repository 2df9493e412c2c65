//! Whether both sides do the same.

use crate::codec::{decode_ours, deserializer, encode_official, encode_ours, layer, serializer};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::config_bag::ConfigBag;
use farrier_runtime::operation::Operation;
use serde_json::Value;
use std::fmt::Debug;

/// Whether both write the same.
pub(crate) fn same_request<O: Operation>(
    ours: O::Input,
    official: impl Debug + Send + Sync + 'static,
    plugin: &impl RuntimePlugin,
) {
    let ours = encode_ours::<O>(Input::erase(ours));
    let layer = layer(plugin);
    let official = encode_official(serializer(&layer), Input::erase(official), &mut ConfigBag::base());
    assert_eq!((ours.method(), ours.uri()), (official.method(), official.uri()));
    let sorted = |headers: &aws_smithy_runtime_api::http::Headers| {
        let mut lines: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(ours.headers()), sorted(official.headers()));
    // Members may come in another order in JSON; XML is the same byte by byte.
    let json = |request: &HttpRequest| serde_json::from_slice::<Value>(request.body().bytes()?).ok();
    match json(&official) {
        Some(official) => assert_eq!(json(&ours), Some(official)),
        None => assert_eq!(ours.body().bytes(), official.body().bytes()),
    }
}

/// Whether both sides read the same, by what their types show of themselves.
pub(crate) fn same_output<O: Operation<Output: Debug>, T: Debug + Send + Sync + 'static>(
    response: &HttpResponse,
    plugin: &impl RuntimePlugin,
) {
    let ours = decode_ours::<O>(response).downcast::<O::Output>().expect("its output");
    let layer = layer(plugin);
    let official = deserializer(&layer).deserialize_nonstreaming_with_config(response, &ConfigBag::base());
    let official = official.expect("it can").downcast::<T>().expect("its output");
    // Only the official one shows its request id, and its model has members of which nothing is known here.
    let shown = |output: String| {
        let lines = output.lines().take_while(|line| !line.trim_start().starts_with("_request_id"));
        lines.filter(|line| !line.ends_with(": None,")).collect::<Vec<_>>().join("\n")
    };
    let (ours, official) = (shown(format!("{ours:#?}")), shown(format!("{official:#?}")));
    assert_eq!(ours.trim_end_matches("\n}"), official.trim_end_matches("\n}"));
}
