//! Locks.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a mutex holds, also after a panic of who held it: nothing that is kept in one here, such as a map, a list or a
/// value that is set at once, can be left half done.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
