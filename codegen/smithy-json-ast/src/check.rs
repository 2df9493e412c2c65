//! Whether everything that shapes refer to exists and is of the right type.

use std::collections::BTreeMap;

use crate::draft::{Assembly, Body, Draft, Reference, Role};
use crate::graph::{depth_first, report_cycles};
use crate::prelude::{self, UNIT};
use crate::read::article;
use crate::shape::Member;
use crate::traits::{EnumValue, Error, Mixin, Trait};
use crate::{ShapeId, Traits};

/// Checks all references of all shapes.
pub(crate) fn check_references(assembly: &mut Assembly<'_>) {
    for reference in std::mem::take(&mut assembly.references) {
        let Reference { role, target, owner, place } = &reference;
        if assembly.unreadable.contains(target) {
            continue;
        }
        let found = match assembly.drafts.get(target) {
            Some(draft) => Some((draft.type_name, &draft.traits)),
            None => prelude::shapes().get(target).map(|shape| (shape.type_name(), &shape.traits)),
        };
        match found {
            None => {
                let help = assembly.suggester.help(target, assembly.drafts.keys());
                assembly.errors.report(place, owner, format!("there is no shape `{target}`"), help);
            }
            Some((type_name, traits)) => {
                if let Err((message, help)) = check_role(*role, target, type_name, traits) {
                    assembly.errors.report(place, owner, message, help);
                }
            }
        }
    }
}

/// Says what is wrong, and what to do, when a shape cannot play a role.
fn check_role(role: Role, target: &ShapeId, type_name: &str, traits: &Traits) -> Result<(), (String, String)> {
    let is = |wanted: &str, of: &str| {
        if type_name == wanted {
            return Ok(());
        }
        let message = format!("{of} has to be {}, and `{target}` is {}", article(wanted), article(type_name));
        Err((message, format!("refer to {}", article(wanted))))
    };
    if role != Role::Mixin && traits.is::<Mixin<'_>>() {
        let message = format!("`{target}` is a mixin, which nothing but `mixins` may refer to");
        return Err((message, format!("refer to {} without the trait `smithy.api#mixin`", article(type_name))));
    }
    match role {
        // What a mixin may be depends on the shape that has it, and is decided where mixins are flattened.
        Role::Mixin | Role::Other => Ok(()),
        Role::Input => is("structure", "the input of an operation"),
        Role::Output => is("structure", "the output of an operation"),
        Role::Operation => is("operation", "what is bound here"),
        Role::Resource => is("resource", "what is bound here"),
        Role::Error => {
            is("structure", "an error")?;
            if traits.is::<Error>() {
                return Ok(());
            }
            let message = format!("`{target}` is listed as an error but lacks the trait `smithy.api#error`");
            Err((message, "add \"smithy.api#error\": \"client\" or \"server\" to its traits".to_owned()))
        }
        Role::Renamed => match type_name {
            "operation" | "service" | "resource" => {
                let message = format!("{} cannot be renamed, which `{target}` is", article(type_name));
                Err((message, "rename nothing but shapes that hold data".to_owned()))
            }
            _ => Ok(()),
        },
        Role::EnumMember if target.as_str() == UNIT => Ok(()),
        Role::EnumMember => {
            let message = format!("a member of an enum has to target `{UNIT}`, not `{target}`");
            Err((message, format!("write \"target\": \"{UNIT}\"")))
        }
        Role::Member => match type_name {
            "operation" | "service" | "resource" => {
                let message = format!("a member cannot be {}, which `{target}` is", article(type_name));
                Err((message, "target a shape that holds data".to_owned()))
            }
            _ => Ok(()),
        },
    }
}

/// Checks that the values of enums are strings, those of intEnums integers, and that no two of one enum are the same.
/// What is wrong with a mixin is said of it alone.
pub(crate) fn check_enum_values(assembly: &mut Assembly<'_>) {
    for draft in assembly.drafts.values().filter(|draft| !draft.broken) {
        let wanted = match draft.type_name {
            "enum" => "a string",
            "intEnum" => "an integer",
            _ => continue,
        };
        let inherited = Inherited::of(&assembly.drafts, draft);
        let mut members = BTreeMap::new();
        for member in &draft.members {
            let value = member.traits.read::<EnumValue<'_>>();
            let found = match value {
                Some(EnumValue::String(_)) => "a string",
                Some(EnumValue::Integer(_)) => "an integer",
                None => "",
            };
            let same = value.and_then(|value| members.insert(value, member));
            let wrong: Vec<&Member> = match same {
                _ if found != wanted => vec![member],
                Some(same) => vec![member, same],
                None => continue,
            };
            if inherited.has(&wrong) {
                continue;
            }
            let own = wrong.iter().copied().find(|member| inherited.is_own(member));
            let place = match own {
                // Members that come from a trait of the enum have its place.
                Some(own) if own.span != draft.span => draft.place_of(own),
                _ => draft.place(),
            };
            let member = own.unwrap_or(member);
            let (message, help) = match wrong.iter().find(|other| other.name != member.name) {
                None => {
                    let message = format!("the trait `{}` has to be {wanted}", EnumValue::ID);
                    (message, format!("give the member {wanted} as its value"))
                }
                Some(other) => {
                    let message = format!("the member has the same value as `{}`", other.name);
                    (message, "give each member of the enum a value of its own, or take one away".to_owned())
                }
            };
            assembly.errors.report(&place, &member.id, message, help);
        }
    }
}

/// What the mixins of an enum bring, each by the names of its members.
struct Inherited<'a>(Vec<BTreeMap<&'a str, &'a Member>>);

impl<'a> Inherited<'a> {
    fn of(drafts: &'a BTreeMap<ShapeId, Draft>, draft: &'a Draft) -> Self {
        let mixins = draft.mixins.iter().filter_map(|mixin| drafts.get(mixin));
        let by_name = |mixin: &'a Draft| mixin.members.iter().map(|member| (&*member.name, member)).collect();
        Self(mixins.map(by_name).collect())
    }

    /// Whether one of the mixins has all of these members with these values.
    fn has(&self, members: &[&Member]) -> bool {
        let is_there = |mixin: &BTreeMap<&str, &Member>, member: &Member| {
            let value = member.traits.get(EnumValue::ID);
            mixin.get(&*member.name).is_some_and(|same| same.traits.get(EnumValue::ID) == value)
        };
        self.0.iter().any(|mixin| members.iter().all(|member| is_there(mixin, member)))
    }

    /// Whether a member is written in the enum itself.
    fn is_own(&self, member: &Member) -> bool {
        let is_there = |mixin: &BTreeMap<&str, &Member>| {
            mixin.get(&*member.name).is_some_and(|brought| brought.span == member.span)
        };
        !self.0.iter().any(is_there)
    }
}

/// Reports resources that contain themselves.
pub(crate) fn check_resources(assembly: &mut Assembly<'_>) {
    let children = |id: &ShapeId| match assembly.drafts.get_key_value(id) {
        Some((id, Draft { body: Body::Resource(resource), .. })) => Some((id, &resource.resources[..])),
        _ => None,
    };
    let (_, cycles) = depth_first(assembly.drafts.keys(), &children);
    report_cycles(assembly, cycles, "child resource", "remove one child resource of the cycle");
}
