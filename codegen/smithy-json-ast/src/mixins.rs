//! Flattens [mixins](https://smithy.io/2.0/spec/mixins.html): afterwards every shape has the members and
//! traits its mixins give it, as if they were written in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::{Assembly, Body, Draft, Errors, Location};
use crate::graph::{depth_first, report_cycles};
use crate::read::article;
use crate::shape::Member;
use crate::traits::{Accessor, Mixin, Trait};
use crate::{Severity, ShapeId, Traits};

/// How many members, traits and other parts all shapes together may inherit. Far more than any model needs;
/// a few mixins of many members on many shapes would else fill the memory.
const MOST_INHERITED: usize = 1_000_000;

/// Flattens all shapes. The mixins themselves stay in the model, flattened too.
pub(crate) fn flatten_all(assembly: &mut Assembly<'_>) {
    check_traits(assembly);
    let mut left = MOST_INHERITED;
    for id in mixins_first(assembly) {
        let Some(mut draft) = assembly.drafts.remove(&id) else {
            continue;
        };
        let mixins: Vec<&Draft> = draft.mixins.iter().filter_map(|mixin| assembly.drafts.get(mixin)).collect();
        let parts = mixins.iter().map(|mixin| count_parts(mixin)).sum();
        let Some(rest) = left.checked_sub(parts) else {
            let message = format!("the model inherits more than {MOST_INHERITED} members and traits from mixins");
            assembly.errors.report(&draft.place(), &id, message, "use fewer or smaller mixins");
            draft.broken = true;
            assembly.drafts.insert(id, draft);
            return;
        };
        left = rest;
        let errors_before = assembly.errors.list.len();
        flatten(&mut draft, &mixins, &mut assembly.errors);
        draft.broken |= assembly.errors.list.len() > errors_before;
        assembly.drafts.insert(id, draft);
    }
}

/// The shapes that have mixins, each after the mixins it has. Reports cycles.
fn mixins_first(assembly: &mut Assembly<'_>) -> Vec<ShapeId> {
    let mixins = |id: &ShapeId| {
        let (id, draft) = assembly.drafts.get_key_value(id)?;
        (!draft.mixins.is_empty()).then_some((id, &draft.mixins[..]))
    };
    let (order, cycles) = depth_first(assembly.drafts.keys(), &mixins);
    report_cycles(assembly, cycles, "mixin", "remove one mixin of the cycle");
    order
}

/// Reports traits that do not say what a mixin keeps for itself.
fn check_traits(assembly: &mut Assembly<'_>) {
    for draft in assembly.drafts.values() {
        let (Some(value), Some(span)) = (draft.traits.get(Mixin::ID), draft.traits.span(Mixin::ID)) else { continue };
        let problems = Accessor::of::<Mixin<'_>>().check(value).into_iter();
        for problem in problems.filter(|problem| problem.severity == Severity::Error) {
            let pointer = Some(format!("/shapes/{}/traits/{}{}", draft.id, Mixin::ID, problem.pointer));
            let place = Location { file: span.file as usize, span, pointer };
            assembly.errors.report(&place, &draft.id, problem.message, problem.help);
        }
    }
}

fn count_parts(mixin: &Draft) -> usize {
    let members: usize = mixin.members.iter().map(|member| 1 + member.traits.len()).sum();
    let bound = match &mixin.body {
        Body::Service(service) => service.operations.len() + service.resources.len() + service.errors.len(),
        Body::Operation(operation) => operation.errors.len(),
        Body::None | Body::Resource(_) => 0,
    };
    members + mixin.traits.len() + bound
}

fn flatten(draft: &mut Draft, mixins: &[&Draft], errors: &mut Errors<'_>) {
    check_mixins(draft, mixins, errors);
    let mut traits = Traits::default();
    for mixin in mixins {
        traits.override_with(&mixin.traits, &local_traits(mixin));
    }
    traits.override_with(&draft.traits, &[]);
    draft.traits = traits;
    flatten_members(draft, mixins, errors);
    flatten_body(draft, mixins);
}

fn check_mixins(draft: &Draft, mixins: &[&Draft], errors: &mut Errors<'_>) {
    for mixin in mixins {
        let id = &mixin.id;
        if !mixin.traits.is::<Mixin<'_>>() {
            let message = format!("`{id}` is used as a mixin but lacks the trait `{}`", Mixin::ID);
            let help = format!("add \"{}\": {{}} to its traits", Mixin::ID);
            errors.report(&draft.place(), &draft.id, message, help);
        } else if mixin.type_name != draft.type_name {
            let (own, other) = (article(draft.type_name), article(mixin.type_name));
            let message = format!("{own} cannot have {other} as its mixin, which `{id}` is");
            errors.report(&draft.place(), &draft.id, message, format!("use a mixin that is {own}"));
        }
    }
}

/// The traits of a mixin that it keeps for itself.
fn local_traits(mixin: &Draft) -> Vec<&str> {
    let listed = mixin.traits.read::<Mixin<'_>>().map(|mixin| mixin.local_traits);
    listed.into_iter().flatten().chain([Mixin::ID]).collect()
}

fn flatten_members(draft: &mut Draft, mixins: &[&Draft], errors: &mut Errors<'_>) {
    let own = std::mem::take(&mut draft.members);
    let mut merged = Members::default();
    for member in mixins.iter().flat_map(|mixin| &mixin.members) {
        let member = Member { id: draft.id.with_member(&member.name), ..member.clone() };
        merged.add(member, errors, |_| draft.place());
    }
    for member in own {
        merged.add(member, errors, |member| draft.place_of(member));
    }
    for (name, traits) in std::mem::take(&mut draft.applied) {
        match merged.positions.get(&name) {
            Some(&index) => merged.list[index].traits.override_with(&traits, &[]),
            None => {
                let message = format!("`{}` has no member `{name}` to apply traits to", draft.id);
                let help = "add the member, or remove the `apply`";
                errors.report(&draft.place(), &draft.id, message, help);
            }
        }
    }
    draft.members = merged.list;
}

/// Members in their order: those of mixins first, in the order of the mixins.
#[derive(Default)]
struct Members {
    list: Vec<Member>,
    positions: BTreeMap<String, usize>,
}

impl Members {
    /// A member that is there already keeps its position, has to have the same target, and its new traits are
    /// the stronger ones. `place` says where the error is, if there is one.
    fn add(&mut self, member: Member, errors: &mut Errors<'_>, place: impl Fn(&Member) -> Location) {
        match self.positions.get(&member.name).map(|&index| &mut self.list[index]) {
            None => {
                self.positions.insert(member.name.clone(), self.list.len());
                self.list.push(member);
            }
            Some(known) if known.target == member.target => {
                known.traits.override_with(&member.traits, &[]);
                known.span = member.span;
            }
            Some(known) => {
                let (one, other) = (&known.target, &member.target);
                let message = format!("a mixin gives the member the target `{one}`, and here it has `{other}`");
                let help = "give both the same target, or one another name";
                errors.report(&place(&member), &member.id, message, help);
            }
        }
    }
}

/// Lists are joined, those of mixins first; of single values the local one is kept.
fn flatten_body(draft: &mut Draft, mixins: &[&Draft]) {
    match &mut draft.body {
        Body::Service(local) => {
            let own = std::mem::take(local);
            for service in mixins
                .iter()
                .filter_map(|mixin| match &mixin.body {
                    Body::Service(service) => Some(service),
                    _ => None,
                })
                .chain([&own])
            {
                if !service.version.is_empty() {
                    local.version.clone_from(&service.version);
                }
                local.operations.extend_from_slice(&service.operations);
                local.resources.extend_from_slice(&service.resources);
                local.errors.extend_from_slice(&service.errors);
                local.rename.extend(service.rename.clone());
            }
            keep_first(&mut local.operations);
            keep_first(&mut local.resources);
            keep_first(&mut local.errors);
        }
        Body::Operation(local) => {
            let own = std::mem::take(&mut local.errors);
            for mixin in mixins {
                if let Body::Operation(operation) = &mixin.body {
                    local.errors.extend_from_slice(&operation.errors);
                }
            }
            local.errors.extend(own);
            keep_first(&mut local.errors);
        }
        Body::None | Body::Resource(_) => {}
    }
}

fn keep_first(ids: &mut Vec<ShapeId>) {
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
}
