//! Reads items without a client.

pub use serde_dynamo::aws_sdk_dynamodb_1::from_item;
