//! Who calls, and credentials of roles. The service has neither pages nor waiters.

use crate::harness::{Live, Result, many};
use aws_sdk_sts::Client;
use aws_sdk_sts::types::{Credentials, Tag};
use serde_json::json;

const ROLE: &str = "arn:aws:iam::123456789012:role/guest";

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let ours = client.get_caller_identity().send().await?;
    let theirs = live.boto("get_caller_identity", json!({}))?;
    live.same("the caller: account", ours.account(), &theirs["Account"]);
    live.same("the caller: arn", ours.arn(), &theirs["Arn"]);
    live.same("the caller: id", ours.user_id(), &theirs["UserId"]);

    assumed_role(live, &client).await?;

    // This one is not signed.
    let web =
        client.assume_role_with_web_identity().role_arn(ROLE).role_session_name("web").web_identity_token("a.b.c");
    let web = web.send().await?;
    let arguments = json!({"RoleArn": ROLE, "RoleSessionName": "web", "WebIdentityToken": "a.b.c"});
    let theirs = live.boto("assume_role_with_web_identity", arguments)?;
    live.same("a web identity: arn", web.assumed_role_user().map(|user| user.arn()), &theirs["AssumedRoleUser"]["Arn"]);

    let federated = client.get_federation_token().name("guest").send().await?;
    let theirs = live.boto("get_federation_token", json!({"Name": "guest"}))?;
    live.same(
        "a federated user: arn",
        federated.federated_user().map(|user| user.arn()),
        &theirs["FederatedUser"]["Arn"],
    );
    let session = client.get_session_token().send().await?;
    live.check("a session token", session.credentials().is_some_and(|session| !session.session_token().is_empty()));

    let calls = many(500, 50, |_| {
        let call = client.get_caller_identity();
        async move { call.send().await }
    });
    let calls = calls.await?;
    live.same("calls at once", calls.iter().filter(|call| call.arn().is_some()).count(), &json!(500));

    let policy = "p".repeat(3000);
    let error =
        client.get_federation_token().name("guest").policy(&policy).send().await.err().ok_or("the policy is taken")?;
    live.same_error(
        "a policy that is too long",
        &error,
        "get_federation_token",
        json!({"Name": "guest", "Policy": policy}),
    )
}

async fn assumed_role(live: &Live, client: &Client) -> Result {
    let tag = Tag::builder().key("project").value("a+b=c/d e").build()?;
    let role =
        client.assume_role().role_arn(ROLE).role_session_name("ada").duration_seconds(900).tags(tag).send().await?;
    let theirs =
        live.boto("assume_role", json!({"RoleArn": ROLE, "RoleSessionName": "ada", "DurationSeconds": 900}))?;
    let user = role.assumed_role_user().ok_or("no user")?;
    live.same("a role: arn", user.arn(), &theirs["AssumedRoleUser"]["Arn"]);
    let (ours, theirs) = (role.credentials().ok_or("no credentials")?, &theirs["Credentials"]);
    let lengths =
        |credentials: &Credentials| [credentials.access_key_id().len(), credentials.secret_access_key().len()];
    let length = |key: &str| theirs[key].as_str().map_or(0, str::len);
    live.same(
        "a role: lengths of its keys",
        json!(lengths(ours)),
        &json!([length("AccessKeyId"), length("SecretAccessKey")]),
    );
    let apart = ours.expiration().as_secs_f64() - theirs["Expiration"].as_f64().ok_or("no expiration")?;
    live.check("a role: expires after 900 s", apart.abs() < 60.0);
    live.check("a role: secrets are not shown", !format!("{role:?}").contains(ours.secret_access_key()));
    Ok(())
}
