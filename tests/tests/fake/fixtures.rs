//! Values that are made up: all of them are what the model allows, and come back as they were.

use aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationInput;
use farrier_runtime::fake::fixture;
use farrier_runtime::rt::Constrained;
use farrier_runtime::serde_impl::Revealed;
use farrier_runtime::validate::Validate as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many values of each type are looked at.
const SEEDS: u64 = 15;

/// Makes up inputs and outputs of all operations of a client.
macro_rules! clients {
    ($($client:ident),*) => {$(
        #[test]
        fn $client() {
            for seed in 0..SEEDS {
                let failures = ::$client::fake::Fake::new().round_trip(seed).err().unwrap_or_default();
                crate::passed(&failures, &[]);
            }
        }
    )*};
}

clients!(
    archive,
    aws_sdk_partnercentralaccount,
    buckets,
    cellar,
    chest,
    depot,
    harbour,
    observatory,
    observatory_json,
    newsroom,
    parrot,
    relay,
    yard
);

/// Looks at one type: what is made up is what the model allows, and comes back of JSON as it was.
fn check<T: Constrained + Serialize + DeserializeOwned>(failures: &mut Vec<String>)
where
    for<'a> Revealed<'a, T>: Serialize,
{
    for seed in 0..SEEDS {
        let name = std::any::type_name::<T>();
        let value = fixture::<T>(seed);
        if let Err(violations) = value.validate() {
            failures.push(format!("{name} with seed {seed}: {violations}"));
        }
        let before = serde_json::to_value(Revealed(&value)).expect("JSON");
        let read: T = serde_json::from_value(before.clone()).expect("the type");
        let after = serde_json::to_value(Revealed(&read)).expect("JSON");
        if before != after {
            failures.push(format!("{name} with seed {seed}: {before} came back as {after}"));
        }
    }
}

macro_rules! every_type {
    ($($type:ty,)*) => {
        const TYPES: [fn(&mut Vec<String>); [$(stringify!($type)),*].len()] = [$(check::<$type>),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/every_type.rs"));

#[test]
fn every_type_of_all_clients() {
    let mut failures = Vec::new();
    TYPES.iter().for_each(|check| check(&mut failures));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(TYPES.len() > 200, "{} types", TYPES.len());
}

/// Of what there is little of, lists have what there is, and as much as they have to.
#[test]
fn a_list_of_what_there_is_little_of_has_no_element_twice() {
    use observatory::types::{Aim, Filter, Schedule};
    for seed in 0..50 {
        let schedule: Schedule = fixture(seed);
        let mut filters: Vec<_> = schedule.exposures().iter().map(|exposure| exposure.filter().as_str()).collect();
        filters.sort_unstable();
        assert_eq!(filters, [Filter::Blue, Filter::Green, Filter::Red].each_ref().map(Filter::as_str));
        assert_eq!(schedule.aims().iter().filter(|aim| matches!(aim, Aim::Manual(_))).count(), 2);
        for (name, length) in [
            ("steps", schedule.steps().len()),
            ("flags", schedule.flags().len()),
            ("grades", schedule.grades().len()),
            ("counts", schedule.counts().len()),
            ("levels", schedule.levels().len()),
            ("photons", schedule.photons().len()),
        ] {
            assert!((1..=2).contains(&length), "{length} {name} with seed {seed}");
        }
        assert!(schedule.levels().iter().all(|level| [1, 3].contains(level)), "{:?}", schedule.levels());
        assert!(schedule.below().len() == 120 && schedule.rows().len() == 4, "{schedule:?}");
    }
}

/// A union most of whose members hold two more of it at least.
#[test]
fn what_holds_more_of_its_kind_ends() {
    use observatory::types::Condition;
    fn depth(condition: &Condition) -> usize {
        match condition {
            Condition::All(inner) | Condition::Any(inner) | Condition::Not(inner) => {
                1 + inner.iter().map(depth).max().expect("two at least")
            }
            _ => 0,
        }
    }
    let depths: Vec<_> = (0..200).map(|seed| depth(&fixture(seed))).collect();
    assert!(depths.iter().all(|depth| *depth < 5) && depths.contains(&3), "{depths:?}");
}

/// With `value-traits`, what holds nothing that is no key is one.
#[test]
fn values_are_keys() {
    use aws_sdk_partnercentralaccount::types::Tag;
    use std::collections::{BTreeSet, HashSet};
    let tags: Vec<Tag> = (0..50).chain(0..50).map(fixture).collect();
    let (hashed, ordered) = (HashSet::<_>::from_iter(&tags), BTreeSet::from_iter(&tags));
    assert_eq!(hashed.len(), ordered.len());
    assert!(ordered.iter().zip(ordered.iter().skip(1)).all(|(a, b)| (a.key(), a.value()) < (b.key(), b.value())));
    let inputs: HashSet<CreateConnectionInvitationInput> = (0..3).chain(0..3).map(fixture).collect();
    assert_eq!(inputs.len(), 3);
}

#[test]
fn the_same_seed_makes_the_same_value() {
    let [one, same, other] = [1, 1, 2].map(fixture::<CreateConnectionInvitationInput>);
    assert_eq!(one, same);
    assert_ne!(one, other);
}
