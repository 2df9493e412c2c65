//! From the traits to suites: which cases are for this client, what they are called, and what they hold.

use super::value::Types;
use super::{Expectation, RequestTest, ResponseTest, Suite};
use crate::ir::{Crate, Docs, Operation, Structure};
use crate::lower::protocol_id;
use crate::select::{Selection, problem};
use crate::{docs, names};
use serde_json::Value as Json;
use smithy_json_ast::{Diagnostic, Shape, ShapeId};
use std::collections::BTreeSet;

const REQUESTS: &str = "smithy.test#httpRequestTests";
const RESPONSES: &str = "smithy.test#httpResponseTests";

/// The suites of the operations and errors of a crate; none unless the request wants them.
pub(crate) fn lower(selection: &Selection<'_>, ir: &Crate) -> Result<Vec<Suite>, Vec<Diagnostic>> {
    if !selection.request.protocol_tests {
        return Ok(Vec::new());
    }
    let mut cx = Context { selection, types: Types(ir), modules: BTreeSet::new(), problems: Vec::new() };
    let operations = ir.operations.iter().filter_map(|op| cx.operation(op)).collect::<Vec<_>>();
    let errors = ir.errors.iter().filter_map(|error| cx.error(ir, &error.structure));
    let suites = operations.into_iter().chain(errors.collect::<Vec<_>>()).collect();
    if cx.problems.is_empty() { Ok(suites) } else { Err(cx.problems) }
}

struct Context<'a> {
    selection: &'a Selection<'a>,
    types: Types<'a>,
    modules: BTreeSet<String>,
    problems: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    fn operation(&mut self, op: &Operation) -> Option<Suite> {
        let shape = self.shape(&op.shape)?;
        let requests = self.tests(shape, REQUESTS, |types, case, name| request(types, op, case, name));
        let responses = self.tests(shape, RESPONSES, |types, case, name| {
            if op.output.events().is_some() {
                return Err("an output with a stream of events cannot be compared".to_owned());
            }
            let expected = types.builder(&op.output, &op.output.ident, &case["params"])?;
            Ok(ResponseTest { expected, ..response(case, name)? })
        });
        self.suite(&op.module, op, requests, responses)
    }

    fn error(&mut self, ir: &Crate, structure: &Structure) -> Option<Suite> {
        let shape = self.shape(&structure.shape)?;
        let path = format!("error::{}", structure.ident);
        let responses = self.tests(shape, RESPONSES, |types, case, name| {
            let expected = types.builder(structure, &path, &case["params"])?;
            let code = case["vendorParams"]["code"].as_str().map(str::to_owned);
            Ok(ResponseTest { expected, code, is_error: true, ..response(case, name)? })
        });
        // Whichever operation answers with it: errors are read the same way for all.
        let op = ir.operations.iter().find(|op| op.errors.iter().any(|error| error.ident == structure.ident))?;
        self.suite(&names::module(shape.id.name()), op, Vec::new(), responses)
    }

    fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.selection.model.shape(id)
    }

    fn suite(
        &mut self,
        name: &str,
        op: &Operation,
        requests: Vec<RequestTest>,
        responses: Vec<ResponseTest>,
    ) -> Option<Suite> {
        (!requests.is_empty() || !responses.is_empty()).then(|| Suite {
            module: names::unique(name.to_owned(), &mut self.modules),
            feature: op.feature.clone(),
            operation_module: op.module.clone(),
            operation: op.ident.clone(),
            requests,
            responses,
        })
    }

    /// The cases of a trait that are for clients and for the protocol of the service; what is wrong with one is noted.
    fn tests<T>(
        &mut self,
        shape: &Shape,
        id: &str,
        test: impl Fn(&Types<'_>, &Json, String) -> Result<T, String>,
    ) -> Vec<T> {
        let protocol = protocol_id(self.types.0.service.protocol);
        let cases = shape.traits.get(id).and_then(Json::as_array).into_iter().flatten();
        let ours = cases.filter(|case| {
            case["protocol"] == protocol && (case["appliesTo"].is_null() || case["appliesTo"] == "client")
        });
        let mut taken = BTreeSet::new();
        let mut tests = Vec::new();
        for case in ours {
            let id = case["id"].as_str().unwrap_or_default();
            match test(&self.types, case, names::unique(names::module(id), &mut taken)) {
                Ok(test) => tests.push(test),
                Err(message) => {
                    let message = format!("the protocol test `{id}`: {message}");
                    let help = Some("mend the test, or generate without protocol tests".to_owned());
                    self.problems.push(problem(self.selection.request, Some(shape), message, help));
                }
            }
        }
        tests
    }
}

fn request(types: &Types<'_>, op: &Operation, case: &Json, name: String) -> Result<RequestTest, String> {
    let body = case["body"].as_str().map(|body| {
        let media_type = case["bodyMediaType"].as_str().unwrap_or_default();
        Expectation::Texts("body", vec![media_type.to_owned(), body.to_owned()])
    });
    let text = |method, key: &str| Some(Expectation::Texts(method, vec![case[key].as_str()?.to_owned()]));
    let strings = |method, key: &str| {
        let values: Vec<String> =
            case[key].as_array()?.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
        Some(Expectation::Strings(method, values))
    };
    let expected = [
        text("host", "host"),
        text("resolved_host", "resolvedHost"),
        strings("query", "queryParams"),
        strings("forbid_query", "forbidQueryParams"),
        strings("require_query", "requireQueryParams"),
        headers(case),
        strings("forbid_headers", "forbidHeaders"),
        strings("require_headers", "requireHeaders"),
        body,
    ];
    Ok(RequestTest {
        name,
        docs: documentation(case),
        method: case["method"].as_str().unwrap_or("POST").to_owned(),
        path: case["uri"].as_str().unwrap_or("/").to_owned(),
        expected: expected.into_iter().flatten().collect(),
        input: types.builder(&op.input, &op.input.ident, &case["params"])?,
    })
}

/// A response test without what is expected.
fn response(case: &Json, name: String) -> Result<ResponseTest, String> {
    let status = case["code"].as_u64().and_then(|code| u16::try_from(code).ok());
    let body = case["body"].as_str().map(|body| Expectation::Texts("body", vec![body.to_owned()]));
    Ok(ResponseTest {
        name,
        docs: documentation(case),
        status: status.ok_or_else(|| format!("`{}` is no status", case["code"]))?,
        given: headers(case).into_iter().chain(body).collect(),
        is_error: false,
        code: None,
        expected: Default::default(),
    })
}

fn headers(case: &Json) -> Option<Expectation> {
    let headers = case["headers"].as_object()?.iter();
    let pairs = headers.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    Some(Expectation::Pairs("headers", pairs.collect()))
}

fn documentation(case: &Json) -> Docs {
    case["documentation"].as_str().map(docs::lines).unwrap_or_default()
}
