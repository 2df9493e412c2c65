use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, at, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("arn:aws:x:::y")),
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
        default: Some(ParamDefault::Boolean(true)),
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
static NODES: &[Node] = &[Node::new(0, Next::NoMatch, Next::NoMatch)];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    region: &'a str,
    bucket: Option<&'a str>,
    endpoint: Option<&'a str>,
    value0: Option<&'a str>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let mut values = Values {
        region: params.required_string("Region")?,
        bucket: params.string("Bucket"),
        endpoint: params.string("Endpoint"),
        value0: None,
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
            0 => {
                values.value0 = if values.endpoint.is_some() {
                    Some(values.region)
                } else {
                    values.endpoint
                };
                values.value0.is_some()
            }
            1 => functions::substring("https://.", 1, 5, false).is_some(),
            2 => {
                if values.bucket.is_none() {
                    Some(values.region)
                } else {
                    values.endpoint
                }
                    .is_some()
            }
            _ => return None,
        },
    )
}
/// What a rule gives; `None` if something it needs is unset.
fn result(index: u16, values: &Values) -> Option<Result<Endpoint, EndpointError>> {
    Some(
        match index {
            0 => at("./b"),
            1 => {
                let value0 = values.value0?;
                at(format!("x{{y}}-a{value0}/b"))
            }
            2 => {
                let bucket = values.bucket?;
                at(format!("x{{y}}{bucket}/b/b"))
            }
            _ => return None,
        },
    )
}
