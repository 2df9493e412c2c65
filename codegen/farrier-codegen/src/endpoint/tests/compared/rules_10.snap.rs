use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params, Url, at,
    functions,
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
static NODES: &[Node] = &[
    Node::new(0, Next::Node(1), Next::Node(2)),
    Node::new(2, Next::Node(3), Next::NoMatch),
    Node::new(1, Next::NoMatch, Next::Node(3)),
    Node::new(5, Next::Result(0), Next::Result(0)),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    cells: &'a Cells,
    region: &'a str,
    bucket: Option<&'a str>,
    value: Option<&'a str>,
    value1: Option<&'a str>,
    value3: Option<Url<'a>>,
    value4: Option<&'a str>,
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
        value: None,
        value1: None,
        value3: None,
        value4: None,
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
                let owned = format!("x{{y}}.{}/b{}/b", values.region, values.region);
                values.value = Some(values.cells.value.get_or_init(|| owned));
                values.value.is_some()
            }
            1 => {
                values.value1 = functions::substring("mars", 1, 2, true);
                values.value1.is_some()
            }
            2 => functions::substring("", 1, 5, true).is_some(),
            3 => {
                values.value3 = functions::parse_url("/b");
                values.value3.is_some()
            }
            4 => {
                values.value4 = Some(values.region);
                true
            }
            5 => values.value1.is_some(),
            _ => return None,
        },
    )
}
/// What a rule gives; `None` if something it needs is unset.
fn result(index: u16, values: &Values) -> Option<Result<Endpoint, EndpointError>> {
    Some(
        match index {
            0 => {
                let value3 = values.value3?;
                let value4 = values.value4?;
                EndpointBuilder::url(value4.to_owned())
                    .header(
                        "x-a",
                        format!("{}-a{}", value3.scheme(), value3.authority()),
                    )
                    .header("x-a", "b")
                    .header("x-c", "x{y}.")
                    .build()
            }
            1 => at("."),
            2 => {
                let bucket = values.bucket?;
                let value3 = values.value3?;
                let value4 = values.value4?;
                EndpointBuilder::url(
                        format!("{bucket}-a{value4}.{}/b", value3.authority()),
                    )
                    .header("x-a", format!("x{{y}}{value4}/b{}/b", value3.path()))
                    .header("x-a", "b")
                    .header("x-c", format!("https://{bucket}-a"))
                    .build()
            }
            _ => return None,
        },
    )
}
