//~ that must be used
//~ = note: nothing is sent before the first page is asked for, by `next` for instance

#![deny(unused_must_use)]

pub fn all(client: &relay::Client) {
    client.recall().into_paginator().send();
}
