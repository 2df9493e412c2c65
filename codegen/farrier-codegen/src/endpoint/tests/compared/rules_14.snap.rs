use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Arn, Endpoint, EndpointError, Param, ParamDefault, Params, at, fail, functions,
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
    value: Option<&'a str>,
    value_2: Option<&'a str>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value: std::cell::OnceCell<String>,
    value_2: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        region: params.required_string("Region")?,
        value0: None,
        value: None,
        value_2: None,
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
                values.value0 = functions::parse_arn("cn-north-1");
                values.value0.is_some()
            }
            1 => {
                let owned = format!("x{{y}}{}.{}-a-a", values.region, values.region);
                values.value = Some(values.cells.value.get_or_init(|| owned));
                functions::parse_arn(functions::substring(values.value?, 2, 5, true)?)
                    .is_some()
            }
            2 => {
                let owned = format!(
                    "x{{y}}{}.{}/b{}/b",
                    values.region,
                    values.value0?.account_id(),
                    values.region,
                );
                values.value_2 = Some(values.cells.value_2.get_or_init(|| owned));
                values.value_2.is_some()
            }
            _ => return None,
        },
    )
}
/// What a rule gives; `None` if something it needs is unset.
fn result(index: u16, _values: &Values) -> Option<Result<Endpoint, EndpointError>> {
    Some(
        match index {
            0 => at("x{y}."),
            1 => fail("x{y}./b"),
            2 => at(""),
            _ => return None,
        },
    )
}
