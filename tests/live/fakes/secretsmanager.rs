//! Secrets with two versions each.

use crate::harness::{now, page, untag};
use aws_sdk_secretsmanager::fake::Fake;
use aws_sdk_secretsmanager::operation::create_secret::CreateSecretOutput;
use aws_sdk_secretsmanager::operation::delete_secret::{DeleteSecretError, DeleteSecretOutput};
use aws_sdk_secretsmanager::operation::describe_secret::{DescribeSecretError, DescribeSecretOutput};
use aws_sdk_secretsmanager::operation::get_random_password::GetRandomPasswordOutput;
use aws_sdk_secretsmanager::operation::get_secret_value::{GetSecretValueError, GetSecretValueOutput};
use aws_sdk_secretsmanager::operation::list_secrets::ListSecretsOutput;
use aws_sdk_secretsmanager::operation::put_secret_value::{PutSecretValueError, PutSecretValueOutput};
use aws_sdk_secretsmanager::operation::restore_secret::{RestoreSecretError, RestoreSecretOutput};
use aws_sdk_secretsmanager::operation::tag_resource::{TagResourceError, TagResourceOutput};
use aws_sdk_secretsmanager::operation::untag_resource::{UntagResourceError, UntagResourceOutput};
use aws_sdk_secretsmanager::operation::update_secret::{UpdateSecretError, UpdateSecretOutput};
use aws_sdk_secretsmanager::primitives::{Blob, DateTime};
use aws_sdk_secretsmanager::types::error::{InvalidRequestException, ResourceNotFoundException};
use aws_sdk_secretsmanager::types::{SecretListEntry, Tag};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

#[derive(Clone)]
struct Version {
    id: Option<String>,
    text: Option<String>,
    bytes: Option<Blob>,
    created: DateTime,
}

struct Secret {
    name: String,
    description: Option<String>,
    current: Version,
    previous: Option<Version>,
    changed: DateTime,
    deleted: Option<DateTime>,
    tags: Vec<Tag>,
}

impl Secret {
    fn arn(&self) -> String {
        format!("arn:aws:secretsmanager:us-east-1:123456789012:secret:{}-AbCdEf", self.name)
    }
}

#[derive(Clone, Default)]
struct Secrets(Arc<Mutex<BTreeMap<String, Secret>>>);

impl Secrets {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Secret>> {
        self.0.lock().expect("nothing panics while it holds this")
    }

    /// Does something with a secret, if there is one.
    fn with<T>(&self, id: Option<&str>, with: impl FnOnce(&mut Secret) -> T) -> Result<T, ResourceNotFoundException> {
        let missing = || ResourceNotFoundException::builder().message("there is no such secret").build();
        self.all().get_mut(id.unwrap_or_default()).map(with).ok_or_else(missing)
    }
}

pub fn fake() -> Fake {
    let secrets = Secrets::default();
    tags(life(values(Fake::new(), &secrets), &secrets), &secrets).on_get_random_password(|input| async move {
        let length = usize::try_from(input.password_length().unwrap_or(32)).unwrap_or_default();
        Ok(GetRandomPasswordOutput::builder().random_password("r".repeat(length)).build())
    })
}

fn values(fake: Fake, secrets: &Secrets) -> Fake {
    let [create, get, put] = [(); 3].map(|()| secrets.clone());
    fake.on_create_secret(move |input| {
        let name = input.name.unwrap_or_default();
        let (text, bytes) = (input.secret_string, input.secret_binary);
        let current = Version { id: input.client_request_token, text, bytes, created: now() };
        let output = CreateSecretOutput::builder().name(&name).set_version_id(current.id.clone());
        let (description, tags) = (input.description, input.tags.unwrap_or_default());
        let secret =
            Secret { name: name.clone(), description, current, previous: None, changed: now(), deleted: None, tags };
        let output = output.arn(secret.arn()).build();
        create.all().insert(name, secret);
        async move { Ok(output) }
    })
    .on_get_secret_value(move |input| {
        let found = get.with(input.secret_id(), |secret| {
            let Version { id, text, bytes, created } = secret.current.clone();
            let output = GetSecretValueOutput::builder().arn(secret.arn()).name(&secret.name).set_version_id(id);
            let output = output.set_secret_string(text).set_secret_binary(bytes).created_date(created);
            secret.deleted.is_none().then(|| output.version_stages("AWSCURRENT").build())
        });
        let deleted = || InvalidRequestException::builder().message("the secret is marked for deletion").build();
        async move {
            let found = found.map_err(GetSecretValueError::ResourceNotFoundException)?;
            found.ok_or_else(|| GetSecretValueError::InvalidRequestException(deleted()))
        }
    })
    .on_put_secret_value(move |input| {
        let (text, bytes) = (input.secret_string, input.secret_binary);
        let new = Version { id: input.client_request_token, text, bytes, created: now() };
        let output = put.with(input.secret_id.as_deref(), |secret| {
            let output = PutSecretValueOutput::builder().arn(secret.arn()).name(&secret.name);
            let output = output.set_version_id(new.id.clone()).version_stages("AWSCURRENT").build();
            secret.previous = Some(std::mem::replace(&mut secret.current, new));
            secret.changed = now();
            output
        });
        async move { output.map_err(PutSecretValueError::ResourceNotFoundException) }
    })
}

fn life(fake: Fake, secrets: &Secrets) -> Fake {
    let [update, describe, list, delete, restore] = [(); 5].map(|()| secrets.clone());
    fake.on_update_secret(move |input| {
        let output = update.with(input.secret_id.as_deref(), |secret| {
            secret.description = input.description.or(secret.description.take());
            secret.changed = now();
            UpdateSecretOutput::builder().arn(secret.arn()).name(&secret.name).build()
        });
        async move { output.map_err(UpdateSecretError::ResourceNotFoundException) }
    })
    .on_describe_secret(move |input| {
        let output = describe.with(input.secret_id(), |secret| {
            let mut output = DescribeSecretOutput::builder().arn(secret.arn()).name(&secret.name);
            let versions = [(Some(&secret.current), "AWSCURRENT"), (secret.previous.as_ref(), "AWSPREVIOUS")];
            for (version, stage) in versions {
                if let Some(id) = version.and_then(|version| version.id.clone()) {
                    output = output.version_ids_to_stages(id, vec![stage.to_owned()]);
                }
            }
            let output = output.set_description(secret.description.clone()).set_deleted_date(secret.deleted);
            output.last_changed_date(secret.changed).set_tags(Some(secret.tags.clone())).build()
        });
        async move { output.map_err(DescribeSecretError::ResourceNotFoundException) }
    })
    .on_list_secrets(move |input| {
        let entry = |secret: &Secret| SecretListEntry::builder().arn(secret.arn()).name(&secret.name).build();
        let entries: Vec<_> = list.all().values().map(entry).collect();
        let (page, next) = page(&entries, input.next_token(), input.max_results());
        let output = ListSecretsOutput::builder().set_secret_list(Some(page)).set_next_token(next).build();
        async move { Ok(output) }
    })
    .on_delete_secret(move |input| {
        let output = delete.with(input.secret_id(), |secret| {
            secret.deleted = Some(now());
            DeleteSecretOutput::builder().arn(secret.arn()).name(&secret.name).deletion_date(now()).build()
        });
        if input.force_delete_without_recovery().unwrap_or(false) {
            delete.all().remove(input.secret_id().unwrap_or_default());
        }
        async move { output.map_err(DeleteSecretError::ResourceNotFoundException) }
    })
    .on_restore_secret(move |input| {
        let output = restore.with(input.secret_id(), |secret| {
            secret.deleted = None;
            RestoreSecretOutput::builder().arn(secret.arn()).name(&secret.name).build()
        });
        async move { output.map_err(RestoreSecretError::ResourceNotFoundException) }
    })
}

fn tags(fake: Fake, secrets: &Secrets) -> Fake {
    let [tag, removed] = [(); 2].map(|()| secrets.clone());
    fake.on_tag_resource(move |input| {
        let done = tag.with(input.secret_id(), |secret| secret.tags.extend_from_slice(input.tags()));
        async move {
            let output = TagResourceOutput::builder().build();
            done.map(|()| output).map_err(TagResourceError::ResourceNotFoundException)
        }
    })
    .on_untag_resource(move |input| {
        let (id, keys) = (input.secret_id, input.tag_keys);
        let done = removed.with(id.as_deref(), |secret| untag(&mut secret.tags, keys, Tag::key));
        async move {
            let output = UntagResourceOutput::builder().build();
            done.map(|()| output).map_err(UntagResourceError::ResourceNotFoundException)
        }
    })
}
