use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Arn, Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    at, functions, object,
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
    cells: &'a Cells,
    region: &'a str,
    endpoint: Option<&'a str>,
    value0: Option<&'a str>,
    value: Option<&'a str>,
    value1: Option<Arn<'a>>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value0: std::cell::OnceCell<String>,
    value: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        region: params.required_string("Region")?,
        endpoint: params.string("Endpoint"),
        value0: None,
        value: None,
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
            0 => {
                let owned = functions::uri_encode(values.region);
                values.value0 = Some(values.cells.value0.get_or_init(|| owned));
                true
            }
            1 => {
                let owned = functions::uri_encode(values.value0?);
                values.value = Some(values.cells.value.get_or_init(|| owned));
                values.value1 = functions::parse_arn(values.value?);
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
                let value0 = values.value0?;
                at(format!("https://{value0}."))
            }
            1 => {
                let region = values.region;
                let endpoint = values.endpoint?;
                let value0 = values.value0?;
                let value1 = values.value1?;
                EndpointBuilder::url(format!("https://-a{endpoint}-a"))
                    .header("x-a", format!("x{{y}}{}-a{endpoint}", value1.service()))
                    .header("x-a", "b")
                    .header("x-c", format!("https://{}.", value1.service()))
                    .property("other", format!(".{value0}."))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            (
                                "signingRegion",
                                format!("x{{y}}{region}-a/b{value0}.").into(),
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
