use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    fail, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("192.168.5.4")),
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
    Node::new(2, Next::Result(0), Next::Result(0)),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    region: &'a str,
    fips: bool,
    value0: Option<&'a str>,
    value2: Option<&'a str>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let mut values = Values {
        region: params.required_string("Region")?,
        fips: params.required_boolean("Fips")?,
        value0: None,
        value2: None,
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
                values.value0 = Some("cn-north-1");
                true
            }
            1 => true,
            2 => {
                values.value2 = Some(if values.fips { "a--b--c" } else { "mars" });
                true
            }
            _ => return None,
        },
    )
}
/// What a rule gives; `None` if something it needs is unset.
fn result(index: u16, values: &Values) -> Option<Result<Endpoint, EndpointError>> {
    Some(
        match index {
            0 => fail("https://."),
            1 => {
                let value2 = values.value2?;
                fail(format!("x{{y}}-a{value2}"))
            }
            2 => {
                let region = values.region;
                let value0 = values.value0?;
                EndpointBuilder::url("https://.")
                    .property("other", format!("https:///b{value0}/b"))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            ("signingRegion", format!("x{{y}}{region}/b").into()),
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
