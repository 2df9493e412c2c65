//! The resolved crate: every name, type and presence decided; nothing here is looked up or parsed again.

mod constraint;
mod endpoint;
mod operation;
mod shape;
mod stream;
pub(crate) mod suite;
pub(crate) mod timestamp;
mod waiter;

use crate::features::{self, When};
use crate::runtime::RuntimeDependency;
use crate::settings::{FeaturePer, Manifest};
use std::collections::BTreeSet;
use suite::Suite;

pub(crate) use constraint::{Constraint, ConstraintSet, MemberConstraints};
pub(crate) use endpoint::{ContextParam, EndpointDiscovery, EndpointParam, ParamSource, StaticValue};
pub(crate) use operation::{
    AuthScheme, BodyHeaders, ByteStream, Checksums, EnvironmentParam, HostPart, HostPrefix, Http, Operation,
    OperationCustomizations, Paginator, Preparation, Presigned, RequestChecksum, ResponseChecksum, Service,
    ServiceCustomizations, Session, Step, XmlNamespace,
};
pub(crate) use shape::*;
pub(crate) use stream::EventError;
pub(crate) use waiter::{Acceptor, Expected, Matcher, State, Waiter};

/// What a client is to the compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A crate of its own, whose edition and attributes are ours.
    Crate,
    /// A module of a crate of somebody else, of edition 2021 or newer.
    Module,
}

/// A whole client crate.
#[derive(Debug)]
pub(crate) struct Crate {
    /// What it is printed as.
    pub(crate) form: Form,
    /// That of the crate, if the usual one is too low for its types.
    pub(crate) recursion_limit: Option<usize>,
    /// The package name, kebab-case.
    pub(crate) package: String,
    /// The service.
    pub(crate) service: Service,
    /// The operations, by shape name.
    pub(crate) operations: Vec<Operation>,
    /// How it is asked for its endpoint, if it insists on that.
    pub(crate) discovery: Option<EndpointDiscovery>,
    /// Structures, unions and enums that are neither input, output nor error.
    pub(crate) types: Vec<TypeDef>,
    /// Error structures.
    pub(crate) errors: Vec<Error>,
    /// The error enums of streams of events.
    pub(crate) event_errors: Vec<EventError>,
    /// The constraints of shapes that members target, by shape id.
    pub(crate) constraints: Vec<ConstraintSet>,
    /// Those of the members of what is sent, by shape id.
    pub(crate) member_constraints: Vec<MemberConstraints>,
    /// The command that wrote the crate.
    pub(crate) command: String,
    pub(crate) runtime: RuntimeDependency,
    /// What is set of its `Cargo.toml`.
    pub(crate) manifest: Manifest,
    /// What its operations share features by.
    pub(crate) feature_per: FeaturePer,
    /// The names of hand-written examples.
    pub(crate) examples: Vec<String>,
    /// Whether it has tests of its own.
    pub(crate) has_tests: bool,
    pub(crate) protocol_tests: Vec<Suite>,
}

impl Crate {
    /// The features of operations, and of what several of them need.
    pub(crate) fn features(&self) -> impl Iterator<Item = &str> {
        let types = self.types.iter().map(|def| &def.usage);
        let usages = types.chain(self.errors.iter().map(|error| &error.usage));
        let usages = usages.chain(self.event_errors.iter().map(|error| &error.usage));
        let shared = usages.filter_map(|usage| usage.feature.as_deref());
        self.operations.iter().map(|op| op.feature.as_str()).chain(shared)
    }

    /// Whether it has a Cargo feature of this name, those of types aside.
    pub(crate) fn has_feature(&self, name: &str) -> bool {
        match features::when(name) {
            Some(When::Always) => true,
            Some(When::SigV4a) => self.uses_sigv4a(),
            Some(When::Sessions) => self.sessions().is_some(),
            Some(When::Presigning) => self.presigns(),
            None => self.operations.iter().any(|op| op.feature == name),
        }
    }

    /// How many Cargo features it has, those of the configuration included.
    pub(crate) fn count_features(&self) -> usize {
        let configured = self.manifest.features.keys().map(String::as_str);
        let names: BTreeSet<&str> = self.features().chain(configured).collect();
        let of_all = features::names().filter(|name| self.has_feature(name) && !names.contains(name));
        names.len() + of_all.count()
    }

    /// Whether requests of some operation can be signed now and sent later.
    pub(crate) fn presigns(&self) -> bool {
        self.operations.iter().any(|op| op.customizations.presigned.is_some())
    }

    /// The operation that begins sessions with buckets, and how.
    pub(crate) fn sessions(&self) -> Option<(&Operation, &Session)> {
        self.operations.iter().find_map(|op| Some((op, op.session.as_ref()?)))
    }

    /// Whether the configuration has settings that those of other services lack.
    pub(crate) fn has_own_settings(&self) -> bool {
        !self.service.context_params.is_empty() || self.service.chooses_checksums
    }

    /// Whether requests may have to be signed with SigV4a.
    pub(crate) fn uses_sigv4a(&self) -> bool {
        let of_operations = self.operations.iter().filter_map(|op| op.auth.as_ref());
        std::iter::once(&self.service.auth).chain(of_operations).flatten().any(|scheme| *scheme == AuthScheme::SigV4a)
    }
}
