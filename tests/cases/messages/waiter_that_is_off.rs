//~ error[E0277]: the Cargo feature of the operation that this waits with is off: turn on the one that has the last name of `relay_ping::off::Recall`, in lower case and with `-` between words
//~ let known = client.wait_until_past_known().wait(limit).await;
//~                    ^^^^^^^^^^^^^^^^^^^^^ no feature that is on has the operation of this waiter
//~ = note: name it among the `features` of the dependency in Cargo.toml; where operations share features, or another feature has that name, `[features]` of the client says which it is

use relay_ping::client::Waiters;

pub async fn all(client: &relay_ping::Client, limit: std::time::Duration) -> bool {
    let known = client.wait_until_past_known().wait(limit).await;
    known.is_ok()
}
