//! Vaults that hold archives, and jobs that are done at once.

use aws_sdk_glacier::fake::Fake;
use aws_sdk_glacier::operation::create_vault::CreateVaultOutput;
use aws_sdk_glacier::operation::delete_archive::{DeleteArchiveError, DeleteArchiveOutput};
use aws_sdk_glacier::operation::delete_vault::DeleteVaultOutput;
use aws_sdk_glacier::operation::describe_job::{DescribeJobError, DescribeJobOutput};
use aws_sdk_glacier::operation::describe_vault::{DescribeVaultError, DescribeVaultOutput};
use aws_sdk_glacier::operation::get_job_output::{GetJobOutputError, GetJobOutputOutput};
use aws_sdk_glacier::operation::initiate_job::{InitiateJobError, InitiateJobOutput};
use aws_sdk_glacier::operation::list_jobs::ListJobsOutput;
use aws_sdk_glacier::operation::list_vaults::ListVaultsOutput;
use aws_sdk_glacier::operation::upload_archive::{UploadArchiveError, UploadArchiveOutput};
use aws_sdk_glacier::primitives::ByteStream;
use aws_sdk_glacier::types::error::ResourceNotFoundException;
use aws_sdk_glacier::types::{DescribeVaultOutput as Described, GlacierJobDescription, StatusCode};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

#[derive(Default)]
struct Vault {
    archives: BTreeMap<String, Vec<u8>>,
    /// The archive that a job gets.
    jobs: BTreeMap<String, String>,
}

#[derive(Clone, Default)]
struct Vaults(Arc<Mutex<BTreeMap<String, Vault>>>);

impl Vaults {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Vault>> {
        self.0.lock().expect("nothing panics while it holds this")
    }

    /// Does something with a vault, if there is one.
    fn with<T>(&self, name: Option<&str>, with: impl FnOnce(&mut Vault) -> T) -> Option<T> {
        self.all().get_mut(name.unwrap_or_default()).map(with)
    }
}

fn missing() -> ResourceNotFoundException {
    ResourceNotFoundException::builder().message("there is no such vault, archive or job").build()
}

const CREATED: &str = "2026-01-02T03:04:05.000Z";

fn arn(name: &str) -> String {
    format!("arn:aws:glacier:us-east-1:123456789012:vaults/{name}")
}

fn size(vault: &Vault) -> i64 {
    vault.archives.values().map(|archive| archive.len() as i64).sum()
}

pub fn fake() -> Fake {
    let vaults = Vaults::default();
    jobs(archives(of_vaults(Fake::new(), &vaults), &vaults), &vaults)
}

fn of_vaults(fake: Fake, vaults: &Vaults) -> Fake {
    let [make, describe, list, delete] = [(); 4].map(|()| vaults.clone());
    fake.on_create_vault(move |input| {
        let name = input.vault_name.unwrap_or_default();
        let output = CreateVaultOutput::builder().location(format!("/-/vaults/{name}")).build();
        make.all().entry(name).or_default();
        async move { Ok(output) }
    })
    .on_describe_vault(move |input| {
        let name = input.vault_name().unwrap_or_default().to_owned();
        let output = describe.with(input.vault_name(), |vault| {
            let output = DescribeVaultOutput::builder().vault_arn(arn(&name)).vault_name(&name).creation_date(CREATED);
            output.number_of_archives(vault.archives.len() as i64).size_in_bytes(size(vault)).build()
        });
        async move { output.ok_or_else(|| DescribeVaultError::ResourceNotFoundException(missing())) }
    })
    .on_list_vaults(move |_| {
        let vaults = list.all();
        let vault = |(name, vault): (&String, &Vault)| {
            let listed = Described::builder().vault_arn(arn(name)).vault_name(name).creation_date(CREATED);
            listed.number_of_archives(vault.archives.len() as i64).size_in_bytes(size(vault)).build()
        };
        let output = ListVaultsOutput::builder().set_vault_list(Some(vaults.iter().map(vault).collect())).build();
        async move { Ok(output) }
    })
    .on_delete_vault(move |input| {
        delete.all().remove(input.vault_name().unwrap_or_default());
        async move { Ok(DeleteVaultOutput::builder().build()) }
    })
}

fn archives(fake: Fake, vaults: &Vaults) -> Fake {
    let [upload, delete] = [(); 2].map(|()| vaults.clone());
    fake.on_upload_archive(move |input| {
        let vaults = upload.clone();
        async move {
            let content =
                input.body.unwrap_or_default().collect().await.map_err(UploadArchiveError::unhandled)?.to_vec();
            let id = vaults.with(input.vault_name.as_deref(), |vault| {
                let id = format!("archive-{}", vault.archives.len());
                vault.archives.insert(id.clone(), content);
                id
            });
            let id = id.ok_or_else(|| UploadArchiveError::ResourceNotFoundException(missing()))?;
            // As the client has computed it.
            Ok(UploadArchiveOutput::builder().archive_id(id).set_checksum(input.checksum).build())
        }
    })
    .on_delete_archive(move |input| {
        let gone =
            delete.with(input.vault_name(), |vault| vault.archives.remove(input.archive_id().unwrap_or_default()));
        async move {
            let output = DeleteArchiveOutput::builder().build();
            gone.map(|_| output).ok_or_else(|| DeleteArchiveError::ResourceNotFoundException(missing()))
        }
    })
}

fn jobs(fake: Fake, vaults: &Vaults) -> Fake {
    let [begin, describe, output, list] = [(); 4].map(|()| vaults.clone());
    fake.on_initiate_job(move |input| {
        let archive = input.job_parameters().and_then(|job| job.archive_id()).unwrap_or_default().to_owned();
        let id = begin.with(input.vault_name(), |vault| {
            let id = format!("job-{}", vault.jobs.len());
            vault.jobs.insert(id.clone(), archive);
            id
        });
        async move {
            let id = id.ok_or_else(|| InitiateJobError::ResourceNotFoundException(missing()))?;
            Ok(InitiateJobOutput::builder().job_id(id).build())
        }
    })
    .on_describe_job(move |input| {
        let id = input.job_id().unwrap_or_default().to_owned();
        let archive = describe.with(input.vault_name(), |vault| vault.jobs.get(&id).cloned());
        async move {
            let archive = archive.ok_or_else(|| DescribeJobError::ResourceNotFoundException(missing()))?;
            let output = DescribeJobOutput::builder().job_id(id).set_archive_id(archive).completed(true);
            Ok(output.status_code(StatusCode::Succeeded).build())
        }
    })
    .on_get_job_output(move |input| {
        let content = output.with(input.vault_name(), |vault| {
            let archive = vault.jobs.get(input.job_id().unwrap_or_default())?;
            vault.archives.get(archive).cloned()
        });
        async move {
            let content = content.ok_or_else(|| GetJobOutputError::ResourceNotFoundException(missing()))?;
            Ok(GetJobOutputOutput::builder().body(ByteStream::from(content.unwrap_or_default())).status(200).build())
        }
    })
    .on_list_jobs(move |input| {
        let jobs = list.with(input.vault_name(), |vault| {
            let job = |id: &String| GlacierJobDescription::builder().job_id(id).build();
            vault.jobs.keys().map(job).collect()
        });
        async move { Ok(ListJobsOutput::builder().set_job_list(jobs).build()) }
    })
}
