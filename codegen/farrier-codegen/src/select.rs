//! Which shapes: the service, its operations (also those bound through resources) and everything they reach.

use crate::generated::LeftOut;
use crate::options::build_option;
use crate::places::{Places, in_order};
use crate::protocols::{self, Protocol};
use crate::runtime::RuntimeDependency;
use crate::settings::{FeaturePer, Manifest};
use smithy_json_ast::traits::Waitable;
use smithy_json_ast::{
    Diagnostic, Model, Operation, Resource, Service, Severity, Shape, ShapeId, ShapeKind, Span, UNIT, suggestion,
};
use std::collections::{BTreeMap, BTreeSet};

/// What to generate from a model.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// How messages name the model: the path of its file.
    pub model: String,
    /// The name of the package to write, kebab-case.
    pub package: String,
    /// The operations wanted, by shape name; all of the service if empty.
    pub operations: Vec<String>,
    /// The absolute id of the service; may be left out if the model has only one.
    pub service: Option<String>,
    /// The protocol to speak, with or without its namespace; the best that the service speaks if left out.
    pub protocol: Option<String>,
    /// The command that repeats the generation, for the header of the files.
    pub command: String,
    /// Hand-written examples in the crate's `examples` folder, by file name without ending. One named as an operation
    /// needs the feature of that operation.
    pub examples: Vec<String>,
    /// Whether to write tests from the protocol and endpoint test traits of the model.
    pub protocol_tests: bool,
    /// Whether these are also those for servers, which the way back of a client has to pass.
    pub server_tests: bool,
    /// Whether operations that no client can have yet are left out, and no errors.
    pub skip_unsupported: bool,
    /// The ids of traits to ignore though they may change what is sent and read: of those that no list of ours knows.
    pub allow_unknown_traits: Vec<String>,
    /// The most members of the client: of its types and, for each operation, of its input and output, its errors, and
    /// ten more; [`MAX_MEMBERS`](crate::MAX_MEMBERS) if left out.
    pub max_members: Option<usize>,
    /// What the written `Cargo.toml` says beside what Farrier decides.
    pub manifest: Manifest,
    /// What operations share a Cargo feature.
    pub feature_per: FeaturePer,
    /// Whether all values are both read and written, which depends on the feature `symmetric` otherwise.
    pub symmetric: bool,
    /// How the written `Cargo.toml` names the runtime.
    pub runtime: RuntimeDependency,
    /// Where all this is said.
    pub places: Places,
}

/// The part of a model that is generated.
#[derive(Debug)]
pub(crate) struct Selection<'a> {
    pub(crate) model: &'a Model,
    pub(crate) request: &'a Request,
    /// The service shape.
    pub(crate) service: &'a Shape,
    /// The protocol to speak to it; `None` if the service speaks none that is supported.
    pub(crate) protocol: Option<&'static Protocol>,
    /// The operation shapes, by id.
    pub(crate) operations: Vec<&'a Shape>,
    /// Every shape the operations reach, with the indices of the operations that do.
    pub(crate) usage: BTreeMap<ShapeId, BTreeSet<usize>>,
    /// The shapes whose values are written: those that requests hold, and outputs that waiters look into as documents.
    pub(crate) in_request: BTreeSet<ShapeId>,
    /// The shapes whose values are read: those that responses hold.
    pub(crate) in_response: BTreeSet<ShapeId>,
}

impl<'a> Selection<'a> {
    fn of(
        model: &'a Model,
        request: &'a Request,
        (service, protocol): (&'a Shape, Option<&'static Protocol>),
        operations: Vec<&'a Shape>,
    ) -> Self {
        let usage = closure(model, service, &operations);
        let (in_request, in_response) = (in_request(model, &operations), in_response(model, service, &operations));
        Self { model, request, service, protocol, operations, usage, in_request, in_response }
    }

    /// What is left of it without some of its operations.
    pub(crate) fn without(self, left_out: &[LeftOut]) -> Self {
        if left_out.is_empty() {
            return self;
        }
        let gone: BTreeSet<&ShapeId> = left_out.iter().flat_map(|left_out| &left_out.operations).collect();
        let operations = self.operations.into_iter().filter(|operation| !gone.contains(&operation.id)).collect();
        Self::of(self.model, self.request, (self.service, self.protocol), operations)
    }

    /// The operations that are or reach a shape.
    pub(crate) fn users(&self, id: &ShapeId) -> Vec<&ShapeId> {
        let reach = self.usage.get(id);
        let operations = self.operations.iter().enumerate();
        let users = operations.filter(|(index, it)| it.id == *id || reach.is_some_and(|users| users.contains(index)));
        users.map(|(_, operation)| &operation.id).collect()
    }

    /// A diagnostic about a shape of the model or, without one, about the request.
    pub(crate) fn problem(&self, shape: Option<&Shape>, message: String, help: Option<String>) -> Diagnostic {
        problem(self.model, self.request, shape, message, help)
    }

    /// How messages name the file of a place.
    pub(crate) fn file(&self, span: Span) -> String {
        file(self.model, self.request, span)
    }
}

fn file(model: &Model, request: &Request, span: Span) -> String {
    model.files.get(span.file as usize).unwrap_or(&request.model).clone()
}

/// Finds the service, its operations and their closure.
pub(crate) fn select<'a>(model: &'a Model, request: &'a Request) -> Result<Selection<'a>, Vec<Diagnostic>> {
    let service = find_service(model, request).map_err(|error| vec![*error])?;
    match (choose_protocol(service, request), choose(model, service, request)) {
        (Ok(protocol), Ok(operations)) => Ok(Selection::of(model, request, (service, protocol), operations)),
        (protocol, operations) => {
            let protocol = protocol.err().map(|problem| *problem);
            Err(in_order(protocol.into_iter().chain(operations.err().into_iter().flatten()).collect()))
        }
    }
}

/// The protocol that was asked for, or else the best that the service speaks.
fn choose_protocol(service: &Shape, request: &Request) -> Result<Option<&'static Protocol>, Box<Diagnostic>> {
    let Some(wanted) = &request.protocol else { return Ok(protocols::of(&service.traits).next()) };
    let found = protocols::of(&service.traits).find(|it| it.name() == wanted || it.id() == wanted);
    found.map(Some).ok_or_else(|| {
        let spoken: Vec<&str> = protocols::of(&service.traits).map(Protocol::name).collect();
        let help = match spoken.as_slice() {
            [] => "it speaks none that is supported".to_owned(),
            spoken => format!("it speaks {}", spoken.join(", ")),
        };
        let is_named = |id: &ShapeId| id.namespace().contains("protocols") && id.name() == wanted;
        let message = match service.traits.iter().any(|(id, _)| id.as_str() == wanted || is_named(id)) {
            true => format!("`{wanted}` is not supported yet"),
            false => format!("`{}` does not speak `{wanted}`", service.id),
        };
        Box::new(request.places.problem(("protocol", None), message, Some(help)))
    })
}

fn find_service<'a>(model: &'a Model, request: &Request) -> Result<&'a Shape, Box<Diagnostic>> {
    let services: Vec<&Shape> = model.services().collect();
    let ids = || services.iter().map(|service| service.id.as_str());
    let none = "load the file that defines it as well; a service that is a mixin is only part of others";
    let fail = |message: &str, help| Err(Box::new(problem(model, request, None, message.to_owned(), Some(help))));
    match (&request.service, services.as_slice()) {
        (Some(id), _) => services.iter().copied().find(|service| service.id.as_str() == id).ok_or_else(|| {
            let message = format!("the model has no service `{id}`");
            let help = if services.is_empty() { none.to_owned() } else { suggestion(id, ids()) };
            Box::new(request.places.problem(("service", None), message, Some(help)))
        }),
        (None, [service]) => Ok(service),
        (None, []) => fail("the model has no service", none.to_owned()),
        (None, _) => {
            let option = build_option("service ID", "service = \"ID\"", "service(\"ID\")");
            let known = ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            fail("the model has more than one service", format!("choose one of {known} with {option}"))
        }
    }
}

/// All resources of a service, at any depth.
pub(crate) fn bound_resources<'a>(model: &'a Model, service: &Shape) -> BTreeMap<&'a ShapeId, &'a Shape> {
    let mut found = BTreeMap::new();
    let mut todo: Vec<&ShapeId> = service_bindings(service).resources.iter().collect();
    while let Some(id) = todo.pop() {
        let shape = shape(model, id);
        if found.insert(&shape.id, shape).is_none() {
            todo.extend(&resource(shape).resources);
        }
    }
    found
}

/// All operations of a service, also those of its resources.
pub(crate) fn bound_operations<'a>(model: &'a Model, service: &Shape) -> BTreeMap<&'a ShapeId, &'a Shape> {
    let of_resources = bound_resources(model, service).into_values().flat_map(|shape| {
        let resource = resource(shape);
        let further = resource.operations.iter().chain(&resource.collection_operations);
        resource.lifecycle().map(|(_, id)| id).chain(further)
    });
    let ids = service_bindings(service).operations.iter().chain(of_resources);
    ids.map(|id| shape(model, id)).map(|shape| (&shape.id, shape)).collect()
}

fn choose<'a>(model: &'a Model, service: &Shape, request: &Request) -> Result<Vec<&'a Shape>, Vec<Diagnostic>> {
    let bound = bound_operations(model, service);
    if request.operations.is_empty() {
        return Ok(bound.into_values().collect());
    }
    let mut chosen = BTreeMap::new();
    let mut problems = Vec::new();
    for name in &request.operations {
        match bound.iter().find(|(id, _)| id.name() == name || id.as_str() == name) {
            Some((id, shape)) => {
                chosen.insert(*id, *shape);
            }
            None => {
                let help = suggestion(name, bound.keys().map(|id| id.name()));
                let message = format!("`{}` has no operation `{name}`", service.id);
                problems.push(request.places.problem(("operations", Some(name)), message, Some(help)));
            }
        }
    }
    if problems.is_empty() { Ok(chosen.into_values().collect()) } else { Err(problems) }
}

fn closure(model: &Model, service: &Shape, operations: &[&Shape]) -> BTreeMap<ShapeId, BTreeSet<usize>> {
    // Shapes go by numbers here: hundreds of operations may share thousands of them.
    let mut numbers = BTreeMap::new();
    walk(model, operations.iter().flat_map(|operation| roots(service, operation)).collect(), |id| {
        let number = numbers.len();
        *numbers.entry(id.clone()).or_insert(number) == number
    });
    let mut targets = vec![Vec::new(); numbers.len()];
    for (id, &number) in &numbers {
        targets[number] = self::targets(shape(model, id)).map(|id| numbers[id]).collect();
    }
    let mut users = vec![BTreeSet::new(); numbers.len()];
    let mut last_user = vec![None; numbers.len()];
    for (index, operation) in operations.iter().enumerate() {
        let mut todo: Vec<usize> = roots(service, operation).into_iter().map(|id| numbers[id]).collect();
        while let Some(number) = todo.pop() {
            if last_user[number].replace(index) != Some(index) {
                users[number].insert(index);
                todo.extend(&targets[number]);
            }
        }
    }
    numbers.into_iter().map(|(id, number)| (id, std::mem::take(&mut users[number]))).collect()
}

fn in_request(model: &Model, operations: &[&Shape]) -> BTreeSet<ShapeId> {
    reached(model, operations, |operation| {
        let bindings = bindings(operation);
        let waited = bindings.output.iter().filter(|_| operation.traits.is::<Waitable>());
        bindings.input.iter().chain(waited).collect()
    })
}

fn in_response<'a>(model: &'a Model, service: &'a Shape, operations: &[&'a Shape]) -> BTreeSet<ShapeId> {
    reached(model, operations, |operation| {
        let bindings = bindings(operation);
        bindings.output.iter().chain(&bindings.errors).chain(&service_bindings(service).errors).collect()
    })
}

/// The roots of each operation and everything they target.
fn reached<'a>(
    model: &'a Model,
    operations: &[&'a Shape],
    roots: impl Fn(&'a Shape) -> Vec<&'a ShapeId>,
) -> BTreeSet<ShapeId> {
    let mut reached = BTreeSet::new();
    operations.iter().for_each(|operation| walk(model, roots(operation), |id| reached.insert(id.clone())));
    reached
}

/// Visits the roots and everything they target; `is_new` says whether a shape was not visited before.
fn walk<'a>(model: &'a Model, roots: Vec<&'a ShapeId>, mut is_new: impl FnMut(&ShapeId) -> bool) {
    let mut todo = roots;
    while let Some(id) = todo.pop() {
        if is_new(id) {
            todo.extend(targets(shape(model, id)));
        }
    }
}

/// What the members of a shape target. Values of enums and empty members of unions target `Unit`, which is no type.
pub(crate) fn targets(shape: &Shape) -> impl Iterator<Item = &ShapeId> {
    shape.all_members().map(|member| &member.target).filter(|id| id.as_str() != UNIT)
}

/// Input, output and errors of an operation; the errors of the service are errors of every operation.
fn roots<'a>(service: &'a Shape, operation: &'a Shape) -> Vec<&'a ShapeId> {
    let (bindings, common) = (bindings(operation), &service_bindings(service).errors);
    bindings.input.iter().chain(&bindings.output).chain(&bindings.errors).chain(common).collect()
}

/// The shape that something of a model refers to.
pub(crate) fn shape<'a>(model: &'a Model, id: &ShapeId) -> &'a Shape {
    model.shape(id).expect("the loader has checked that every reference has its shape")
}

/// What an operation takes and gives.
pub(crate) fn bindings(operation: &Shape) -> &Operation {
    match &operation.kind {
        ShapeKind::Operation(bindings) => bindings,
        _ => unreachable!("the loader lets nothing but operations be bound as operations"),
    }
}

/// What a resource binds.
fn resource(shape: &Shape) -> &Resource {
    match &shape.kind {
        ShapeKind::Resource(bindings) => bindings,
        _ => unreachable!("the loader lets nothing but resources be bound as resources"),
    }
}

/// What a service binds.
pub(crate) fn service_bindings(service: &Shape) -> &Service {
    match &service.kind {
        ShapeKind::Service(bindings) => bindings,
        _ => unreachable!("what was chosen is one of the services of the model"),
    }
}

/// A diagnostic about a shape of the model or, without one, about the request.
fn problem(
    model: &Model,
    request: &Request,
    shape: Option<&Shape>,
    message: String,
    help: Option<String>,
) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: shape.map_or_else(|| request.model.clone(), |shape| file(model, request, shape.span)),
        span: shape.map(|shape| shape.span),
        shape: shape.map(|shape| shape.id.clone()),
        pointer: shape.map(|shape| format!("/shapes/{}", shape.id)),
        message,
        help,
    }
}
