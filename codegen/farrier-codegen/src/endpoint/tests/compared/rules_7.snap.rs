use farrier_runtime::endpoint::{
    Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params,
    fail, functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(
            ParamDefault::String(
                "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine/deep",
            ),
        ),
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
    let fips = params.required_boolean("Fips")?;
    let names = params.string_array("Names");
    if fips
        && let Some(value) = functions::substring("http://127.0.0.1:8080", 1, 5, true)
        && let Some(value0) = functions::parse_arn(value)
    {
        return EndpointBuilder::url(
                format!("https://{}.{}-a", value0.account_id(), value0.partition()),
            )
            .header("x-a", format!("https://{region}.{region}"))
            .header("x-a", "b")
            .header("x-c", format!("{region}/b"))
            .build();
    }
    if let Some(names) = names && let Some(value_2) = names.get(-1)
        && functions::parse_url(value_2).is_some()
    {
        return fail(format!("https://.{region}/b"));
    }
    if let Some(names) = names && let Some(value_3) = names.get(2)
        && let Some(value3) = functions::parse_url(value_3) && let Some(bucket) = bucket
    {
        if fips && let Some(value4) = functions::parse_arn(region) {
            let value_4: &str = &format!("x{{y}}{region}{region}/b{}", value3.scheme());
            if let Some(value5) = functions::parse_arn(value_4) {
                return EndpointBuilder::url(
                        format!("{bucket}-a{}-a", value3.normalized_path()),
                    )
                    .header("x-a", format!("https://{}{region}", value5.service()))
                    .header("x-a", "b")
                    .header("x-c", format!("https://{}/b", value3.authority()))
                    .property("other", format!("x{{y}}{region}-a"))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            (
                                "signingRegion",
                                format!(
                                    "https://{}.{}-a",
                                    value3.normalized_path(),
                                    value4.partition(),
                                )
                                    .into(),
                            ),
                            (
                                "deep",
                                vec![Document::Null, object([("a", 1i64.into())])].into(),
                            ),
                        ],
                    )
                    .build();
            }
        }
        return fail(
            format!("https://{}-a{bucket}-a{}", value3.path(), value3.authority()),
        );
    }
    fail("x{y}.-a")
}
