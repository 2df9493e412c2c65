//! What a profile asks for: a source to begin with, and roles to take on one after the other.

use crate::sso::Portal;
use aws_credential_types::Credentials;
use aws_runtime::env_config::section::{EnvConfigSections, Profile};
use std::fmt;

/// Where credentials come from, and the roles that are taken on with them.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) base: Base,
    pub(super) steps: Vec<Step>,
}

/// A source that needs no other credentials.
pub(super) enum Base {
    /// `aws_access_key_id` and `aws_secret_access_key`.
    Keys(Credentials),
    /// `credential_source`.
    Named(Source),
    /// `web_identity_token_file`, with the role that it is for.
    WebIdentity { file: String, step: Step },
    /// `sso_account_id` and what goes with it.
    Sso(Portal),
    /// `login_session`.
    Login { session: String },
    /// `credential_process`.
    Process { profile: String, command: String, account_id: Option<String> },
}

/// The values of `credential_source`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    Environment,
    Container,
    Instance,
}

/// The names that profiles use for them.
const SOURCES: [(&str, Source); 3] = [
    ("Environment", Source::Environment),
    ("EcsContainer", Source::Container),
    ("Ec2InstanceMetadata", Source::Instance),
];

/// A role to take on.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) role_arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
}

/// What the selected profile asks for, if anything.
///
/// # Errors
/// It makes no sense. The text names the profile, and what is wrong.
pub(super) fn plan(profiles: &EnvConfigSections) -> Result<Option<Plan>, String> {
    let selected = profiles.selected_profile();
    // Without files, or without a default, it is as if there were no profiles.
    if profiles.is_empty() || (selected == "default" && profiles.get_profile(selected).is_none()) {
        return Ok(None);
    }
    let (mut steps, mut visited) = (Vec::new(), vec![selected]);
    let mut profile = named(profiles, selected, "it is the one to use")?;
    let base = loop {
        // Keys of a profile that another one names come before what else it says.
        if visited.len() > 1
            && let Some(keys) = keys(profile)?
        {
            break Some(Base::Keys(keys));
        }
        let Some(step) = step(profile) else { break base(profiles, profile)? };
        steps.push(step);
        match next(profile)? {
            Some(name) => {
                if visited.contains(&name) {
                    return Err(format!("the profiles {} lead back to `{name}` by `source_profile`", list(&visited)));
                }
                profile = named(profiles, name, &format!("the profile `{}` names it as its source", profile.name()))?;
                visited.push(name);
            }
            None => break base(profiles, profile)?,
        }
    };
    steps.reverse();
    match base {
        Some(base) => Ok(Some(Plan { base, steps })),
        None if steps.is_empty() => Ok(None),
        None => Err(format!("the profile `{}` is the source of a role, but has no credentials", profile.name())),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn named<'a>(profiles: &'a EnvConfigSections, name: &str, why: &str) -> Result<&'a Profile, String> {
    let missing = || format!("there is no profile `{name}` in the profile files, and {why}");
    let profile = profiles.get_profile(name).ok_or_else(missing)?;
    check_lines(&format!("the profile `{name}`"), |key| profile.get(key))?;
    Ok(profile)
}

/// What profiles have on one line. A line that is indented by mistake belongs to the value before it, and may be a key:
/// it must not be taken for part of a name, and be shown or sent.
const ON_ONE_LINE: [&str; 16] = [
    "aws_access_key_id",
    "aws_account_id",
    "aws_secret_access_key",
    "aws_session_token",
    "credential_source",
    "external_id",
    "login_session",
    "role_arn",
    "role_session_name",
    "source_profile",
    "sso_account_id",
    "sso_region",
    "sso_role_name",
    "sso_session",
    "sso_start_url",
    "web_identity_token_file",
];

fn check_lines<'a>(section: &str, get: impl Fn(&str) -> Option<&'a str>) -> Result<(), String> {
    match ON_ONE_LINE.into_iter().find(|key| get(key).is_some_and(|value| value.contains('\n'))) {
        Some(key) => Err(format!(
            "{section} has a line below `{key}` that is indented, and so part of its value: it is to begin with no blank"
        )),
        None => Ok(()),
    }
}

fn text<'a>(profile: &'a Profile, key: &str) -> Option<&'a str> {
    profile.get(key).filter(|value| !value.is_empty())
}

/// The role of a profile that is taken on with other credentials. That of a web identity is not.
fn step(profile: &Profile) -> Option<Step> {
    text(profile, "web_identity_token_file").is_none().then(|| role(profile))?
}

fn role(profile: &Profile) -> Option<Step> {
    let owned = |key| text(profile, key).map(str::to_owned);
    let role_arn = owned("role_arn")?;
    Some(Step { role_arn, session_name: owned("role_session_name"), external_id: owned("external_id") })
}

/// The profile whose credentials take the role on; `None` if it is this one.
fn next(profile: &Profile) -> Result<Option<&str>, String> {
    let name = profile.name();
    match (text(profile, "source_profile"), text(profile, "credential_source")) {
        (Some(_), Some(_)) => Err(format!(
            "the profile `{name}` has both `source_profile` and `credential_source`: one of them is to be chosen"
        )),
        (None, None) => {
            Err(format!("the profile `{name}` has `role_arn`, but neither `source_profile` nor `credential_source`"))
        }
        (Some(source), None) if source != name => Ok(Some(source)),
        _ => Ok(None),
    }
}

/// The source of a profile, if it has one. The first that is named counts.
fn base(profiles: &EnvConfigSections, profile: &Profile) -> Result<Option<Base>, String> {
    let owned = |key| text(profile, key).map(str::to_owned);
    if let Some(source) = text(profile, "credential_source") {
        let known = SOURCES.iter().find(|(name, _)| name.eq_ignore_ascii_case(source));
        let (_, source) = known.ok_or_else(|| {
            let names = list(&SOURCES.map(|(name, _)| name));
            format!("the profile `{}` has the `credential_source` `{source}`, which is none of {names}", profile.name())
        })?;
        return Ok(Some(Base::Named(*source)));
    }
    if let Some(file) = owned("web_identity_token_file") {
        let step = role(profile).ok_or_else(|| {
            format!("the profile `{}` has `web_identity_token_file`, but no `role_arn`", profile.name())
        })?;
        return Ok(Some(Base::WebIdentity { file, step }));
    }
    if let Some(portal) = portal(profiles, profile)? {
        return Ok(Some(Base::Sso(portal)));
    }
    if let Some(session) = owned("login_session") {
        return Ok(Some(Base::Login { session }));
    }
    if let Some(command) = owned("credential_process") {
        let (name, account_id) = (profile.name().to_owned(), owned("aws_account_id"));
        return Ok(Some(Base::Process { profile: name, command, account_id }));
    }
    Ok(keys(profile)?.map(Base::Keys))
}

/// What a profile says of AWS SSO, if anything, with what its section `sso-session` adds.
fn portal(profiles: &EnvConfigSections, profile: &Profile) -> Result<Option<Portal>, String> {
    let own = |key| text(profile, key);
    let session_name = own("sso_session");
    if ["sso_account_id", "sso_role_name", "sso_region", "sso_start_url"].into_iter().all(|key| own(key).is_none()) {
        // A session alone is for bearer tokens.
        return Ok(None);
    }
    let wrong = |why: String| Err(format!("the profile `{}` {why}", profile.name()));
    let session = match session_name {
        None => None,
        Some(name) => match profiles.sso_session(name) {
            Some(session) => {
                check_lines(&format!("the section `sso-session {name}`"), |key| session.get(key))?;
                Some((name, session))
            }
            None => return wrong(format!("names the section `sso-session {name}`, which is not there")),
        },
    };
    let shared = |key: &'static str| match session {
        Some((name, session)) => match own(key) {
            Some(value) if session.get(key) != Some(value) => Err(format!(
                "the profile `{}` and its section `sso-session {name}` have different `{key}`",
                profile.name()
            )),
            _ => Ok(session.get(key)),
        },
        None => Ok(own(key)),
    };
    let value = |key: &str, value: Option<&str>| match value.filter(|value| !value.is_empty()) {
        Some(value) => Ok(value.to_owned()),
        None => Err(format!("the profile `{}` is for AWS SSO, but its `{key}` is missing", profile.name())),
    };
    Ok(Some(Portal {
        account_id: value("sso_account_id", own("sso_account_id"))?,
        role_name: value("sso_role_name", own("sso_role_name"))?,
        region: value("sso_region", shared("sso_region")?)?,
        start_url: value("sso_start_url", shared("sso_start_url")?)?,
        session: session_name.map(str::to_owned),
    }))
}

/// The keys of a profile, if it has any.
fn keys(profile: &Profile) -> Result<Option<Credentials>, String> {
    let owned = |key| text(profile, key).map(str::to_owned);
    let half = |set: &str, missing: &str| {
        Err(format!("the profile `{}` has `{set}`, but no `{missing}`: set both, or neither", profile.name()))
    };
    let (id, key) = ("aws_access_key_id", "aws_secret_access_key");
    let (id, key) = match (owned(id), owned(key)) {
        (Some(id), Some(key)) => (id, key),
        (None, None) => return Ok(None),
        (Some(_), None) => return half(id, key),
        (None, Some(_)) => return half(key, id),
    };
    let mut builder = Credentials::builder().access_key_id(id).secret_access_key(key).provider_name("Profile");
    builder.set_session_token(owned("aws_session_token"));
    builder.set_account_id(owned("aws_account_id").map(Into::into));
    Ok(Some(builder.build()))
}

/// Without a command, which may be secret.
impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Keys(_) => "Keys",
            Self::Named(source) => return source.fmt(f),
            Self::WebIdentity { .. } => "WebIdentity",
            Self::Sso(_) => "Sso",
            Self::Login { .. } => "Login",
            Self::Process { .. } => "Process",
        };
        f.write_str(name)
    }
}
