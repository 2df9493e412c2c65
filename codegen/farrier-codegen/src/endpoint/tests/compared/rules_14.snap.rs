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
    value0: Option<Arn<'a>>,
    value1: Option<Arn<'a>>,
    value2: Option<&'a str>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value2: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        region: params.required_string("Region")?,
        value0: None,
        value1: None,
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
                values.value0 = functions::parse_arn(
                    functions::substring("cn-north-1", 1, 5, true)?,
                );
                values.value0.is_some()
            }
            1 => {
                values.value1 = functions::parse_arn(
                    "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine/deep",
                );
                values.value1.is_some()
            }
            2 => {
                let owned = functions::uri_encode("cn-north-1");
                values.value2 = Some(values.cells.value2.get_or_init(|| owned));
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
            0 => {
                let region = values.region;
                let value0 = values.value0?;
                let value1 = values.value1?;
                let value2 = values.value2?;
                EndpointBuilder::url(
                        format!("x{{y}}{}-a{value2}/b", value0.account_id()),
                    )
                    .header("x-a", format!("{}-a", value0.region()))
                    .header("x-a", "b")
                    .header("x-c", format!("https://{region}.{}/b", value1.partition()))
                    .build()
            }
            1 => {
                let region = values.region;
                let value0 = values.value0?;
                let value1 = values.value1?;
                let value2 = values.value2?;
                EndpointBuilder::url(format!(".{value2}{}-a", value0.region()))
                    .property("other", format!("x{{y}}{region}-a"))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            (
                                "signingRegion",
                                format!(
                                    "{}/b{}-a{value2}/b", value1.account_id(), value0.region()
                                )
                                    .into(),
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
