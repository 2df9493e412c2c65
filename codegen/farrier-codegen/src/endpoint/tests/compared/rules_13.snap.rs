use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params, Url,
    functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("a.b.c")),
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
static NODES: &[Node] = &[Node::new(0, Next::NoMatch, Next::NoMatch)];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    region: &'a str,
    value1: Option<Url<'a>>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let mut values = Values {
        region: params.required_string("Region")?,
        value1: None,
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
                values.value1 = functions::parse_url(values.region);
                values.value1.is_some()
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
                let value1 = values.value1?;
                EndpointBuilder::url("-a")
                    .property("other", format!("x{{y}}{}-a", value1.authority()))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            (
                                "signingRegion",
                                format!("https://{}-a", value1.path()).into(),
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
