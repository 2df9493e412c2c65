use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Arn, Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    Partition, Url, at, fail, functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("cn-north-1")),
    },
    Param {
        name: "Bucket",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Endpoint",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Fips",
        built_in: None,
        required: true,
        default: Some(ParamDefault::Boolean(false)),
    },
    Param {
        name: "Strange",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Names",
        built_in: None,
        required: false,
        default: None,
    },
];
/// The decisions: which condition to test, and where to go if it holds or fails.
static NODES: &[Node] = &[
    Node::new(0, Next::Node(1), Next::Node(1)),
    Node::new(4, Next::Result(0), Next::Result(0)),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    region: &'a str,
    value1: Option<Arn<'a>>,
    value2: Option<&'static Partition>,
    value3: Option<Url<'a>>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let mut values = Values {
        region: params.required_string("Region")?,
        value1: None,
        value2: None,
        value3: None,
    };
    let index = bdd::evaluate(
        NODES,
        ROOT,
        |index| condition(index, &mut values).unwrap_or(false),
    );
    index
        .and_then(|index| result(index, &values))
        .unwrap_or_else(|| Err(EndpointError::exhausted()))
}
/// Whether a condition holds. Not if something it needs is unset, which is what `None` says.
fn condition(index: u16, values: &mut Values) -> Option<bool> {
    Some(
        match index {
            0 => true,
            1 => {
                values.value1 = functions::parse_arn(
                    "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine/deep",
                );
                values.value1.is_some()
            }
            2 => {
                values.value2 = Some(functions::partition(values.region));
                true
            }
            3 => true,
            4 => {
                values.value3 = functions::parse_url("a--b--c");
                values.value3.is_some()
            }
            _ => return None,
        },
    )
}
/// What a rule gives; `None` if something it needs is unset.
fn result(index: u16, values: &Values) -> Option<Result<Endpoint, EndpointError>> {
    Some(
        match index {
            0 => {
                let region = values.region;
                at(format!("https://{region}/b{region}/b"))
            }
            1 => {
                let value3 = values.value3?;
                fail(format!("{}-a", value3.path()))
            }
            2 => {
                let region = values.region;
                let value1 = values.value1?;
                let value2 = values.value2?;
                EndpointBuilder::url(format!("{}.", value2.dual_stack_dns_suffix()))
                    .property(
                        "other",
                        format!(
                            "https://{}/b{}/b{region}/b",
                            value2.dual_stack_dns_suffix(),
                            value1.partition(),
                        ),
                    )
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            (
                                "signingRegion",
                                format!("x{{y}}{}.", value2.dual_stack_dns_suffix()).into(),
                            ),
                            (
                                "deep",
                                vec![Document::Null, object([("a", 1i64.into())])].into(),
                            ),
                        ],
                    )
                    .build()
            }
            _ => return None,
        },
    )
}
