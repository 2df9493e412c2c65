//! Many calls, some of them at once.

use super::Result;
use std::error::Error;
use tokio::task::JoinSet;

/// Does `count` calls, of which at most `at_once` are in flight. What they give, in the order in which they end.
pub async fn many<T, E, F>(count: usize, at_once: usize, call: impl Fn(usize) -> F) -> Result<Vec<T>>
where
    F: Future<Output = std::result::Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Error + Send + Sync + 'static,
{
    let mut calls = JoinSet::new();
    let mut outputs = Vec::with_capacity(count);
    for number in 0..count {
        if calls.len() == at_once {
            outputs.extend(next(&mut calls).await?);
        }
        calls.spawn(call(number));
    }
    while let Some(output) = next(&mut calls).await? {
        outputs.push(output);
    }
    Ok(outputs)
}

async fn next<T: 'static, E: Error + Send + Sync + 'static>(
    calls: &mut JoinSet<std::result::Result<T, E>>,
) -> Result<Option<T>> {
    match calls.join_next().await {
        Some(output) => Ok(Some(output??)),
        None => Ok(None),
    }
}
