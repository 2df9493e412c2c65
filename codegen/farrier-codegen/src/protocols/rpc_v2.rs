//! rpcv2Cbor and rpcv2Json: every operation is a POST to a path of its own, and every member goes by its own name.

use super::formats::NO_XML_AND_FORMS;
use super::protocol::{Listed, Protocol};
use super::unbound::{NO_CHECKSUMS, NO_STREAMS, ONE_FORMAT, OWN_NAMES, UNBOUND};
use smithy_json_ast::traits::{Accessor, AwsQueryCompatible, AwsQueryError, RpcV2Cbor, RpcV2Json};

pub(super) const RPC_V2_CBOR: Protocol = Protocol {
    settings: Accessor::of::<RpcV2Cbor>(),
    feature: "rpc-v2-cbor",
    runtime: |_| "rt::RPC_V2_CBOR",
    is_json: false,
    ignores_byte_streams: false,
    sends_maps: true,
    sends_defaults: true,
    implemented: &[&IMPLEMENTED],
    ignored: &IGNORED,
};

pub(super) const RPC_V2_JSON: Protocol = Protocol {
    settings: Accessor::of::<RpcV2Json>(),
    feature: "rpc-v2-json",
    runtime: |_| "rt::RPC_V2_JSON",
    is_json: true,
    ignores_byte_streams: false,
    sends_maps: true,
    sends_defaults: true,
    implemented: &[&IMPLEMENTED],
    ignored: &IGNORED,
};

const IMPLEMENTED: [Accessor; 2] = [Accessor::of::<AwsQueryCompatible>(), Accessor::of::<AwsQueryError<'_>>()];

const IGNORED: [Listed; 7] = [
    UNBOUND,
    OWN_NAMES,
    NO_XML_AND_FORMS,
    ONE_FORMAT,
    NO_STREAMS,
    NO_CHECKSUMS,
    ("timestamps are seconds, whatever they are elsewhere", &["smithy.api#timestampFormat"]),
];
