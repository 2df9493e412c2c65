use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Arn, Document, Endpoint, EndpointBuilder, EndpointError, List, Param, ParamDefault,
    Params, functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("my-bucket")),
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
    Node::new(0, Next::NoMatch, Next::Node(1)),
    Node::new(1, Next::Result(0), Next::NoMatch),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    cells: &'a Cells,
    region: &'a str,
    bucket: Option<&'a str>,
    names: Option<List<'a>>,
    value0: Option<Arn<'a>>,
    value: Option<&'a str>,
    value1: Option<&'a str>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        region: params.required_string("Region")?,
        bucket: params.string("Bucket"),
        names: params.string_array("Names"),
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
                values.value0 = functions::parse_arn(
                    functions::substring("https:///b", 0, 2, true)?,
                );
                values.value0.is_some()
            }
            1 => {
                let owned = functions::uri_encode(values.region);
                values.value = Some(values.cells.value.get_or_init(|| owned));
                values.value1 = if values.names.is_some() {
                    Some(values.value?)
                } else {
                    values.value0?.resource_id().get(0)
                };
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
                let bucket = values.bucket?;
                let value0 = values.value0?;
                let value1 = values.value1?;
                EndpointBuilder::url("x{y}-a/b")
                    .header("x-a", format!("x{{y}}{value1}.."))
                    .header("x-a", "b")
                    .header("x-c", format!("x{{y}}{}.-a/b", value0.service()))
                    .property("other", format!("https:///b{bucket}-a"))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            ("signingRegion", format!("https:///b{value1}.").into()),
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
