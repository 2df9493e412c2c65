use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Arn, Endpoint, EndpointError, Param, ParamDefault, Params, at, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("a")),
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
    Node::new(0, Next::Node(1), Next::Node(2)),
    Node::new(2, Next::Node(2), Next::NoMatch),
    Node::new(3, Next::Result(0), Next::Result(0)),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    cells: &'a Cells,
    region: &'a str,
    value0: Option<Arn<'a>>,
    value1: Option<&'a str>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value1: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        region: params.required_string("Region")?,
        value0: None,
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
                values.value0 = functions::parse_arn(values.region);
                values.value0.is_some()
            }
            1 => false,
            2 => {
                let owned = functions::uri_encode(values.region);
                values.value1 = Some(values.cells.value1.get_or_init(|| owned));
                true
            }
            3 => functions::is_valid_host_label(values.value1?, false),
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
                at(format!("https://{}.-a/b", value0.service()))
            }
            _ => return None,
        },
    )
}
