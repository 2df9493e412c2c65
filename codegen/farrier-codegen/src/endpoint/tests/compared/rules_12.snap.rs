use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Arn, Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("a--b--c")),
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
static NODES: &[Node] = &[
    Node::new(0, Next::Node(1), Next::Node(1)),
    Node::new(1, Next::NoMatch, Next::NoMatch),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    region: &'a str,
    value0: Option<Arn<'a>>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let mut values = Values {
        region: params.required_string("Region")?,
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
            0 => true,
            1 => {
                values.value0 = functions::parse_arn(
                    functions::substring("arn:aws:x:::y", 2, 4, true)?,
                );
                values.value0.is_some()
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
                let value0 = values.value0?;
                EndpointBuilder::url(format!("x{{y}}{region}.{}-a", value0.partition()))
                    .property("other", format!("{region}-a{region}/b"))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            ("signingRegion", "https://-a".into()),
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
