//! A program without a mistake.

#[cfg(has_relay)]
pub fn recall(client: &relay::Client) {
    drop(client.recall().into_paginator().send());
    drop(relay::fake::Fake::new());
}

#[cfg(has_relay_ping)]
pub fn ping(client: &relay_ping::Client) {
    drop(client.ping().send());
}

#[cfg(has_partnercentral_account)]
pub async fn partners(client: &partnercentral_account::Client) {
    use partnercentral_account::fake::{Fake, fixture};
    drop(client.list_partners().into_paginator().items().send());
    drop(Fake::new().on_get_partner(|_| async { Ok(fixture(1)) }));
}
