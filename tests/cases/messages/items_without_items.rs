//~ the model names no `items` of this operation: leave out `.items()`, and take them from the pages

pub fn all(client: &relay::Client) {
    drop(client.recall().into_paginator().items().send());
}
