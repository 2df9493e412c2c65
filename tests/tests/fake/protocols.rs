//! Every operation of every client, called with made-up inputs and answered by made-up outputs: in this process, and
//! over a connection of this machine. Both ways the same comes through.

/// How many values of each operation go each way.
const SEEDS: u64 = 4;

/// Operations that no address of this machine answers: parts of their input are in the host.
const IN_HOST: [&str; 4] = ["Dim", "Forward", "Signal", "WriteGetObjectResponse"];

macro_rules! in_process {
    ($($client:ident),*) => {$(
        #[tokio::test]
        async fn $client() {
            for seed in 0..SEEDS {
                let fake = ::$client::fake::Fake::new();
                // The host has the name of the bucket, if there is one.
                let config = fake.config().endpoint_url("https://s3.fake.test").build();
                let failures = fake.exercise(config.into(), seed).await.err().unwrap_or_default();
                crate::passed(&failures, &[]);
            }
        }
    )*};
}

macro_rules! served {
    ($($client:ident),*) => {$(
        #[tokio::test]
        async fn $client() {
            let fake = ::$client::fake::Fake::new();
            let server = fake.serve().await.expect("a port");
            for seed in 0..SEEDS {
                let config = ::$client::Config::builder()
                    .with_test_defaults_v2()
                    .http_client(farrier_runtime::client::http::default_client())
                    .endpoint_url(server.url());
                let failures = fake.exercise(config.build().into(), seed).await.err().unwrap_or_default();
                crate::passed(&failures, &super::IN_HOST);
            }
        }
    )*};
}

/// All but `cellar`, whose checksums are not made up.
mod in_process {
    use super::SEEDS;

    in_process!(
        archive,
        aws_sdk_partnercentralaccount,
        buckets,
        chest,
        depot,
        harbour,
        observatory,
        observatory_json,
        parrot,
        relay,
        yard
    );
}

/// The same.
mod served {
    use super::SEEDS;

    served!(
        archive,
        aws_sdk_partnercentralaccount,
        buckets,
        chest,
        depot,
        harbour,
        observatory,
        observatory_json,
        parrot,
        relay,
        yard
    );
}
