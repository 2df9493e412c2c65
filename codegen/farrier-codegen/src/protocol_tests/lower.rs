//! From the traits to suites: which cases are for this client, what they are called, and what they hold.

use super::value::Types;
use crate::ir::suite::{Expectation, RequestTest, ResponseTest, Suite};
use crate::ir::{Crate, Docs, Operation, Structure};
use crate::select::{Selection, problem};
use crate::{docs, names};
use serde_json::{Map, Value};
use smithy_json_ast::traits::{HttpRequestTest, HttpRequestTests, HttpResponseTest, HttpResponseTests, HttpTest};
use smithy_json_ast::{Diagnostic, Shape, ShapeId};

/// The suites of the operations and errors of a crate; none unless the request wants them.
pub(crate) fn lower(selection: &Selection<'_>, ir: &Crate) -> Result<Vec<Suite>, Vec<Diagnostic>> {
    if !selection.request.protocol_tests {
        return Ok(Vec::new());
    }
    let mut cx = Context { selection, types: Types(ir), modules: names::Taken::default(), problems: Vec::new() };
    let operations = ir.operations.iter().filter_map(|op| cx.operation(op)).collect::<Vec<_>>();
    let errors = ir.errors.iter().filter_map(|error| cx.error(ir, &error.structure));
    let suites = operations.into_iter().chain(errors.collect::<Vec<_>>()).collect();
    if cx.problems.is_empty() { Ok(suites) } else { Err(cx.problems) }
}

/// Who has a test.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Client,
    /// A fake of the service.
    Server,
}

const SIDES: [Side; 2] = [Side::Client, Side::Server];

impl Side {
    fn has(self, case: &HttpTest<'_>) -> bool {
        match self {
            Self::Client => case.for_clients,
            // A case that says how the client is configured is for clients.
            Self::Server => case.for_servers && case.vendor_params.is_none_or(|params| !params.contains_key(CONFIG)),
        }
    }
}

/// What of `vendorParams` configures a client.
const CONFIG: &str = "scopedConfig";

struct Context<'a> {
    selection: &'a Selection<'a>,
    types: Types<'a>,
    modules: names::Taken,
    problems: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    fn operation(&mut self, op: &Operation) -> Option<Suite> {
        let shape = self.shape(&op.shape)?;
        let cases = shape.traits.read::<HttpRequestTests>().unwrap_or_default();
        let requests = SIDES.map(|side| {
            let cases = cases.iter().map(|case| (&case.common, case));
            self.tests(shape, side, cases, |types, case, name| request(types, op, case, name))
        });
        let cases = shape.traits.read::<HttpResponseTests>().unwrap_or_default();
        let responses = SIDES.map(|side| {
            let cases = cases.iter().map(|case| (&case.common, case));
            self.tests(shape, side, cases, |types, case, name| {
                if op.output.events().is_some() {
                    return Err("an output with a stream of events cannot be compared".to_owned());
                }
                let expected = types.builder(&op.output, &op.output.ident, case.common.params)?;
                let streams = op.output.bytes().is_some();
                Ok(ResponseTest { expected, streams, ..response(case, side, name) })
            })
        });
        self.suite(&op.module, op, requests, responses)
    }

    fn error(&mut self, ir: &Crate, structure: &Structure) -> Option<Suite> {
        let shape = self.shape(&structure.shape)?;
        let path = format!("error::{}", structure.ident);
        let cases = shape.traits.read::<HttpResponseTests>().unwrap_or_default();
        let responses = SIDES.map(|side| {
            let cases = cases.iter().map(|case| (&case.common, case));
            self.tests(shape, side, cases, |types, case, name| {
                let expected = types.builder(structure, &path, case.common.params)?;
                let code = case.common.vendor_params.and_then(|params| params.get("code")?.as_str()).map(str::to_owned);
                Ok(ResponseTest { expected, code, is_error: true, ..response(case, side, name) })
            })
        });
        // Whichever operation answers with it: errors are read the same way for all.
        let op = ir.operations.iter().find(|op| op.errors.iter().any(|error| error.ident == structure.ident))?;
        self.suite(&names::module(shape.id.name()), op, [Vec::new(), Vec::new()], responses)
    }

    fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.selection.model.shape(id)
    }

    fn suite(
        &mut self,
        name: &str,
        op: &Operation,
        requests: [Vec<RequestTest>; 2],
        responses: [Vec<ResponseTest>; 2],
    ) -> Option<Suite> {
        let any = requests.iter().any(|tests| !tests.is_empty()) || responses.iter().any(|tests| !tests.is_empty());
        let ([requests, server_requests], [responses, server_responses]) = (requests, responses);
        any.then(|| Suite {
            module: names::unique(name.to_owned(), &mut self.modules),
            feature: op.feature.clone(),
            operation_module: op.module.clone(),
            operation: op.ident.clone(),
            requests,
            responses,
            server_requests,
            server_responses,
        })
    }

    /// The cases that are for a side and for the protocol of the service; what is wrong with one is noted.
    fn tests<'c, C, T>(
        &mut self,
        shape: &Shape,
        side: Side,
        cases: impl Iterator<Item = (&'c HttpTest<'c>, C)>,
        test: impl Fn(&Types<'_>, C, String) -> Result<T, String>,
    ) -> Vec<T> {
        let protocol = self.types.0.service.protocol.id();
        let mut taken = names::Taken::default();
        let mut tests = Vec::new();
        let is_wanted = side == Side::Client || self.selection.request.server_tests;
        let cases = cases.filter(|(common, _)| is_wanted && side.has(common) && common.protocol == protocol);
        for (common, case) in cases {
            let id = common.id;
            match test(&self.types, case, names::unique(names::module(id), &mut taken)) {
                Ok(test) => tests.push(test),
                Err(message) => {
                    let message = format!("the protocol test `{id}`: {message}");
                    let help = Some("mend the test, or generate without protocol tests".to_owned());
                    let problem = problem(self.selection.request, Some(shape), message, help);
                    self.problems.push(Diagnostic { file: self.selection.file(shape.span), ..problem });
                }
            }
        }
        tests
    }
}

fn request(types: &Types<'_>, op: &Operation, case: &HttpRequestTest<'_>, name: String) -> Result<RequestTest, String> {
    let body = case.common.body.map(|body| {
        let media_type = case.common.body_media_type.unwrap_or_default();
        Expectation::Texts("body", vec![media_type.to_owned(), body.to_owned()])
    });
    let text = |method, value: Option<&str>| Some(Expectation::Texts(method, vec![value?.to_owned()]));
    let strings = |method, values: &Option<Vec<&str>>| {
        let values = values.as_ref()?.iter().map(|value| (*value).to_owned());
        Some(Expectation::Strings(method, values.collect()))
    };
    let setup = case.common.vendor_params.map(setup).transpose()?.unwrap_or_default();
    let expected = [
        text("host", case.host),
        text("resolved_host", case.resolved_host),
        strings("query", &case.query_params),
        strings("forbid_query", &case.forbid_query_params),
        strings("require_query", &case.require_query_params),
        headers(&case.common),
        strings("forbid_headers", &case.forbid_headers),
        strings("require_headers", &case.require_headers),
        body,
    ];
    Ok(RequestTest {
        name,
        docs: documentation(&case.common),
        method: case.method.to_owned(),
        path: case.uri.to_owned(),
        expected: setup.into_iter().chain(expected.into_iter().flatten()).collect(),
        input: types.builder(&op.input, &op.input.ident, case.common.params)?,
        streams: op.input.bytes().is_some(),
    })
}

/// How the client is configured: [`CONFIG`], the settings of the call before those of the client.
fn setup(vendor_params: &Map<String, Value>) -> Result<Vec<Expectation>, String> {
    let unknown = |key: &str| Err(format!("nobody knows what `{key}` in its `vendorParams` is"));
    let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let (mut region, mut settings) = (None, Map::new());
    for (key, value) in vendor_params {
        let scopes = match key.as_str() {
            CONFIG => object(value),
            _ => return unknown(key),
        };
        for (key, value) in
            ["client", "operation"].into_iter().flat_map(|scope| scopes.get(scope).map(object)).flatten()
        {
            match key.as_str() {
                "region" => region = value.as_str().map(str::to_owned),
                "s3" => settings.extend(object(&value)),
                _ => return unknown(&key),
            }
        }
    }
    let mut setup = vec![Expectation::Texts("region", vec![region.ok_or("its `vendorParams` have no region")?])];
    let mut switched_on = Vec::new();
    for (key, value) in &settings {
        match (key.as_str(), value) {
            ("addressing_style", Value::String(style)) if style == "path" => {
                switched_on.push("ForcePathStyle".to_owned())
            }
            ("addressing_style", Value::String(style)) if style == "virtual" || style == "auto" => {}
            ("use_accelerate_endpoint", Value::Bool(true)) => switched_on.push("Accelerate".to_owned()),
            ("use_dualstack_endpoint", Value::Bool(true)) => {
                setup.push(Expectation::Texts("use_dual_stack", Vec::new()))
            }
            ("use_accelerate_endpoint" | "use_dualstack_endpoint", Value::Bool(false)) => {}
            _ => return unknown(key),
        }
    }
    if !switched_on.is_empty() {
        setup.push(Expectation::Strings("switched_on", switched_on));
    }
    Ok(setup)
}

/// A response test without what is expected.
fn response(case: &HttpResponseTest<'_>, side: Side, name: String) -> ResponseTest {
    // It says how a body that was written is to be compared, and of one that is no text how it is given.
    let media_type = case.common.body_media_type.filter(|it| side == Side::Server || *it == "application/cbor");
    let media_type = media_type.map(|media_type| Expectation::Texts("media_type", vec![media_type.to_owned()]));
    let body = case.common.body.map(|body| Expectation::Texts("body", vec![body.to_owned()]));
    ResponseTest {
        name,
        docs: documentation(&case.common),
        status: case.code,
        given: [headers(&case.common), media_type, body].into_iter().flatten().collect(),
        is_error: false,
        streams: false,
        code: None,
        expected: Default::default(),
    }
}

fn headers(case: &HttpTest<'_>) -> Option<Expectation> {
    let pairs = case.headers.as_ref()?.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Some(Expectation::Pairs("headers", pairs.collect()))
}

fn documentation(case: &HttpTest<'_>) -> Docs {
    case.documentation.map(docs::lines).unwrap_or_default()
}
