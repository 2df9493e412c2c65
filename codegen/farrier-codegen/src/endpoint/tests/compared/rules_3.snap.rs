use farrier_runtime::endpoint::{
    Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    functions, object,
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
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let region = params.required_string("Region")?;
    let bucket = params.string("Bucket");
    let endpoint = params.string("Endpoint");
    let fips = params.required_boolean("Fips")?;
    let strange = params.boolean("Strange");
    if let Some(value) = functions::substring("a--b--c", 2, 3, true)
        && let Some(value0) = functions::parse_arn(value) && strange == Some(false)
        && fips
    {
        return EndpointBuilder::url(format!("https://{region}."))
            .property(
                "other",
                format!(
                    "{}.{}-a{}.", value0.partition(), value0.region(), value0
                    .account_id()
                ),
            )
            .property("flag", true)
            .auth_scheme(
                "sigv4",
                [
                    ("signingRegion", format!("https://-a{}.", value0.region()).into()),
                    ("deep", vec![Document::Null, object([("a", 1i64.into())])].into()),
                ],
            )
            .build();
    }
    if functions::substring("http://127.0.0.1:8080", 0, 2, false).is_some()
        && if !fips { bucket } else { endpoint }.is_some()
    {
        let value_2: &str = &format!("https://-a{region}");
        if functions::parse_arn(value_2).is_some() {
            return EndpointBuilder::url(format!("x{{y}}{region}."))
                .property("other", format!("x{{y}}/b{region}-a"))
                .property("flag", true)
                .auth_scheme(
                    "sigv4",
                    [
                        ("signingRegion", "x{y}/b/b".into()),
                        (
                            "deep",
                            vec![Document::Null, object([("a", 1i64.into())])].into(),
                        ),
                    ],
                )
                .build();
        }
    }
    EndpointBuilder::url("https://-a")
        .header("x-a", "https://-a-a")
        .header("x-a", "b")
        .header("x-c", format!("x{{y}}/b{region}-a"))
        .property("other", "x{y}")
        .property("flag", true)
        .auth_scheme(
            "sigv4",
            [
                ("signingRegion", "https://-a.".into()),
                ("deep", vec![Document::Null, object([("a", 1i64.into())])].into()),
            ],
        )
        .build()
}
