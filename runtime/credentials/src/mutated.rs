//! Answers, files and profiles that are almost as they should be: nothing panics, and what is wrong is said in a line
//! without what is secret. Seeded, so that each run is the same; `FARRIER_RUNS=1000` makes more of each.

use crate::address;
use crate::json::Members;
use crate::profile;
use crate::surroundings::sections;
use aws_types::os_shim_internal::{Env, Fs};
use fastrand::Rng;
use std::collections::HashMap;

/// How many each seed becomes.
fn runs() -> usize {
    std::env::var("FARRIER_RUNS").map_or(300, |runs| runs.parse().expect("FARRIER_RUNS is a number"))
}

const JSON: [&str; 5] = [
    r#"{"Code":"Success","AccessKeyId":"canary","SecretAccessKey":"canary","Token":"canary","Expiration":"2031-01-02T03:04:05Z","AccountId":"1"}"#,
    r#"{"Code":"Failure","Message":"\u00e9 \ud83d\ude00 as it says","AccessKeyId":null}"#,
    r#"{"Version":1,"AccessKeyId":"canary","SecretAccessKey":"canary","Expiration":"2031-01-02T03:04:05.123+01:00"}"#,
    r#"{"accessToken":"canary","expiresAt":"9999-12-31T23:59:59Z","registrationExpiresAt":"0000-01-01T00:00:00Z"}"#,
    r#"{"a":{"b":[1,-2.5e3,true,null]},"Expiration":"-0001-13-45T99:99:99Z","Version":1e400}"#,
];

const PROFILES: [&str; 3] = [
    "[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n\n[profile base]\n\
     aws_access_key_id = canary\naws_secret_access_key = canary\n",
    "[default]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\n\
     sso_start_url = https://example.com\n[services v]\ns3 =\n  endpoint_url = http://localhost\n",
    "[profile default]\nrole_arn=a\ncredential_source=Ec2InstanceMetadata\n# so\n; it is\n[profile \"b c\"]\n\
     credential_process = /bin/canary \"x\"\nrole_arn = b\nsource_profile = b c\n",
];

const ADDRESSES: [&str; 4] =
    ["http://169.254.170.2/v2/x?y=z", "https://user:canary@host:8443/path", "http://[fd00:ec2::23]:80", "HTTP://h"];

const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\n",
    "\r",
    "\0",
    "=",
    " ",
    "#",
    "é",
    "\u{1f600}",
    "\\ud800",
    "-",
    "9999999999",
    "T",
    "e",
    "[default]\n",
    "source_profile = default\n",
    "@",
];

/// The text with up to four changes, as bytes that are text most of the time.
fn mutant(text: &str, random: &mut Rng) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..random.usize(1..5) {
        let at = random.usize(..=bytes.len());
        let end = (at + random.usize(..12)).min(bytes.len());
        match random.u8(..5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 if at < bytes.len() => bytes[at] = random.u8(..),
            _ => drop(bytes.splice(at..at, PIECES[random.usize(..PIECES.len())].bytes())),
        }
    }
    bytes
}

/// Each seed so many times, and how often it was taken.
fn each(seeds: &[&str], mut take: impl FnMut(Vec<u8>) -> Result<(), String>) {
    let (mut random, mut taken, runs) = (Rng::with_seed(16), 0, runs());
    for seed in seeds {
        for _ in 0..runs {
            match take(mutant(seed, &mut random)) {
                Ok(()) => taken += 1,
                Err(why) => {
                    // What a service says of itself may have got hold of it.
                    assert!(!why.contains("canary") || why.starts_with("it says "), "{why}");
                    assert!(why.len() < 20_000 && !why.contains('\n'), "{why:?}");
                }
            }
        }
    }
    let all = seeds.len() * runs;
    assert!(taken > 0 && taken < all, "{taken} of {all}");
}

#[test]
fn answers() {
    each(&JSON, |json| {
        let members = Members::read(&json)?;
        for name in ["Expiration", "expiresAt", "registrationExpiresAt"] {
            members.time(name)?;
        }
        members.number("Version")?;
        let written = Members::read(members.write().as_bytes()).expect("what was read can be read again");
        assert_eq!(written.text("Code"), members.text("Code"));
        members.credentials("test").map(drop)
    });
}

#[test]
fn profiles() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    each(&PROFILES, |text| {
        let fs = Fs::from_map(HashMap::from([("/config".to_owned(), text)]));
        let env = Env::from_slice(&[("AWS_CONFIG_FILE", "/config"), ("AWS_SHARED_CREDENTIALS_FILE", "/none")]);
        let profiles = runtime.block_on(sections(&env, &fs, None))?;
        profile::check(&profiles)
    });
}

/// What is indented by mistake is part of the name before it, and not shown.
#[test]
fn a_key_that_became_part_of_a_name() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for key in ["source_profile = base", "credential_source = Environment", "sso_account_id = 1\nsso_session = base"] {
        let text = format!("[default]\nrole_arn = r\n{key}\n  aws_secret_access_key = canary\n");
        let fs = Fs::from_map(HashMap::from([("/config".to_owned(), text.into_bytes())]));
        let env = Env::from_slice(&[("AWS_CONFIG_FILE", "/config"), ("AWS_SHARED_CREDENTIALS_FILE", "/none")]);
        let profiles = runtime.block_on(sections(&env, &fs, None)).expect("read");
        let why = profile::check(&profiles).expect_err("no such name");
        assert!(!why.contains("canary"), "{why}");
    }
}

#[test]
fn addresses() {
    each(&ADDRESSES, |text| {
        let uri = address::read(&String::from_utf8_lossy(&text))?;
        let base = address::base(&uri);
        assert!(base.parse::<http::Uri>().is_ok() && !base.contains('@'), "{base}");
        Ok(())
    });
}
