//! Protocols that bind members to parts of an HTTP message: restJson1 by messages of Lambda, restXml by those of Route
//! 53.

use crate::Visitor;
use crate::codec::{decode, encode, response_with};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use std::fmt::Write as _;

macro_rules! side {
    ($(#[$doc:meta])* $name:ident, $functions:ident, $zones:ident) => {
        $(#[$doc])*
        mod $name {
            use $functions::operation::create_function::CreateFunctionInput;
            use $functions::operation::invoke::InvokeInput;
            use $functions::operation::list_functions::ListFunctionsInput;
            use $functions::primitives::Blob;
            use $functions::types::{
                Architecture, Environment, EphemeralStorage, FunctionCode, FunctionVersion, InvocationType, LogType,
                PackageType, Runtime, TracingConfig, TracingMode, VpcConfig,
            };
            use $zones::operation::change_resource_record_sets::ChangeResourceRecordSetsInput;
            use $zones::operation::list_resource_record_sets::ListResourceRecordSetsInput;
            use $zones::types::{Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType};

            pub(super) use $functions::operation::create_function::CreateFunction;
            pub(super) use $functions::operation::invoke::Invoke;
            pub(super) use $functions::operation::list_functions::ListFunctions;
            pub(super) use $zones::operation::change_resource_record_sets::ChangeResourceRecordSets;
            pub(super) use $zones::operation::list_resource_record_sets::ListResourceRecordSets;

            /// Everything is in the body.
            pub(super) fn create() -> CreateFunctionInput {
                CreateFunctionInput::builder()
                    .function_name("orders-to-invoices")
                    .runtime(Runtime::from("python3.12"))
                    .role("arn:aws:iam::123456789012:role/orders")
                    .handler("orders.handle")
                    .code(FunctionCode::builder().s3_bucket("releases").s3_key("orders/1.4.0.zip").build())
                    .description("Writes an invoice for each order")
                    .timeout(30)
                    .memory_size(512)
                    .publish(true)
                    .vpc_config(VpcConfig::builder().subnet_ids("subnet-1").subnet_ids("subnet-2").security_group_ids("sg-1").build())
                    .package_type(PackageType::Zip)
                    .environment(Environment::builder().variables("TABLE", "Orders").build())
                    .tracing_config(TracingConfig::builder().mode(TracingMode::Active).build())
                    .tags("team", "billing")
                    .layers("arn:aws:lambda:us-east-1:123456789012:layer:common:7")
                    .architectures(Architecture::Arm64)
                    .ephemeral_storage(EphemeralStorage::builder().size(1024).build().expect("it has a size"))
                    .build()
                    .expect("nothing is missing")
            }

            /// Something is everywhere: a label, the query, headers, and a payload.
            pub(super) fn invoke(payload: &str) -> InvokeInput {
                InvokeInput::builder()
                    .function_name("orders-to-invoices")
                    .invocation_type(InvocationType::RequestResponse)
                    .log_type(LogType::Tail)
                    .client_context("eyJjdXN0b20iOnt9fQ==")
                    .qualifier("live")
                    .payload(Blob::new(payload))
                    .build()
                    .expect("nothing is missing")
            }

            /// Everything is in the query.
            pub(super) fn list() -> ListFunctionsInput {
                ListFunctionsInput::builder()
                    .function_version(FunctionVersion::All)
                    .marker("orders-to-invoices")
                    .max_items(50)
                    .build()
                    .expect("nothing is missing")
            }

            /// A label and the query.
            pub(super) fn list_records() -> ListResourceRecordSetsInput {
                ListResourceRecordSetsInput::builder()
                    .hosted_zone_id("Z0123456789ABCDEFGHIJ")
                    .start_record_name("host-17.example.com.")
                    .start_record_type(RrType::A)
                    .max_items(100)
                    .build()
                    .expect("nothing is missing")
            }

            /// A label and a document.
            pub(super) fn change(count: usize) -> ChangeResourceRecordSetsInput {
                let change = |index: usize| {
                    let set = ResourceRecordSet::builder()
                        .name(super::host(index))
                        .r#type(RrType::A)
                        .ttl(300)
                        .resource_records(ResourceRecord::builder().value("192.0.2.44").build().expect("it has a value"))
                        .build()
                        .expect("nothing is missing");
                    let change = Change::builder().action(ChangeAction::Upsert).resource_record_set(set);
                    change.build().expect("nothing is missing")
                };
                let batch = ChangeBatch::builder().comment("hosts").set_changes(Some((0..count).map(change).collect()));
                ChangeResourceRecordSetsInput::builder()
                    .hosted_zone_id("Z0123456789ABCDEFGHIJ")
                    .change_batch(batch.build().expect("nothing is missing"))
                    .build()
                    .expect("nothing is missing")
            }
        }
    };
}

side!(
    /// Generated by Farrier.
    ours, functions, zones
);
side!(
    /// Generated by smithy-rs.
    official, aws_sdk_lambda, aws_sdk_route53
);

/// Shows all cases.
pub fn visit(visitor: &mut impl Visitor) {
    let (json, xml) = (&[("content-type", "application/json")], &[("content-type", "text/xml")]);
    encode::<ours::CreateFunction, _>(
        visitor,
        "CreateFunction",
        (&ours::create(), &official::create()),
        &official::CreateFunction::new(),
    );
    encode::<ours::Invoke, _>(
        visitor,
        "Invoke",
        (&ours::invoke(PAYLOAD), &official::invoke(PAYLOAD)),
        &official::Invoke::new(),
    );
    decode::<ours::Invoke>(visitor, "Invoke", &invoked(), &official::Invoke::new());
    encode::<ours::ListFunctions, _>(
        visitor,
        "ListFunctions",
        (&ours::list(), &official::list()),
        &official::ListFunctions::new(),
    );
    for count in [1, 50] {
        let response = response_with(json, listed(count));
        decode::<ours::ListFunctions>(
            visitor,
            &format!("ListFunctions, {count}"),
            &response,
            &official::ListFunctions::new(),
        );
    }
    let inputs = (&ours::list_records(), &official::list_records());
    encode::<ours::ListResourceRecordSets, _>(
        visitor,
        "ListResourceRecordSets",
        inputs,
        &official::ListResourceRecordSets::new(),
    );
    let response = response_with(xml, records(100));
    decode::<ours::ListResourceRecordSets>(
        visitor,
        "ListResourceRecordSets, 100",
        &response,
        &official::ListResourceRecordSets::new(),
    );
    for count in [1, 100] {
        let inputs = (&ours::change(count), &official::change(count));
        let case = format!("ChangeResourceRecordSets, {count}");
        encode::<ours::ChangeResourceRecordSets, _>(visitor, &case, inputs, &official::ChangeResourceRecordSets::new());
    }
}

const PAYLOAD: &str = r#"{"order":4711,"lines":[{"article":"A-1","count":2}]}"#;

/// The answer to `Invoke`: members are in headers, in the status and in the payload.
fn invoked() -> HttpResponse {
    let headers = [
        ("content-type", "application/json"),
        ("x-amz-log-result", "U1RBUlQgUmVxdWVzdElkCkVORCBSZXF1ZXN0SWQK"),
        ("x-amz-executed-version", "7"),
        ("x-amzn-remapped-content-length", "0"),
        ("date", "Sun, 29 Nov 2026 09:30:00 GMT"),
    ];
    response_with(&headers, PAYLOAD)
}

/// The answer to `ListFunctions`.
fn listed(count: usize) -> String {
    let function = |index: usize| {
        format!(
            r#"{{"FunctionName":"orders-{index}","FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:orders-{index}","Runtime":"python3.12","Role":"arn:aws:iam::123456789012:role/orders","Handler":"orders.handle","CodeSize":104857,"Description":"Writes an invoice for each order","Timeout":30,"MemorySize":512,"LastModified":"2026-11-20T09:30:00.125+0000","CodeSha256":"2fL0mWlUQ0mPz0l6n0v6f5n0k1JmA1p0gq0Jr0N9m3E=","Version":"$LATEST","VpcConfig":{{"SubnetIds":["subnet-1","subnet-2"],"SecurityGroupIds":["sg-1"],"VpcId":"vpc-1","Ipv6AllowedForDualStack":false}},"Environment":{{"Variables":{{"TABLE":"Orders"}}}},"TracingConfig":{{"Mode":"PassThrough"}},"RevisionId":"7b1c7f2e-0000-4000-8000-000000000000","Layers":[{{"Arn":"arn:aws:lambda:us-east-1:123456789012:layer:common:7","CodeSize":1048}}],"PackageType":"Zip","Architectures":["arm64"],"EphemeralStorage":{{"Size":1024}},"SnapStart":{{"ApplyOn":"None","OptimizationStatus":"Off"}},"LoggingConfig":{{"LogFormat":"Text","LogGroup":"/aws/lambda/orders-{index}"}}}}"#
        )
    };
    let functions: Vec<String> = (0..count).map(function).collect();
    format!(r#"{{"NextMarker":"orders-{count}","Functions":[{}]}}"#, functions.join(","))
}

fn host(index: usize) -> String {
    format!("host-{index}.example.com.")
}

/// The answer to `ListResourceRecordSets`.
fn records(count: usize) -> String {
    let mut sets = String::new();
    for index in 0..count {
        // Writing to a string cannot fail.
        let _ = write!(
            sets,
            "<ResourceRecordSet><Name>{}</Name><Type>A</Type><SetIdentifier>a&amp;b {index}</SetIdentifier><Weight>{index}</Weight><TTL>300</TTL><ResourceRecords><ResourceRecord><Value>192.0.2.44</Value></ResourceRecord><ResourceRecord><Value>192.0.2.45</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>\n",
            host(index)
        );
    }
    format!(
        "<?xml version=\"1.0\"?>\n<ListResourceRecordSetsResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ResourceRecordSets>{sets}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListResourceRecordSetsResponse>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::same::{same_output, same_request};

    #[test]
    fn both_write_the_same() {
        same_request::<ours::CreateFunction>(ours::create(), official::create(), &official::CreateFunction::new());
        same_request::<ours::Invoke>(ours::invoke(PAYLOAD), official::invoke(PAYLOAD), &official::Invoke::new());
        same_request::<ours::ListFunctions>(ours::list(), official::list(), &official::ListFunctions::new());
        same_request::<ours::ListResourceRecordSets>(
            ours::list_records(),
            official::list_records(),
            &official::ListResourceRecordSets::new(),
        );
        same_request::<ours::ChangeResourceRecordSets>(
            ours::change(3),
            official::change(3),
            &official::ChangeResourceRecordSets::new(),
        );
    }

    #[test]
    fn both_read_the_same() {
        use aws_sdk_lambda::operation::{invoke::InvokeOutput, list_functions::ListFunctionsOutput};
        use aws_sdk_route53::operation::list_resource_record_sets::ListResourceRecordSetsOutput;
        same_output::<ours::Invoke, InvokeOutput>(&invoked(), &official::Invoke::new());
        let response = response_with(&[], listed(2));
        same_output::<ours::ListFunctions, ListFunctionsOutput>(&response, &official::ListFunctions::new());
        let response = response_with(&[], records(2));
        let plugin = official::ListResourceRecordSets::new();
        same_output::<ours::ListResourceRecordSets, ListResourceRecordSetsOutput>(&response, &plugin);
    }
}
