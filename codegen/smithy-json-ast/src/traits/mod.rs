//! Traits: those of a shape or member, and what their values say.
//!
//! A trait of the specification is a type here: [`Length`] for `smithy.api#length`. [`Traits::is`] says whether it is
//! applied, [`Traits::read`] what it says. The type is also all there is to know of the form of its value, so that
//! [`Accessor::check`] finds everything that `read` would not understand.

mod annotations;
mod auth;
mod aws;
mod checksum;
mod constraint;
mod deprecated;
mod discovery;
mod event_test;
mod http;
mod operation;
mod reader;
mod rules;
mod strings;
mod test;
mod value;
mod waiters;
mod xml;

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::{ShapeId, Span};

pub use annotations::*;
pub use auth::{Auth, SigV4, SigV4a};
pub use aws::{
    AwsJson1_0, AwsJson1_1, AwsQuery, AwsQueryError, Ec2Query, Http2, RestJson1, RestXml, RpcV2Cbor, RpcV2Json, Service,
};
pub use checksum::{HttpChecksum, ResponseChecksum};
pub use constraint::{Length, Pattern, Range};
pub use deprecated::Deprecated;
pub use discovery::{ClientDiscoveredEndpoint, ClientEndpointDiscovery};
pub use event_test::{EventExpectation, EventStreamTest, EventStreamTests, EventTest};
pub use http::{Http, HttpError, HttpHeader, HttpPrefixHeaders, HttpQuery, Label, MediaType};
pub use operation::{Endpoint, Paginated, RequestCompression, Retryable};
pub use reader::{Accessor, Reader, Trait, TraitProblem};
pub use rules::{
    ClientContextParam, ClientContextParams, ContextParam, ContextParamType, EndpointBdd, EndpointInput,
    EndpointRuleSet, EndpointTest, EndpointTests, ExpectedEndpoint, OperationContextParams, ParameterValue,
    PropertyValue, StaticContextParams,
};
pub use strings::*;
pub use test::{HttpRequestTest, HttpRequestTests, HttpResponseTest, HttpResponseTests, HttpTest};
pub use value::{DefaultValue, EnumValue, Error, Mixin, TimestampFormat};
pub use waiters::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, Waitable, Waiter};
pub use xml::{XmlName, XmlNamespace};

/// The [traits](https://smithy.io/2.0/spec/model.html#traits) applied to a shape or a member, with
/// their values exactly as the model has them. Traits this crate knows nothing of are kept too.
///
/// Values are shared: what a mixin gives to many shapes is stored once.
#[derive(Clone, Default, PartialEq)]
pub struct Traits(
    /// In the order of the ids. There are few, and a list takes less room than a tree.
    Vec<Applied>,
);

/// What a value of the trait `T` says: see [`Traits::read`].
pub fn read<T: Trait>(value: &Value) -> Option<T::Value<'_>> {
    T::read(&mut Reader::new(T::ID, T::EXAMPLE), value)
}

#[derive(Clone, PartialEq)]
struct Applied {
    id: ShapeId,
    value: Arc<Value>,
    /// The value with the digits that floats in it lack, if they do.
    digits: Option<Arc<Value>>,
    span: Span,
}

impl Applied {
    fn says_the_same(&self, other: &Self) -> bool {
        self.value == other.value && self.digits == other.digits
    }

    /// Appends the items of another list; `false` if one of the two is none.
    fn extend(&mut self, other: &Self) -> bool {
        if self.digits.is_some() || other.digits.is_some() {
            let own = self.digits.get_or_insert_with(|| Arc::clone(&self.value));
            append(own, other.digits.as_ref().unwrap_or(&other.value));
        }
        append(&mut self.value, &other.value)
    }
}

/// As [`Applied::extend`].
fn append(list: &mut Arc<Value>, other: &Value) -> bool {
    match (Arc::make_mut(list), other) {
        (Value::Array(items), Value::Array(more)) => {
            items.extend_from_slice(more);
            true
        }
        _ => false,
    }
}

impl fmt::Debug for Traits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Traits {
    /// Traits that are applied at one place.
    pub(crate) fn at(span: Span, traits: impl IntoIterator<Item = (ShapeId, Value)>) -> Self {
        let mut all = Self::default();
        traits.into_iter().for_each(|(id, value)| all.insert(id, value, span));
        all
    }

    /// Whether the trait `T` is applied, whatever its value.
    pub fn is<T: Trait>(&self) -> bool {
        self.has(T::ID)
    }

    /// What the trait `T` says. `None` if it is not applied. If its value has an error, which [`Accessor::check`]
    /// finds, `None` or what could be read.
    pub fn read<T: Trait>(&self) -> Option<T::Value<'_>> {
        read::<T>(self.get(T::ID)?)
    }

    /// Whether the trait of this id (`"smithy.api#required"`) is applied.
    pub fn has(&self, id: &str) -> bool {
        self.find(id).is_ok()
    }

    /// The value of a trait. An annotation trait such as `smithy.api#required` has the value `{}`.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.find(id).ok().map(|at| &*self.0[at].value)
    }

    /// The value of a trait as [`get`](Self::get) has it, but that in place of numbers with more digits than a float has there
    /// are strings of all of them.
    pub fn digits(&self, id: &str) -> Option<&Value> {
        let applied = &self.0[self.find(id).ok()?];
        Some(applied.digits.as_ref().unwrap_or(&applied.value))
    }

    /// Where the trait is applied: the place of its id in a file.
    pub fn span(&self, id: &str) -> Option<Span> {
        self.find(id).ok().map(|at| self.0[at].span)
    }

    /// Where the trait is, or would be.
    fn find(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|applied| applied.id.as_str().cmp(id))
    }

    /// All traits, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&ShapeId, &Value)> {
        self.0.iter().map(|applied| (&applied.id, &*applied.value))
    }

    /// Whether there is no trait at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many traits there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Applies a trait, replacing its value when it was applied already.
    pub fn insert(&mut self, id: ShapeId, value: Value, span: Span) {
        self.put(Applied { id, value: Arc::new(value), digits: None, span });
    }

    /// As [`insert`](Self::insert), with what [`digits`](Self::digits) gives.
    pub(crate) fn insert_digits(&mut self, id: ShapeId, value: Value, digits: Value, span: Span) {
        self.put(Applied { id, value: Arc::new(value), digits: Some(Arc::new(digits)), span });
    }

    fn put(&mut self, applied: Applied) {
        match self.find(applied.id.as_str()) {
            Ok(at) => self.0[at] = applied,
            Err(at) => self.0.insert(at, applied),
        }
    }

    /// Takes a trait away and returns its value.
    pub fn remove(&mut self, id: &str) -> Option<Value> {
        let at = self.find(id).ok()?;
        Some(Arc::unwrap_or_clone(self.0.remove(at).value))
    }

    /// Applies all of `stronger`, which win over the traits already here, but for those `skip` names.
    pub(crate) fn override_with(&mut self, stronger: &Traits, skip: &[&str]) {
        for applied in &stronger.0 {
            if !skip.contains(&applied.id.as_str()) {
                self.put(applied.clone());
            }
        }
    }

    /// Applies all of `other` where both are equally strong. Equal values and lists merge, as the
    /// specification's trait conflict resolution says; the ids of all others are returned.
    pub(crate) fn merge(&mut self, other: Traits) -> Vec<ShapeId> {
        let mut conflicts = Vec::new();
        for applied in other.0 {
            match self.find(applied.id.as_str()) {
                Err(at) => self.0.insert(at, applied),
                Ok(at) if self.0[at].says_the_same(&applied) => {}
                Ok(at) if !self.0[at].extend(&applied) => conflicts.push(applied.id),
                Ok(_) => {}
            }
        }
        conflicts
    }
}
