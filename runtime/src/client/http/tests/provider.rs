//! Which cryptography features choose. `.ci/run` tests with each of them alone, and with none.

use super::super::provider;
use super::{client, request, send};
use aws_smithy_types::error::display::DisplayErrorContext;

#[test]
fn of_the_features_that_are_on_the_first_counts() {
    let order = [
        (cfg!(feature = "aws-lc-rs"), "AwsLcRs"),
        (cfg!(feature = "graviola"), "RngProvider"),
        (cfg!(feature = "ring"), "Ring"),
    ];
    let expected = order.into_iter().find_map(|(is_on, name)| is_on.then_some(name));
    let provider = provider().ok();
    assert_eq!(provider.as_ref().map(|it| format!("{:?}", it.secure_random)).as_deref(), expected);
    assert_eq!(provider.is_some_and(|it| it.fips()), cfg!(feature = "fips"));
}

#[tokio::test]
async fn without_such_a_feature_an_error_says_what_to_do() {
    let error = send(&client(), request("https://localhost:1/", "")).await.unwrap_err();
    let is_said = DisplayErrorContext(&error).to_string().contains("turn on one of the features `ring`");
    assert_eq!(is_said, provider().is_err());
    // Another attempt would fail as well.
    assert!(error.is_user() || provider().is_ok());
}
