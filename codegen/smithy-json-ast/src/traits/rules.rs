//! Traits of endpoint rules.

use serde_json::{Map, Value};

use super::{Reader, Trait};

/// `smithy.rules#endpointRuleSet`: endpoint rules as a tree. Their meaning is not looked into here.
#[derive(Clone, Copy, Debug)]
pub enum EndpointRuleSet {}

/// `smithy.rules#endpointBdd`: endpoint rules as a decision diagram. Their meaning is not looked into here.
#[derive(Clone, Copy, Debug)]
pub enum EndpointBdd {}

impl Trait for EndpointRuleSet {
    const ID: &'static str = "smithy.rules#endpointRuleSet";
    const EXAMPLE: &'static str = r#"{"version": "1.0", "parameters": {}, "rules": []}"#;
    type Value<'a> = &'a Value;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a Value> {
        reader.object(value).map(|_| value)
    }
}

impl Trait for EndpointBdd {
    const ID: &'static str = "smithy.rules#endpointBdd";
    const EXAMPLE: &'static str = r#"{"version": "1.1", "parameters": {}, "conditions": [], "results": [], "root": 1, "nodeCount": 0, "nodes": ""}"#;
    type Value<'a> = &'a Value;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a Value> {
        reader.object(value).map(|_| value)
    }
}

/// `smithy.rules#clientContextParams`: parameters of the rules that the configuration of a client sets, in the order of
/// the model.
#[derive(Clone, Copy, Debug)]
pub enum ClientContextParams {}

/// A parameter of [`ClientContextParams`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientContextParam<'a> {
    /// The type.
    pub ty: ContextParamType,
    /// Text in CommonMark.
    pub documentation: Option<&'a str>,
}

/// What a context parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextParamType {
    /// A string.
    String,
    /// True or false.
    Boolean,
    /// A list of strings.
    StringArray,
}

impl Trait for ClientContextParams {
    const ID: &'static str = "smithy.rules#clientContextParams";
    const EXAMPLE: &'static str = r#"{"Accelerate": {"type": "boolean", "documentation": "What it does."}}"#;
    type Value<'a> = Vec<(&'a str, ClientContextParam<'a>)>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.map(value, |reader, value| {
            let entries = reader.structure(value, &["type", "documentation"])?;
            let ty = reader.required(entries, "type", param_type);
            let documentation = reader.optional(entries, "documentation", Reader::documentation)?;
            Some(ClientContextParam { ty: ty?, documentation })
        })
    }
}

/// Some models have the names of types in upper case.
fn param_type<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<ContextParamType> {
    match value.as_str().unwrap_or_default().to_ascii_lowercase().as_str() {
        "string" => Some(ContextParamType::String),
        "boolean" => Some(ContextParamType::Boolean),
        "stringarray" => Some(ContextParamType::StringArray),
        _ => reader.wrong("`string`, `boolean` or `stringArray`", value),
    }
}

/// `smithy.rules#contextParam`: a member of an input that is a parameter of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextParam<'a> {
    /// The name of the parameter.
    pub name: &'a str,
}

impl Trait for ContextParam<'_> {
    const ID: &'static str = "smithy.rules#contextParam";
    const EXAMPLE: &'static str = r#"{"name": "Bucket"}"#;
    type Value<'a> = ContextParam<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<ContextParam<'a>> {
        let entries = reader.structure(value, &["name"])?;
        reader.required(entries, "name", Reader::non_empty).map(|name| ContextParam { name })
    }
}

/// `smithy.rules#staticContextParams`: parameters of the rules that an operation sets.
#[derive(Clone, Copy, Debug)]
pub enum StaticContextParams {}

impl Trait for StaticContextParams {
    const ID: &'static str = "smithy.rules#staticContextParams";
    const EXAMPLE: &'static str = r#"{"UseControlPlane": {"value": true}}"#;
    type Value<'a> = Vec<(&'a str, ParameterValue<'a>)>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.map(value, |reader, value| {
            let entries = reader.structure(value, &["value"])?;
            reader.required(entries, "value", parameter)
        })
    }
}

/// The value of a parameter of endpoint rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterValue<'a> {
    /// A string.
    String(&'a str),
    /// True or false.
    Boolean(bool),
    /// A list of strings.
    StringArray(Vec<&'a str>),
}

fn parameter<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<ParameterValue<'a>> {
    match value {
        Value::String(text) => Some(ParameterValue::String(text)),
        Value::Bool(value) => Some(ParameterValue::Boolean(*value)),
        Value::Array(_) => reader.list(value, Reader::string).map(ParameterValue::StringArray),
        _ => reader.wrong("a string, a boolean or a list of strings", value),
    }
}

/// `smithy.rules#operationContextParams`: parameters of the rules that come from the input, each with a JMESPath
/// expression. The expressions are not parsed here.
#[derive(Clone, Copy, Debug)]
pub enum OperationContextParams {}

impl Trait for OperationContextParams {
    const ID: &'static str = "smithy.rules#operationContextParams";
    const EXAMPLE: &'static str = r#"{"Keys": {"path": "Delete.Objects[*].Key"}}"#;
    type Value<'a> = Vec<(&'a str, &'a str)>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.map(value, |reader, value| {
            let entries = reader.structure(value, &["path"])?;
            reader.required(entries, "path", Reader::non_empty)
        })
    }
}

/// `smithy.rules#endpointTests`: what the rules make of some parameters.
#[derive(Clone, Copy, Debug)]
pub enum EndpointTests {}

/// A case of [`EndpointTests`].
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointTest<'a> {
    /// What is special about it.
    pub documentation: &'a str,
    /// The parameters.
    pub params: Vec<(&'a str, ParameterValue<'a>)>,
    /// Inputs of operations by which a client comes to the same.
    pub inputs: Vec<EndpointInput<'a>>,
    /// What the rules give: an endpoint, or an error with this message.
    pub expect: Result<ExpectedEndpoint<'a>, &'a str>,
}

/// An input of an operation, and a configuration, by which a client comes to what an [`EndpointTest`] expects.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointInput<'a> {
    /// The name of the operation, without its namespace.
    pub operation: &'a str,
    /// The members of the input: an object, or null if there are none.
    pub members: &'a Value,
    /// What the configuration has, by the names of built-ins.
    pub built_ins: Vec<(&'a str, ParameterValue<'a>)>,
    /// What else it has, by the names of parameters.
    pub client_params: Vec<(&'a str, ParameterValue<'a>)>,
}

/// The endpoint that an [`EndpointTest`] expects.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedEndpoint<'a> {
    /// The URL.
    pub url: &'a str,
    /// Headers of requests, with their values.
    pub headers: Vec<(&'a str, Vec<&'a str>)>,
    /// Whatever else the endpoint has, such as auth schemes.
    pub properties: Vec<(&'a str, PropertyValue<'a>)>,
}

/// The value of a property of an endpoint: JSON, whose numbers are integers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyValue<'a> {
    /// Null.
    Null,
    /// True or false.
    Boolean(bool),
    /// The only numbers that rules have.
    Integer(i64),
    /// A string.
    String(&'a str),
    /// A list.
    List(Vec<Self>),
    /// An object, in the order of the model.
    Object(Vec<(&'a str, Self)>),
}

impl Trait for EndpointTests {
    const ID: &'static str = "smithy.rules#endpointTests";
    const EXAMPLE: &'static str = r#"{"version": "1.0", "testCases": [{"expect": {"error": "no region"}}]}"#;
    type Value<'a> = Vec<EndpointTest<'a>>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        let entries = reader.structure(value, &["version", "testCases"])?;
        let version = reader.required(entries, "version", Reader::string);
        let cases = reader.optional(entries, "testCases", |reader, value| reader.list(value, test_case))?;
        version.map(|_| cases.unwrap_or_default())
    }
}

fn test_case<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<EndpointTest<'a>> {
    let entries = reader.structure(value, &["documentation", "params", "operationInputs", "expect"])?;
    let documentation = reader.optional(entries, "documentation", Reader::documentation);
    let params = parameters(reader, entries, "params");
    let inputs = reader.optional(entries, "operationInputs", |reader, value| reader.list(value, endpoint_input));
    let expect = reader.required(entries, "expect", expectation)?;
    Some(EndpointTest {
        documentation: documentation?.unwrap_or_default(),
        params: params?,
        inputs: inputs?.unwrap_or_default(),
        expect,
    })
}

fn endpoint_input<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<EndpointInput<'a>> {
    const KEYS: [&str; 4] = ["operationName", "operationParams", "builtInParams", "clientParams"];
    let entries = reader.structure(value, &KEYS)?;
    let operation = reader.required(entries, "operationName", Reader::non_empty);
    let members = reader.optional(entries, "operationParams", |reader, value| reader.object(value).map(|_| value));
    let [built_ins, client_params] = ["builtInParams", "clientParams"].map(|key| parameters(reader, entries, key));
    Some(EndpointInput {
        operation: operation?,
        members: members?.unwrap_or(&Value::Null),
        built_ins: built_ins?,
        client_params: client_params?,
    })
}

/// Parameters by their names; none if there is no such entry.
fn parameters<'a>(
    reader: &mut Reader<'a>,
    entries: &'a Map<String, Value>,
    key: &'static str,
) -> Option<Vec<(&'a str, ParameterValue<'a>)>> {
    let params = reader.optional(entries, key, |reader, value| reader.map(value, parameter));
    params.map(Option::unwrap_or_default)
}

fn expectation<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Result<ExpectedEndpoint<'a>, &'a str>> {
    let entries = reader.structure(value, &["error", "endpoint"])?;
    let error = reader.optional(entries, "error", Reader::string);
    let endpoint = reader.optional(entries, "endpoint", expected_endpoint)?;
    match (error?, endpoint) {
        (Some(message), None) => Some(Err(message)),
        (None, Some(endpoint)) => Some(Ok(endpoint)),
        _ => reader.wrong("an object with either `endpoint` or `error`", value),
    }
}

fn expected_endpoint<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<ExpectedEndpoint<'a>> {
    let entries = reader.structure(value, &["url", "headers", "properties"])?;
    let url = reader.required(entries, "url", Reader::string);
    let texts = |reader: &mut Reader<'a>, value| reader.list(value, Reader::string);
    let headers = reader.optional(entries, "headers", |reader, value| reader.map(value, texts));
    let properties = reader.optional(entries, "properties", |reader, value| reader.map(value, property))?;
    Some(ExpectedEndpoint {
        url: url?,
        headers: headers?.unwrap_or_default(),
        properties: properties.unwrap_or_default(),
    })
}

fn property<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<PropertyValue<'a>> {
    Some(match value {
        Value::Null => PropertyValue::Null,
        Value::Bool(value) => PropertyValue::Boolean(*value),
        Value::Number(number) => match number.as_i64() {
            Some(number) => PropertyValue::Integer(number),
            None => return reader.wrong("an integer of 64 bits", value),
        },
        Value::String(text) => PropertyValue::String(text),
        Value::Array(_) => PropertyValue::List(reader.list(value, property)?),
        Value::Object(_) => PropertyValue::Object(reader.map(value, property)?),
    })
}
