//! From the traits to suites: which cases are for this client, what they are called, and what they hold.

use super::cases::{SIDES, Side, request, response};
use super::events;
use super::value::Types;
use crate::ir::suite::{EndpointTest, EventsTest, RequestTest, ResponseTest, Suite};
use crate::ir::{Crate, Operation, Structure};
use crate::names;
use crate::select::{Selection, bound_operations};
use smithy_json_ast::traits::{EventStreamTests, HttpRequestTests, HttpResponseTests, HttpTest};
use smithy_json_ast::{Diagnostic, Shape, ShapeId};

/// The suites of the operations and errors of a crate; none unless the request wants them. What is wrong with one is
/// noted.
pub(crate) fn lower(selection: &Selection<'_>, ir: &Crate, problems: &mut Vec<Diagnostic>) -> Vec<Suite> {
    if !selection.request.protocol_tests {
        return Vec::new();
    }
    let mut cx = Context { selection, types: Types(ir), modules: names::Taken::default(), problems };
    let operations = ir.operations.iter().filter_map(|op| cx.operation(op)).collect::<Vec<_>>();
    cx.unknown_operations();
    let errors = ir.errors.iter().filter_map(|error| cx.error(ir, &error.structure));
    operations.into_iter().chain(errors.collect::<Vec<_>>()).collect()
}

struct Context<'a> {
    selection: &'a Selection<'a>,
    types: Types<'a>,
    modules: names::Taken,
    problems: &'a mut Vec<Diagnostic>,
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
        let cases = shape.traits.read::<EventStreamTests>().unwrap_or_default();
        let cases = cases.iter().map(|case| (&case.common, case));
        let events = self.tests(shape, Side::Client, cases, |types, case, name| events::lower(types, op, case, name));
        let endpoints = self.endpoints(shape, op);
        self.suite(&op.module, op, requests, responses, (events, endpoints))
    }

    /// The inputs of the operation by which a client comes to an endpoint.
    fn endpoints(&mut self, shape: &Shape, op: &Operation) -> Vec<EndpointTest> {
        let service = &self.types.0.service;
        let mut taken = names::Taken::default();
        let mut tests = Vec::new();
        for case in &service.endpoint_tests {
            for input in case.inputs.iter().filter(|input| input.operation == shape.id.name()) {
                match self.types.builder(&op.input, &op.input.ident, &input.members) {
                    Ok(builder) => tests.push(EndpointTest {
                        name: names::unique(case.name.clone(), &mut taken),
                        params: case.params.clone(),
                        configured: input.configured(&service.endpoint),
                        input: builder,
                    }),
                    Err(message) => self.misfit(shape, format!("the endpoint test `{}`: {message}", case.name)),
                }
            }
        }
        tests
    }

    /// Notes inputs of operations that the service does not have.
    fn unknown_operations(&mut self) {
        let service = self.selection.service;
        let bound = bound_operations(self.selection.model, service);
        for case in &self.types.0.service.endpoint_tests {
            for operation in case.inputs.iter().map(|input| &input.operation) {
                if !bound.keys().any(|id| id.name() == operation) {
                    let message = format!("`{}` has no operation `{operation}`", service.id);
                    self.misfit(service, format!("the endpoint test `{}`: {message}", case.name));
                }
            }
        }
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
        self.suite(&names::module(shape.id.name()), op, [Vec::new(), Vec::new()], responses, Default::default())
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
        (events, endpoints): (Vec<EventsTest>, Vec<EndpointTest>),
    ) -> Option<Suite> {
        let any = requests.iter().any(|tests| !tests.is_empty())
            || responses.iter().any(|tests| !tests.is_empty())
            || !events.is_empty()
            || !endpoints.is_empty();
        let ([requests, server_requests], [responses, server_responses]) = (requests, responses);
        any.then(|| Suite {
            module: names::unique(name.to_owned(), &mut self.modules),
            feature: op.feature.clone(),
            operation_module: op.module.clone(),
            operation: op.ident.clone(),
            requests,
            responses,
            events,
            endpoints,
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
                Err(message) => self.misfit(shape, format!("the protocol test `{id}`: {message}")),
            }
        }
        tests
    }

    /// Notes a case that makes no test.
    fn misfit(&mut self, shape: &Shape, message: String) {
        let help = Some("mend the test, or generate without protocol tests".to_owned());
        self.problems.push(self.selection.problem(Some(shape), message, help));
    }
}
