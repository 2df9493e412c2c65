//~ that must be used
//~ = note: nothing is sent before the first item is asked for, by `next` for instance

#![deny(unused_must_use)]

pub fn all(client: &partnercentral_account::Client) {
    client.list_partners().into_paginator().items().send();
}
