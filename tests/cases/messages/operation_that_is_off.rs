//~ error[E0277]: the Cargo feature of this operation is off: turn on the one that has the name of the method, with `-` for `_`
//~ let pages = client.recall().limit(3).into_paginator().items().send();
//~                    ^^^^^^ no feature that is on has this operation
//~ = help: the trait `farrier_runtime::client::off::OperationIsOn` is not implemented for `Client`
//~ = note: name it among the `features` of the dependency in Cargo.toml; where operations share features, or another feature has that name, `[features]` of the client says which it is

pub async fn all(client: &relay_ping::Client) -> Option<String> {
    let pages = client.recall().limit(3).into_paginator().items().send();
    pages.collect().await.first().and_then(|item| item.text().map(str::to_owned))
}
