use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, at, fail, functions,
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
    Node::new(5, Next::Result(0), Next::Result(0)),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    cells: &'a Cells,
    region: &'a str,
    endpoint: Option<&'a str>,
    fips: bool,
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
        endpoint: params.string("Endpoint"),
        fips: params.required_boolean("Fips")?,
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
            0 => functions::is_virtual_hostable_s3_bucket(values.region, true),
            1 => true,
            2 => {
                let owned = format!("{}/b/b", values.endpoint?);
                values.value = Some(values.cells.value.get_or_init(|| owned));
                functions::parse_arn(values.value?).is_some()
            }
            3 => {
                values.value1 = functions::substring("/b", 2, 3, false);
                values.value1.is_some()
            }
            4 => values.fips,
            5 => values.fips,
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
                let value1 = values.value1?;
                at(format!("/b{region}-a{value1}"))
            }
            1 => at("x{y}..."),
            2 => fail("https:///b"),
            _ => return None,
        },
    )
}
