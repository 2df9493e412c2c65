//! What a row of the table is, and which shapes and members it is about.

use crate::ir::Presigned;
use smithy_json_ast::traits::{DefaultValue, HttpLabel, SigV4};
use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind, Span, Traits};
use std::collections::BTreeSet;

/// What is different about some shapes or members.
pub(super) struct Row {
    pub(super) of: Of,
    pub(super) change: Change,
    /// Where it is known from.
    pub(super) source: &'static str,
}

/// Which shapes and members a row is about.
pub(super) enum Of {
    /// These.
    Ids(&'static [&'static str]),
    /// These, and the members whose values are of one of them.
    Values(&'static [&'static str]),
    /// The operations of this service: those of its namespace.
    Operations(&'static str),
    /// The members with this name that are part of a path.
    Label { namespace: &'static str, name: &'static str },
    /// The members that are part of a path and whose values are of one of these.
    LabelHolding(&'static [&'static str]),
    /// The services whose requests are signed for this name.
    SignsAs(&'static str),
    /// The members of the structures of this namespace.
    Members(&'static str),
    /// What of this namespace has a number or a boolean as its default.
    NumbersByDefault(&'static str),
}

/// What is different.
pub(super) enum Change {
    /// They have this trait, with a value in JSON, whatever the model says.
    Trait(&'static str, &'static str),
    /// They lack this trait.
    NoTrait(&'static str),
    /// They are timestamps, whatever the model says.
    Timestamp,
    /// Beside a member of an output, which a header holds, there is one of this name with the text of that header. Code
    /// of the service puts it into a header of the same name.
    Text { name: &'static str, documentation: &'static str },
    /// There are more pages for as long as this member of the output says so, whatever the token.
    MorePages(&'static str),
    /// The paths of its operations lack this segment, as the URL of the endpoint has it.
    NoSegment(&'static str),
    /// Each request of the service has this header, unless something else set it.
    Header(&'static str, HeaderValue),
    /// Before the member is sent, this function of the runtime has it.
    Prepare(&'static str),
    /// The token of the service is in the environment, under this name of the service.
    TokenOfEnvironment(&'static str),
    /// This boolean parameter of the endpoint rules is in the environment, or in the profile.
    Environment { param: &'static str, variable: &'static str, profile: &'static str },
    /// Operations that may take their time without a byte.
    MayStall,
    /// Operations that wait for news before they answer, and are called again at once.
    LongPolls,
    /// Headers of operations that a function of the runtime makes of their whole body, with the feature that has it.
    BodyHeaders { function: &'static str, feature: &'static str },
    /// Requests of the operation can be signed now and sent later, in this form.
    Presign(Presigned),
    /// What makes tokens to log in with is this module of the runtime.
    AuthToken(&'static str),
    /// Calls that fail with this code are made again.
    TransientError(&'static str),
    /// By the retry behaviour 2.1 of AWS's SDKs, calls are made again after another time and another number of times.
    Retries { backoff_ms: u64, attempts: u32 },
    /// The service speaks its protocol in a way of its own, which the runtime has under this path with this feature.
    Protocol { path: &'static str, feature: &'static str },
    /// The answers of the service have a second id.
    ExtendedRequestId,
    /// The paths of requests are signed as they are sent.
    SignsPathsAsSent,
    /// Each request has the hash of its body in a header, which is signed.
    SignsBodyHash,
    /// The paths of requests may end in a slash that the model does not have.
    TakesLastSlash,
    /// Requests go without a signature where there are no credentials.
    Anonymous,
    /// The operation begins sessions with buckets.
    BeginsSessions,
    /// The body of a request need not be part of what is signed, if a program says so.
    UnsignedBody,
}

impl Change {
    /// Whether it changes the model itself.
    pub(super) fn is_edit(&self) -> bool {
        matches!(self, Self::Trait(..) | Self::NoTrait(_) | Self::Timestamp | Self::Text { .. })
    }
}

/// The value of a header.
pub(super) enum HeaderValue {
    Text(&'static str),
    /// The `version` of the service shape.
    ServiceVersion,
}

/// What a row may be about: a shape or a member.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) id: &'a ShapeId,
    pub(super) traits: &'a Traits,
    pub(super) span: Span,
    /// Of a member.
    pub(super) target: Option<&'a ShapeId>,
    part: Part,
}

/// What a shape or a member is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Operation,
    MemberOfStructure,
    Other,
}

impl<'a> From<&'a Shape> for Subject<'a> {
    fn from(shape: &'a Shape) -> Self {
        let part = if matches!(shape.kind, ShapeKind::Operation(_)) { Part::Operation } else { Part::Other };
        Self { id: &shape.id, traits: &shape.traits, span: shape.span, target: None, part }
    }
}

impl<'a> From<&'a Member> for Subject<'a> {
    fn from(member: &'a Member) -> Self {
        let target = Some(&member.target);
        Self { id: &member.id, traits: &member.traits, span: member.span, target, part: Part::Other }
    }
}

impl<'a> Subject<'a> {
    /// The same without the target, for which a row may mean it.
    pub(super) fn itself(self) -> Self {
        Self { target: None, ..self }
    }

    /// A shape and its members.
    pub(super) fn all(shape: &'a Shape) -> impl Iterator<Item = Self> {
        let is_structure = matches!(shape.kind, ShapeKind::Structure(_));
        let part = if is_structure { Part::MemberOfStructure } else { Part::Other };
        std::iter::once(shape.into()).chain(shape.all_members().map(move |member| Self { part, ..member.into() }))
    }
}

impl Of {
    /// Whether it can be about anything in a model of these namespaces.
    pub(super) fn may_be_in(&self, namespaces: &BTreeSet<&str>) -> bool {
        let is_in = |id: &&str| id.split('#').next().is_some_and(|namespace| namespaces.contains(namespace));
        match self {
            Self::Ids(ids) | Self::Values(ids) | Self::LabelHolding(ids) => ids.iter().any(is_in),
            Self::Operations(service) => is_in(service),
            Self::Label { namespace, .. } | Self::Members(namespace) | Self::NumbersByDefault(namespace) => {
                namespaces.contains(namespace)
            }
            Self::SignsAs(_) => true,
        }
    }

    pub(super) fn includes(&self, subject: Subject<'_>) -> bool {
        let is_one_of = |ids: &[&str], id: &ShapeId| ids.contains(&id.as_str());
        let holds_one_of = |ids: &[&str]| subject.target.is_some_and(|target| is_one_of(ids, target));
        let is_label = || subject.traits.is::<HttpLabel>();
        match self {
            Self::Ids(ids) => is_one_of(ids, subject.id),
            Self::Values(ids) => is_one_of(ids, subject.id) || holds_one_of(ids),
            Self::Operations(service) => {
                let namespace = service.split('#').next();
                subject.part == Part::Operation && namespace == Some(subject.id.namespace())
            }
            Self::Label { namespace, name } => {
                subject.id.namespace() == *namespace && subject.id.member() == Some(name) && is_label()
            }
            Self::LabelHolding(ids) => holds_one_of(ids) && is_label(),
            Self::SignsAs(name) => subject.traits.read::<SigV4>() == Some(name),
            Self::Members(namespace) => subject.part == Part::MemberOfStructure && subject.id.namespace() == *namespace,
            Self::NumbersByDefault(namespace) => {
                let default = subject.traits.read::<DefaultValue>();
                default.is_some_and(|it| it.is_number() || it.is_boolean()) && subject.id.namespace() == *namespace
            }
        }
    }
}
