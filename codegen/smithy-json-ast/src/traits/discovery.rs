//! Traits of services that are asked for their endpoints.

use serde_json::Value;

use super::{Reader, Trait};
use crate::ShapeId;

/// `aws.api#clientEndpointDiscovery`: a service that is asked for its endpoints. The value is the operation that asks.
#[derive(Clone, Copy, Debug)]
pub enum ClientEndpointDiscovery {}

impl Trait for ClientEndpointDiscovery {
    const ID: &'static str = "aws.api#clientEndpointDiscovery";
    const EXAMPLE: &'static str = r#"{"operation": "ns#DescribeEndpoints", "error": "ns#InvalidEndpointException"}"#;
    type Value<'a> = ShapeId;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<ShapeId> {
        let entries = reader.structure(value, &["operation", "error"])?;
        let operation = reader.required(entries, "operation", id);
        reader.optional(entries, "error", id)?;
        operation
    }
}

/// `aws.api#clientDiscoveredEndpoint`: an operation whose requests go to an endpoint that was asked for. The value is
/// whether they fail elsewhere.
#[derive(Clone, Copy, Debug)]
pub enum ClientDiscoveredEndpoint {}

impl Trait for ClientDiscoveredEndpoint {
    const ID: &'static str = "aws.api#clientDiscoveredEndpoint";
    const EXAMPLE: &'static str = r#"{"required": true}"#;
    type Value<'a> = bool;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<bool> {
        let entries = reader.structure(value, &["required"])?;
        reader.required(entries, "required", Reader::boolean)
    }
}

fn id<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<ShapeId> {
    match value.as_str().and_then(|id| ShapeId::parse(id).ok()) {
        Some(id) => Some(id),
        None => reader.wrong("the id of a shape", value),
    }
}
