//! What the documentation says is better than in the official crates, checked on both sides.

use crate::measure::must;
use crate::report::{Section, markdown};
use crate::{Result, Settings, places, service};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const ABOUT: &str = "What the documentation says is better than in the official crates, or the same as there, seen by a small program \
                     (`claims/`) and in the tree of dependencies, with the default features of both. What is better ours does and \
                     the official crate does not. A claim that no longer holds must leave the documentation.";

/// A claim, what was seen on both sides, and whether it holds.
struct Claim([String; 4]);

pub(crate) fn run(_: &Settings) -> Result<Section> {
    let mut claims = seen()?;
    claims.extend(dependencies()?);
    let header = ["", "official", "ours", "holds"].map(str::to_owned).to_vec();
    let lines = claims.iter().map(|Claim(cells)| cells.iter().map(|cell| short(cell)).collect());
    let table = markdown(&[header].into_iter().chain(lines).collect::<Vec<_>>());
    let broken = claims.into_iter().filter(|Claim([.., holds])| holds == "no").map(|Claim([what, ..])| what);
    let failures = broken.map(|what| format!("it does not hold that {what}")).collect();
    Ok(Section { failures, ..Section::new("claims", format!("{ABOUT}\n\n{table}"), Vec::new()) })
}

/// What the program sees, which has both clients in it.
fn seen() -> Result<Vec<Claim>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "claims"]).current_dir(places::bench());
    let claim = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        cells.try_into().map(Claim).map_err(|_| format!("this is no claim: {line}"))
    };
    Ok(must(&mut cargo)?.lines().map(claim).collect::<std::result::Result<_, _>>()?)
}

/// What a client brings along.
struct Tree {
    /// The versions of each crate.
    crates: BTreeMap<String, Vec<String>>,
}

impl Tree {
    fn of(name: &str, package: &str, dependency: &str) -> Result<Self> {
        let folder = places::out().join("claims").join(name);
        let manifest = service::package(&folder, "subject", "fn main() {}\n", &format!("{package} = {dependency}\n"))?;
        let mut tree = places::cargo("tree", &manifest, &folder.join("target"));
        let text = must(tree.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]))?;
        let mut crates: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines() {
            let mut words = line.split(' ');
            let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
            let versions = crates.entry(name.to_owned()).or_default();
            if !versions.iter().any(|known| known == version) {
                versions.push(version.to_owned());
            }
        }
        Ok(Self { crates })
    }

    fn count(&self) -> usize {
        self.crates.values().map(Vec::len).sum()
    }

    /// The crates that are there in several versions.
    fn doubled(&self) -> Vec<&str> {
        self.crates.iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name.as_str()).collect()
    }

    /// Which of the crates are there, with their versions.
    fn some(&self, names: &[&str]) -> Vec<String> {
        let found = names.iter().filter_map(|name| Some((name, self.crates.get(*name)?)));
        found.flat_map(|(name, versions)| versions.iter().map(move |version| format!("{name} {version}"))).collect()
    }
}

fn dependencies() -> Result<Vec<Claim>> {
    let path = format!("{{ path = {:?} }}", path(&places::root().join("generated/partnercentral-account")));
    let ours = Tree::of("ours", "partnercentral-account", &path)?;
    let official = Tree::of("official", "aws-sdk-partnercentralaccount", "\"1\"")?;
    let claim = |what: &str, show: &dyn Fn(&Tree) -> String, holds: bool| {
        let holds = if holds { "yes" } else { "no" };
        Claim([what.to_owned(), show(&official), show(&ours), holds.to_owned()])
    };
    let lists = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let or_none = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let aws_lc = |tree: &Tree| tree.some(&["aws-lc-rs", "aws-lc-sys"]);
    let http = |tree: &Tree| tree.some(&["hyper", "rustls"]);
    Ok(vec![
        claim(
            "no aws-lc is built",
            &|tree| or_none(aws_lc(tree)),
            aws_lc(&ours).is_empty() && !aws_lc(&official).is_empty(),
        ),
        claim(
            "there is one HTTP stack",
            &|tree| or_none(http(tree)),
            http(&ours).len() == 2 && http(&official).len() > 2,
        ),
        claim("fewer crates are built", &|tree| tree.count().to_string(), ours.count() < official.count()),
        claim("fewer crates are there in several versions", &|tree| or_none(lists(&tree.doubled())), {
            ours.doubled().len() < official.doubled().len()
        }),
    ])
}

/// As much of a text as fits in a table.
fn short(text: &str) -> String {
    const LONG: usize = 160;
    let is_short = text.chars().count() <= LONG;
    let text = if is_short { text.to_owned() } else { text.chars().take(LONG).chain("...".chars()).collect() };
    text.replace('|', "\\|")
}

fn path(path: &Path) -> String {
    path.display().to_string()
}
