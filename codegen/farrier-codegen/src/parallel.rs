//! Work on several cores, with stacks for models that nest deep.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

/// Readers, the parser and the printer recurse with the nesting of types, and a thread has two megabytes if nothing
/// else is said.
const STACK: usize = 16 << 20;

/// The results of `work` on each item, in the order of the items.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    // Items may differ in what there is to do by a hundred times: each is for whoever is free.
    let share = || {
        let take = || {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, work(item)))
        };
        std::iter::from_fn(take).collect::<Vec<_>>()
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let mut results = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).filter_map(|_| spawn(scope, share)).collect();
        workers.into_iter().flat_map(join).collect::<Vec<_>>()
    });
    // Only where no thread was to be had is anything left.
    results.extend(share());
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The result of `work`, which may recurse deeper than the stack of the caller allows.
pub fn on_big_stack<R: Send>(work: impl Fn() -> R + Sync) -> R {
    let result = thread::scope(|scope| spawn(scope, &work).map(join));
    result.unwrap_or_else(work)
}

/// `None` if no thread is to be had.
fn spawn<'scope, R: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> R + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, R>> {
    Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()
}

fn join<R>(handle: ScopedJoinHandle<'_, R>) -> R {
    handle.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::{map, on_big_stack};

    #[test]
    fn results_are_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map(&[], |item: &usize| *item).is_empty());
    }

    /// Of a megabyte and more per thousand calls.
    #[test]
    fn there_is_room() {
        fn deep(left: usize) -> usize {
            let room = std::hint::black_box([left; 128]);
            if left == 0 { 0 } else { deep(left - 1) + room.len() / room.len() }
        }
        assert_eq!(on_big_stack(|| deep(4000)), 4000);
    }
}
