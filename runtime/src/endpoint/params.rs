use std::fmt;

use super::error::EndpointError;
use super::functions;
use super::list::List;
use crate::serde::REDACTED;

/// The values a rule set is evaluated with, by the names it gives its parameters: `Region`, `UseFIPS`, `Bucket`.
///
/// One type serves all services; the parameters that AWS defines for all of them have accessors of their own.
#[derive(Clone, Default, PartialEq)]
pub struct Params {
    /// Sorted by name.
    values: Vec<(&'static str, ParamValue)>,
    /// Whether there may be a value that must not be seen: `Debug` shows names only, and no error repeats values.
    hidden: bool,
    /// Why one of them could not be set, which is no reason to do without it.
    refused: Option<EndpointError>,
}

impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let redacted = || self.values.iter().map(|(name, _)| (name, REDACTED));
        let mut map = f.debug_map();
        if self.hidden { map.entries(redacted()).finish() } else { map.entries(self.values.iter().cloned()).finish() }
    }
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// Of a `string`.
    String(String),
    /// Of a `boolean`.
    Boolean(bool),
    /// Of a `stringArray`.
    StringArray(Vec<String>),
}

impl From<&str> for ParamValue {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for ParamValue {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<bool> for ParamValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Vec<String>> for ParamValue {
    fn from(values: Vec<String>) -> Self {
        Self::StringArray(values)
    }
}

impl Params {
    /// Builds parameters from those that AWS defines for all services; [`set`](Self::set) adds the others.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The value of a parameter, of whatever type.
    pub fn get(&self, name: &str) -> Option<&ParamValue> {
        let index = self.position(name).ok()?;
        self.values.get(index).map(|(_, value)| value)
    }

    /// Sets a parameter, replacing its value if it has one.
    pub fn set(&mut self, name: &'static str, value: impl Into<ParamValue>) {
        self.put(name, value.into());
    }

    /// Compiled once, whatever the values are made of.
    fn put(&mut self, name: &'static str, value: ParamValue) {
        match self.position(name) {
            Ok(index) => self.values[index].1 = value,
            Err(index) => self.values.insert(index, (name, value)),
        }
    }

    /// Makes neither `Debug` nor errors show values any more, because some are those of members that must not be seen.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    /// Why there is no endpoint, as it may be shown.
    pub(crate) fn shown(&self, error: EndpointError) -> EndpointError {
        if self.hidden { error.without_values() } else { error }
    }

    /// Makes every endpoint for these parameters this error.
    #[cfg(feature = "jmespath")]
    pub(crate) fn refuse(&mut self, error: EndpointError) {
        self.refused = Some(error);
    }

    /// An error if one of them could not be set.
    pub(crate) fn complete(&self) -> Result<(), EndpointError> {
        self.refused.clone().map_or(Ok(()), Err)
    }

    /// Takes away the value of a parameter, if it has one.
    pub fn unset(&mut self, name: &str) {
        if let Ok(index) = self.position(name) {
            self.values.remove(index);
        }
    }

    /// The value of a `string`; `None` if it is unset or of another type.
    pub fn string(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            ParamValue::String(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a `boolean`; `None` if it is unset or of another type.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            ParamValue::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a `stringArray`; `None` if it is unset or of another type.
    pub fn string_array(&self, name: &str) -> Option<List<'_>> {
        match self.get(name)? {
            ParamValue::StringArray(values) => Some(values.as_slice().into()),
            _ => None,
        }
    }

    /// The value of a `string` that the rules cannot do without; an error names it.
    pub fn required_string(&self, name: &str) -> Result<&str, EndpointError> {
        self.string(name).ok_or_else(|| EndpointError::missing(name))
    }

    /// The value of a `boolean` that the rules cannot do without; an error names it.
    pub fn required_boolean(&self, name: &str) -> Result<bool, EndpointError> {
        self.boolean(name).ok_or_else(|| EndpointError::missing(name))
    }

    /// The value of a `stringArray` that the rules cannot do without; an error names it.
    pub fn required_string_array(&self, name: &str) -> Result<List<'_>, EndpointError> {
        self.string_array(name).ok_or_else(|| EndpointError::missing(name))
    }

    fn position(&self, name: &str) -> Result<usize, usize> {
        self.values.binary_search_by(|(known, _)| (*known).cmp(name))
    }
}

/// Builds [`Params`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParamsBuilder {
    params: Params,
}

impl ParamsBuilder {
    /// The parameters. A region that could not be a part of a host name is an error.
    pub fn build(self) -> Result<Params, InvalidParams> {
        match self.params.region() {
            Some(region) if !functions::is_valid_host_label(region, true) => {
                Err(InvalidParams { field: "region", message: "must be a valid host label" })
            }
            _ => Ok(self.params),
        }
    }
}

/// A parameter has a value that no endpoint can be made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidParams {
    field: &'static str,
    message: &'static str,
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid endpoint parameter `{}`: {}", self.field, self.message)
    }
}

impl std::error::Error for InvalidParams {}

/// One accessor and three builder methods for each parameter: its name, its type in the builder and where it is read,
/// and the method that reads it.
macro_rules! built_ins {
    ($($doc:literal $name:literal $get:ident $set:ident $builder_get:ident $owned:ty => $read:ident $borrowed:ty;)*) => {
        impl Params {
            $(
                #[doc = $doc]
                #[inline]
                pub fn $get(&self) -> Option<$borrowed> {
                    self.$read($name)
                }
            )*
        }

        impl ParamsBuilder {
            $(
                #[doc = $doc]
                #[inline]
                pub fn $get(mut self, value: impl Into<$owned>) -> Self {
                    self.params.set($name, value.into());
                    self
                }

                #[doc = $doc]
                #[inline]
                pub fn $set(mut self, value: Option<$owned>) -> Self {
                    match value {
                        Some(value) => self.params.set($name, value),
                        None => self.params.unset($name),
                    }
                    self
                }

                #[doc = $doc]
                #[inline]
                pub fn $builder_get(&self) -> Option<$borrowed> {
                    self.params.$get()
                }
            )*
        }
    };
}

built_ins! {
    "The region requests go to." "Region"
        region set_region get_region String => string &str;
    "Whether requests go to a FIPS 140-3 endpoint." "UseFIPS"
        use_fips set_use_fips get_use_fips bool => boolean bool;
    "Whether requests go to an endpoint that is reachable by IPv4 and IPv6." "UseDualStack"
        use_dual_stack set_use_dual_stack get_use_dual_stack bool => boolean bool;
    "The URL to use instead of one the rules choose." "Endpoint"
        endpoint set_endpoint get_endpoint String => string &str;
    "The account of the credentials." "AccountId"
        account_id set_account_id get_account_id String => string &str;
    "Whether the account may, must or must not be a part of the endpoint: `preferred`, `required` or `disabled`."
        "AccountIdEndpointMode"
        account_id_endpoint_mode set_account_id_endpoint_mode get_account_id_endpoint_mode String => string &str;
    "Whether to use the global endpoint of STS or S3 rather than a regional one." "UseGlobalEndpoint"
        use_global_endpoint set_use_global_endpoint get_use_global_endpoint bool => boolean bool;
    "S3: whether the bucket stays in the path rather than becoming a part of the host." "ForcePathStyle"
        force_path_style set_force_path_style get_force_path_style bool => boolean bool;
    "S3: whether to use Transfer Acceleration." "Accelerate"
        accelerate set_accelerate get_accelerate bool => boolean bool;
    "S3: whether the region of an ARN wins over that of the client." "UseArnRegion"
        use_arn_region set_use_arn_region get_use_arn_region bool => boolean bool;
    "S3: whether multi-region access points are refused." "DisableMultiRegionAccessPoints"
        disable_multi_region_access_points set_disable_multi_region_access_points
        get_disable_multi_region_access_points bool => boolean bool;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_keeps_one_value_a_name() {
        let mut params = Params::default();
        params.set("UseFIPS", true);
        params.set("Bucket", "b");
        params.set("Region", "a");
        params.set("Region", "b".to_owned());
        assert_eq!(params.string("Region"), Some("b"));
        assert_eq!(params.boolean("Region"), None);
        let names: Vec<_> = params.values.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["Bucket", "Region", "UseFIPS"]);
        params.unset("Region");
        params.unset("Never");
        assert_eq!(params.region(), None);
        assert_eq!(params.required_string("Region"), Err(EndpointError::missing("Region")));
    }

    #[test]
    fn builder_sets_and_unsets() {
        let builder = Params::builder().region("eu-west-1").use_fips(true).set_endpoint(Some("http://x".to_owned()));
        assert_eq!(builder.get_region(), Some("eu-west-1"));
        let params = builder.set_endpoint(None).build().expect("valid");
        assert_eq!(params.use_fips(), Some(true));
        assert_eq!(params.endpoint(), None);
        assert_eq!(params.use_dual_stack(), None);
    }

    #[test]
    fn a_region_must_fit_into_a_host_name() {
        let error = Params::builder().region("eu/west").build().expect_err("invalid");
        assert_eq!(error.to_string(), "invalid endpoint parameter `region`: must be a valid host label");
    }
}
