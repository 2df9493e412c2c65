use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{
    Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    Partition, Url, fail, functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("")),
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
    bucket: Option<&'a str>,
    endpoint: Option<&'a str>,
    value0: Option<&'static Partition>,
    value: Option<&'a str>,
    value2: Option<&'a str>,
    value3: Option<Url<'a>>,
    value4: Option<&'a str>,
}
/// Strings that conditions make.
#[derive(Default)]
struct Cells {
    value: std::cell::OnceCell<String>,
    value2: std::cell::OnceCell<String>,
}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let cells = Cells::default();
    let mut values = Values {
        cells: &cells,
        region: params.required_string("Region")?,
        bucket: params.string("Bucket"),
        endpoint: params.string("Endpoint"),
        value0: None,
        value: None,
        value2: None,
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
                values.value0 = Some(functions::partition("a.b.c"));
                true
            }
            1 => {
                let owned = format!("https://{}", values.value0 ? .name());
                values.value = Some(values.cells.value.get_or_init(|| owned));
                values.value.is_some()
            }
            2 => {
                let owned = functions::uri_encode(values.region);
                values.value2 = Some(values.cells.value2.get_or_init(|| owned));
                true
            }
            3 => {
                values.value3 = functions::parse_url("us-east-1");
                values.value3.is_some()
            }
            4 => {
                values.value4 = if true { values.endpoint } else { values.bucket };
                values.value4.is_some()
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
                let value3 = values.value3?;
                let value4 = values.value4?;
                EndpointBuilder::url(format!("https://{value4}/b{}", value3.authority()))
                    .property(
                        "other",
                        format!(
                            "https://{}-a{}-a", value0.name(), value3.normalized_path()
                        ),
                    )
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            ("signingRegion", "https://.".into()),
                            (
                                "deep",
                                vec![Document::Null, object([("a", 1i64.into())])].into(),
                            ),
                        ],
                    )
                    .build()
            }
            1 => {
                let region = values.region;
                let value0 = values.value0?;
                let value3 = values.value3?;
                let value4 = values.value4?;
                EndpointBuilder::url(format!("{region}.{}.", value0.dns_suffix()))
                    .header("x-a", format!("https://{value4}"))
                    .header("x-a", "b")
                    .header("x-c", value3.normalized_path().into_owned())
                    .build()
            }
            2 => {
                let value2 = values.value2?;
                fail(format!("https://{value2}/b{value2}/b"))
            }
            _ => return None,
        },
    )
}
