use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, at, fail,
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
];
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let bucket = params.string("Bucket");
    let fips = params.required_boolean("Fips")?;
    let Some(chosen) = (if fips { bucket } else { Some("x") }) else {
        return fail("nothing chosen");
    };
    if bucket.is_some() {
        return at(format!("https://{chosen}.example.com"));
    }
    Err(EndpointError::exhausted())
}
