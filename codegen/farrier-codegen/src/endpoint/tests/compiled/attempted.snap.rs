use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, Url, at, fail, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Bucket",
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
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("eu")),
    },
];
/// The decisions: which condition to test, and where to go if it holds or fails.
static NODES: &[Node] = &[
    Node::new(0, Next::Node(1), Next::Node(1)),
    Node::new(1, Next::Result(1), Next::Node(2)),
    Node::new(2, Next::Node(3), Next::Result(1)),
    Node::new(3, Next::Node(4), Next::Result(1)),
    Node::new(4, Next::Result(0), Next::Result(1)),
];
/// Where to start.
const ROOT: Next = Next::Node(0);
/// The parameters, and what conditions assign.
struct Values<'a> {
    cells: &'a Cells,
    bucket: Option<&'a str>,
    fips: bool,
    region: &'a str,
    url: Option<Url<'a>>,
    host: Option<&'a str>,
    value: Option<&'a str>,
    value_2: Option<&'a str>,
    value_3: Option<&'a str>,
    name: Option<&'a str>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value: std::cell::OnceCell<String>,
    value_2: std::cell::OnceCell<String>,
    value_3: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        bucket: params.string("Bucket"),
        fips: params.required_boolean("Fips")?,
        region: params.required_string("Region")?,
        url: None,
        host: None,
        value: None,
        value_2: None,
        value_3: None,
        name: None,
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
                values.url = functions::parse_url(values.bucket?);
                values.url.is_some()
            }
            1 => (|| Some(values.url?.path()))().is_some(),
            2 => {
                values.host = Some(
                    (|| Some(values.url?.authority()))()
                        .or((|| Some(values.url?.scheme()))())
                        .unwrap_or(values.region),
                );
                true
            }
            3 => (|| Some(values.url?.is_ip()))().unwrap_or(true),
            4 => {
                values.value = (|| Some(format!("{}-fips", values.url?.scheme())))()
                    .map(|owned| values.cells.value.get_or_init(|| owned).as_str());
                values.value_2 = (|| Some(format!("a/{}", values.host?)))()
                    .map(|owned| values.cells.value_2.get_or_init(|| owned).as_str());
                values.value_3 = (|| Some(functions::uri_encode(values.value_2?)))()
                    .map(|owned| values.cells.value_3.get_or_init(|| owned).as_str());
                values.name = Some(
                    if values.fips { values.value? } else { values.value_3? },
                );
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
                let host = values.host?;
                let name = values.name?;
                at(format!("https://{name}.{host}.example.com"))
            }
            1 => fail("something is missing"),
            _ => return None,
        },
    )
}
