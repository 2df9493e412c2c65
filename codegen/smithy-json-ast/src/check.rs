//! Whether everything that shapes refer to exists and is of the right type.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::{Assembly, Body, Draft, Location, Reference, Role};
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
pub(crate) fn check_enum_values(assembly: &mut Assembly<'_>) {
    for draft in assembly.drafts.values().filter(|draft| !draft.broken) {
        let wanted = match draft.type_name {
            "enum" => "a string",
            "intEnum" => "an integer",
            _ => continue,
        };
        let mut names = BTreeMap::new();
        for member in &draft.members {
            let value = member.traits.read::<EnumValue<'_>>();
            let found = match value {
                Some(EnumValue::String(_)) => "a string",
                Some(EnumValue::Integer(_)) => "an integer",
                None => "",
            };
            let same = value.and_then(|value| names.insert(value, &member.name));
            let (message, help) = if found != wanted {
                let message = format!("the trait `{}` has to be {wanted}", EnumValue::ID);
                (message, format!("give the member {wanted} as its value"))
            } else if let Some(name) = same {
                let message = format!("the member has the same value as `{name}`");
                (message, "give each member of the enum a value of its own, or take one away".to_owned())
            } else {
                continue;
            };
            assembly.errors.report(&place_of(&assembly.drafts, draft, member), &member.id, message, help);
        }
    }
}

/// The place of a member of an enum, be it in a mixin; that of the enum, if the member comes from a trait of it.
fn place_of<'a>(drafts: &'a BTreeMap<ShapeId, Draft>, mut draft: &'a Draft, member: &Member) -> Location {
    let is_there =
        |mixin: &&Draft| mixin.members.iter().any(|other| (&other.name, other.span) == (&member.name, member.span));
    // Mixins in a cycle are reported, and still there.
    let mut seen = BTreeSet::from([&draft.id]);
    let mixins = |draft: &'a Draft| draft.mixins.iter().filter_map(|mixin| drafts.get(mixin));
    while let Some(mixin) = mixins(draft).find(is_there)
        && seen.insert(&mixin.id)
    {
        draft = mixin;
    }
    if member.span == draft.span { draft.place() } else { draft.place_of(member) }
}

/// Reports resources that contain themselves.
pub(crate) fn check_resources(assembly: &mut Assembly<'_>) {
    let children = |id: &ShapeId| match assembly.drafts.get_key_value(id) {
        Some((id, Draft { body: Body::Resource(resource), .. })) => Some((id, &resource.resources[..])),
        _ => None,
    };
    let (_, cycles) = depth_first(assembly.drafts.keys(), &children);
    report_cycles(assembly, cycles, "child resource");
}
