//! [`Slots`]: what the builder of a structure with required members keeps.

use super::{Boxed, REDACTED, Slot, Structure, Value};
use crate::schema::SENSITIVE;
use std::any::type_name;
use std::fmt;

/// A slot a member, in the order of the table. Generated code has a tuple of `Option`s for it, where there are more than
/// twelve a tuple of tuples: tuples have `Clone`, `Default` and `PartialEq` without a line for each structure.
pub trait Slots {
    /// How many slots there are.
    fn count(&self) -> usize;

    /// The slot of a member by its index in the table.
    fn slot(&mut self, index: usize) -> Option<&mut dyn Slot>;

    /// The slot for `Debug`.
    fn shown(&self, index: usize) -> Option<&dyn fmt::Debug>;
}

/// What a builder keeps besides members, such as the metadata of an error.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept<T>(pub T);

impl<T> Slots for Kept<T> {
    fn count(&self) -> usize {
        0
    }

    fn slot(&mut self, _: usize) -> Option<&mut dyn Slot> {
        None
    }

    fn shown(&self, _: usize) -> Option<&dyn fmt::Debug> {
        None
    }
}

/// Implements [`Slots`] for what is one slot.
macro_rules! one {
    ($($type:ty, $value:ident => $shown:expr;)*) => {$(
        impl<T: Value> Slots for $type {
            #[inline]
            fn count(&self) -> usize {
                1
            }

            #[inline]
            fn slot(&mut self, index: usize) -> Option<&mut dyn Slot> {
                (index == 0).then_some(self)
            }

            fn shown(&self, _: usize) -> Option<&dyn fmt::Debug> {
                let $value = self;
                Some($shown)
            }
        }
    )*};
}

one! {
    Option<T>, value => value;
    Boxed<Option<Box<T>>>, value => &value.0;
}

/// The slots of a structure all members of which are optional.
impl Slots for &mut [&mut dyn Slot] {
    fn count(&self) -> usize {
        self.len()
    }

    fn slot(&mut self, index: usize) -> Option<&mut dyn Slot> {
        match self.get_mut(index) {
            Some(slot) => Some(&mut **slot),
            None => None,
        }
    }

    fn shown(&self, _: usize) -> Option<&dyn fmt::Debug> {
        None
    }
}

/// Implements [`Slots`] for tuples of up to so many.
macro_rules! tuples {
    ($($first:ident $($name:ident)*)?) => {$(
        impl<$first: Slots, $($name: Slots),*> Slots for ($first, $($name,)*) {
            #[inline]
            fn count(&self) -> usize {
                #[allow(non_snake_case)]
                let ($first, $($name,)*) = self;
                $first.count() $(+ $name.count())*
            }

            #[inline]
            fn slot(&mut self, index: usize) -> Option<&mut dyn Slot> {
                #[allow(non_snake_case)]
                let ($first, $($name,)*) = self;
                tuples!(@find index slot $first $($name)*)
            }

            fn shown(&self, index: usize) -> Option<&dyn fmt::Debug> {
                #[allow(non_snake_case)]
                let ($first, $($name,)*) = self;
                tuples!(@find index shown $first $($name)*)
            }
        }
        tuples!($($name)*);
    )?};
    (@find $index:ident $method:ident $($name:ident)*) => {{
        let mut index = $index;
        $(
            if index < $name.count() {
                return $name.$method(index);
            }
            index -= $name.count();
        )*
        let _ = index;
        None
    }};
}

tuples!(A B C D E F G H I J K L);

/// `Debug` of the builder of `T`: its members by their names in the model, but for the values that are sensitive.
///
/// # Errors
/// Those of the formatter.
pub fn debug_builder<T: Structure>(slots: &dyn Slots, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let path = type_name::<T>();
    let name = path.rsplit_once("::").map_or(path, |(_, name)| name);
    let mut out = f.debug_struct(&format!("{name}Builder"));
    let shape = T::shape();
    for (index, member) in shape.members().enumerate() {
        let value = slots.shown(index).filter(|_| !shape.sensitive && !member.value.traits.has(&SENSITIVE));
        out.field(member.name, value.unwrap_or(&REDACTED));
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Wide = ((Option<i32>, Kept<u8>, Boxed<Option<Box<i32>>>), (Option<i32>,), Option<bool>);

    fn set(slots: &mut Wide) -> Vec<usize> {
        (0..slots.count()).filter(|index| slots.slot(*index).is_some_and(|slot| slot.is_set())).collect()
    }

    #[test]
    fn slots_are_found_in_tuples_of_tuples_and_what_is_kept_besides_is_none() {
        let mut wide = Wide::default();
        assert_eq!((wide.count(), set(&mut wide)), (4, vec![]));
        wide.1.0 = Some(1);
        assert_eq!(set(&mut wide), [2]);
        wide.0.2.0 = Some(Box::new(1));
        assert_eq!(set(&mut wide), [1, 2]);
        wide.2 = Some(true);
        assert_eq!(set(&mut wide), [1, 2, 3]);
        assert!(wide.slot(4).is_none());
    }

    #[test]
    fn what_is_shown_is_what_is_kept() {
        let wide: Wide = ((Some(1), Kept(2), Boxed(None)), (Some(3),), None);
        let shown: Vec<_> = (0..5).map(|index| wide.shown(index).map(|value| format!("{value:?}"))).collect();
        assert_eq!(shown[0].as_deref(), Some("Some(1)"));
        assert_eq!(shown[2].as_deref(), Some("Some(3)"));
        assert_eq!(shown[3].as_deref(), Some("None"));
        assert_eq!(shown[4], None);
    }
}
