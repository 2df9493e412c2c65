//! What services need beyond their models, by the ids of shapes and members that the official generator names. Each is
//! in the smallest model that can have it; in the same model of another namespace nothing is different.

use farrier_codegen::{Request, generate};
use serde_json::{Value, json};
use smithy_json_ast::load;

/// Operations, and what their traits say.
const OPERATIONS: [(&str, &str, &str); 7] = [
    ("com.amazonaws.lambda", "Invoke", "may_stall: true"),
    ("com.amazonaws.lambda", "InvokeAsync", "may_stall: true"),
    ("com.amazonaws.s3", "CopyObject", "may_stall: true"),
    ("com.amazonaws.sfn", "GetActivityTask", "long_polls: true"),
    ("com.amazonaws.sqs", "ReceiveMessage", "long_polls: true"),
    ("com.amazonaws.swf", "PollForActivityTask", "long_polls: true"),
    ("com.amazonaws.swf", "PollForDecisionTask", "long_polls: true"),
];

/// What has no default, whatever its model says.
const WITHOUT_DEFAULT: [(&str, &[&str]); 8] = [
    ("com.amazonaws.amplifyuibuilder", &["ListComponentsLimit", "ListFormsLimit", "ListThemesLimit"]),
    (
        "com.amazonaws.drs",
        &[
            "CostOptimizationConfiguration$burstBalanceDeltaThreshold",
            "CostOptimizationConfiguration$burstBalanceThreshold",
            "LaunchActionOrder",
            "ListStagingAccountsRequest$maxResults",
            "MaxResultsReplicatingSourceServers",
            "MaxResultsType",
            "StrictlyPositiveInteger",
            "Validity",
        ],
    ),
    ("com.amazonaws.emrserverless", &["WorkerCounts"]),
    ("com.amazonaws.evidently", &["ResultsPeriod"]),
    (
        "com.amazonaws.iot",
        &[
            "CreateProvisioningTemplateRequest$enabled",
            "DescribeProvisioningTemplateResponse$enabled",
            "ProvisioningTemplateSummary$enabled",
            "ThingConnectivity$connected",
            "UpdateProvisioningTemplateRequest$enabled",
        ],
    ),
    (
        "com.amazonaws.location",
        &[
            "ListPlaceIndexesRequest$MaxResults",
            "PlaceIndexSearchResultLimit",
            "SearchPlaceIndexForSuggestionsRequest$MaxResults",
        ],
    ),
    ("com.amazonaws.paymentcryptographydata", &["IntegerRangeBetween4And12"]),
    (
        "com.amazonaws.s3control",
        &[
            "PublicAccessBlockConfiguration$BlockPublicAcls",
            "PublicAccessBlockConfiguration$BlockPublicPolicy",
            "PublicAccessBlockConfiguration$IgnorePublicAcls",
            "PublicAccessBlockConfiguration$RestrictPublicBuckets",
        ],
    ),
];

/// All that is generated for a service with one operation. Its output has one member, whose value is of the given
/// shape.
fn generated(namespace: &str, operation: &str, member: &Value, (name, shape): (&str, Value)) -> String {
    let id = |name: &str| format!("{namespace}#{name}");
    let mut member = member.clone();
    member["target"] = id(name).into();
    let auth = json!({"aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": {"name": "service"}});
    let operations = json!([{"target": id(operation)}]);
    let model = json!({"smithy": "2.0", "shapes": {
        id("Service"): {"type": "service", "version": "1", "operations": operations, "traits": auth},
        id(operation): {"type": "operation", "output": {"target": id("Outcome")}},
        id("Outcome"): {"type": "structure", "members": {"value": member}},
        id(name): shape,
    }});
    let model = load("model.json", &model.to_string()).expect("a valid model");
    let request = Request { model: "model.json".to_owned(), package: "service".to_owned(), ..Request::default() };
    let files = generate(&model, &request).expect("a crate").output;
    files.into_iter().map(|file| file.contents).collect()
}

#[test]
fn operations_have_their_traits() {
    for (namespace, operation, trait_text) in OPERATIONS {
        let has = |namespace| {
            let shape = ("Text", json!({"type": "string"}));
            generated(namespace, operation, &json!({}), shape).contains(trait_text)
        };
        assert!(has(namespace) && !has("com.example"), "{namespace}#{operation}");
    }
}

#[test]
fn wrong_defaults_are_left_out() {
    for (namespace, name) in
        WITHOUT_DEFAULT.into_iter().flat_map(|(of, names)| names.iter().map(move |name| (of, *name)))
    {
        let default = json!({"smithy.api#default": 7});
        let field_type = |namespace| match name.split_once('$') {
            Some((structure, member)) => {
                let members = json!({member: {"target": "smithy.api#Integer", "traits": default}});
                let shape = (structure, json!({"type": "structure", "members": members}));
                field(&snake(member), &generated(namespace, "Get", &json!({}), shape))
            }
            None => {
                let shape = (name, json!({"type": "integer", "traits": default}));
                field("value", &generated(namespace, "Get", &json!({"traits": default}), shape))
            }
        };
        assert_eq!(
            (&*field_type(namespace), &*field_type("com.example")),
            ("Option<i32>", "i32"),
            "{namespace}#{name}"
        );
    }
}

/// The type of a field.
fn field(name: &str, code: &str) -> String {
    let (_, rest) = code.split_once(&format!("    pub {name}: ")).unwrap_or_else(|| panic!("no {name} in {code}"));
    rest.split(',').next().unwrap_or_default().to_owned()
}

fn snake(name: &str) -> String {
    let words = name.char_indices().map(|(at, char)| match char.is_ascii_uppercase() && at > 0 {
        true => format!("_{}", char.to_ascii_lowercase()),
        false => char.to_ascii_lowercase().to_string(),
    });
    words.collect()
}
