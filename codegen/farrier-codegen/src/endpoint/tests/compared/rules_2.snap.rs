use farrier_runtime::endpoint::{
    Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params, at,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("us-east-1")),
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
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let region = params.required_string("Region")?;
    let bucket = params.string("Bucket");
    let strange = params.boolean("Strange");
    if let Some(strange) = strange
        && if strange { bucket } else { Some("cn-north-1") }.is_some()
    {
        return at("https://-a");
    }
    EndpointBuilder::url(format!("-a{region}."))
        .header("x-a", format!("-a{region}/b{region}/b"))
        .header("x-a", "b")
        .header("x-c", "x{y}-a")
        .build()
}
