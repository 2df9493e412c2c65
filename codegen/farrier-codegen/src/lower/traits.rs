//! Traits: those that a client cannot honour, that nobody knows, and whose values mean nothing.

use super::context::{Context, Owner};
use crate::options::build_option;
use crate::trait_support::{self, Support};
use serde_json::Value;
use smithy_json_ast::traits::{Accessor, EndpointBdd, EndpointRuleSet, EndpointTests};
use smithy_json_ast::{Diagnostic, Severity, ShapeId, closest, did_you_mean};
use std::collections::BTreeMap;

/// What keeps coming up in many places, by message: the first place, and how many there are.
type Repeated = BTreeMap<String, (Diagnostic, usize)>;

/// Notes all of it.
pub(super) fn check(cx: &Context<'_>) {
    let support = trait_support::of(cx.protocol, cx.selection.request.protocol_tests);
    let mut repeated = Repeated::new();
    for shape in cx.closure() {
        for owner in std::iter::once(shape.into()).chain(shape.all_members().map(Owner::from)) {
            for (id, value) in owner.traits.iter() {
                match support.get(id.as_str()) {
                    Some(Support::Implemented(accessor)) => check_value(cx, owner, accessor, value, &mut repeated),
                    Some(Support::Ignored(_)) => {}
                    Some(Support::Refused(reason)) => refuse(cx, owner, id, reason),
                    None => {
                        let diagnostic = unknown(cx, owner, id);
                        // To compare names takes a while, and once is enough.
                        let is_new = |diagnostic: &Diagnostic| !repeated.contains_key(&diagnostic.message);
                        let diagnostic = diagnostic.map(|it| if is_new(&it) { meant(&support, id, it) } else { it });
                        note(diagnostic, &mut repeated);
                    }
                }
            }
        }
    }
    cx.problems.borrow_mut().extend(repeated.into_values().map(|(diagnostic, count)| match count {
        1 => diagnostic,
        2 => Diagnostic { message: format!("{}, here and in 1 more place", diagnostic.message), ..diagnostic },
        _ => Diagnostic {
            message: format!("{}, here and in {} more places", diagnostic.message, count - 1),
            ..diagnostic
        },
    }));
}

/// Notes what is wrong with endpoint rules and their tests, whatever else the service has.
pub(super) fn check_endpoint_rules(cx: &Context<'_>) {
    let owner = Owner::from(cx.selection.service);
    for accessor in [Accessor::of::<EndpointRuleSet>(), Accessor::of::<EndpointBdd>(), Accessor::of::<EndpointTests>()]
    {
        if let Some(value) = owner.traits.get(accessor.id) {
            // A key without effect is no error.
            check_value(cx, owner, &accessor, value, &mut Repeated::new());
        }
    }
}

fn check_value(cx: &Context<'_>, owner: Owner<'_>, accessor: &Accessor, value: &Value, repeated: &mut Repeated) {
    for problem in accessor.check(value) {
        let part = (accessor.id, problem.pointer.as_str());
        let diagnostic = cx.trait_diagnostic(problem.severity, owner, part, problem.message, Some(problem.help));
        match problem.severity {
            Severity::Error => cx.problems.borrow_mut().push(diagnostic),
            Severity::Warning => note(Some(diagnostic), repeated),
        }
    }
}

fn refuse(cx: &Context<'_>, owner: Owner<'_>, id: &ShapeId, reason: &str) {
    cx.unsupported(owner, Some(id.as_str()), format!("the trait `{id}` is not supported: {reason}"));
}

/// What there is to say about a trait that is in no list. Nothing, if the model defines it, so that nobody expects a
/// client to know it; or if the service speaks no protocol that does.
fn unknown(cx: &Context<'_>, owner: Owner<'_>, id: &ShapeId) -> Option<Diagnostic> {
    let on_the_wire = trait_support::may_change_the_wire(id.namespace());
    let is_defined = cx.selection.model.shapes.get(id).is_some_and(|shape| shape.traits.has("smithy.api#trait"));
    if cx.protocol.is_none() || is_defined && !on_the_wire {
        return None;
    }
    let is_allowed = cx.selection.request.allow_unknown_traits.iter().any(|allowed| allowed == id.as_str());
    let (severity, message, help) = match (on_the_wire, is_allowed) {
        (true, false) => (
            Severity::Error,
            format!("the trait `{id}` is not known, and may change what is sent and read"),
            format!(
                "leave out the operations that use it; or, if it changes nothing for a client, ignore it with {}",
                build_option(
                    &format!("allow-unknown-trait '{id}'"),
                    &format!("allow-unknown-traits = [\"{id}\"]"),
                    &format!("allow_unknown_trait(\"{id}\")"),
                )
            ),
        ),
        (true, true) => (
            Severity::Warning,
            format!("the trait `{id}` is not known and has no effect"),
            "check that it does not change what is sent and read".to_owned(),
        ),
        (false, _) => (
            Severity::Warning,
            format!("the trait `{id}` is not known and has no effect"),
            "correct its id, or define it in the model, as a shape with the trait `smithy.api#trait`".to_owned(),
        ),
    };
    Some(cx.trait_diagnostic(severity, owner, (id.as_str(), ""), message, Some(help)))
}

/// Adds the trait that was meant, if its name is almost that of a known one.
fn meant(known: &BTreeMap<&'static str, Support>, id: &ShapeId, mut diagnostic: Diagnostic) -> Diagnostic {
    let ids = known.keys().filter_map(|id| id.split_once('#'));
    let names = ids.filter(|(namespace, _)| *namespace == id.namespace()).map(|(_, name)| name);
    if let Some(name) = closest(id.name(), names) {
        let question = did_you_mean(format!("{}#{name}", id.namespace()));
        diagnostic.help = diagnostic.help.map(|help| format!("{question} Else {help}"));
    }
    diagnostic
}

/// Remembers what may come up again; the first place is that with the least position.
fn note(diagnostic: Option<Diagnostic>, repeated: &mut Repeated) {
    let Some(diagnostic) = diagnostic else { return };
    match repeated.get_mut(&diagnostic.message) {
        None => {
            repeated.insert(diagnostic.message.clone(), (diagnostic, 1));
        }
        Some((first, count)) => {
            *count += 1;
            if diagnostic.span < first.span {
                *first = Diagnostic { help: first.help.take(), ..diagnostic };
            }
        }
    }
}
