//! A program that makes one call, built from nothing, and built again after a change; one that puts and gets an object.

use crate::measure::{Usage, command, must};
use crate::report::{FLOOR, OFFICIAL, OURS, Row, Samples, Section, Unit};
use crate::service::{self, Service};
use crate::{Result, Settings, places};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

const ABOUT: &str = "A program that makes one call, with all its dependencies. `official` has the defaults of the \
                     official crate and of aws-config; `official, lean` is tuned by hand to what ours does: ring, \
                     credentials from the environment, no aws-config. Clean builds are not incremental, since \
                     crates of a registry never are, and ours are not yet in one. After a change: dev build, incremental, \
                     main.rs touched. `floor` sends a request by the same libraries, with nothing of AWS. \
                     A program that puts and gets an object of S3 has only those two operations of ours.";
const LEAN: &str = "official, lean";

/// The service of the program that makes one call.
const ONE_CALL: &str = "partnercentral-account";

const MAIN: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let call = sdk::Client::from_conf(config().await)
        .create_connection_invitation()
        .catalog("Sandbox")
        .connection_type(sdk::types::ConnectionType::OpportunityCollaboration)
        .receiver_identifier("123456789012")
        .email("grace@example.com")
        .name("Ada Lovelace")
        .message("Shall we work together?");
    match call.send().await {
        Ok(invitation) => println!("{invitation:?}"),
        Err(error) => println!("{error:?}"),
    }
}
"#;

const PUT_AND_GET: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = sdk::Client::from_conf(config().await);
    let body = sdk::primitives::ByteStream::from_static(b"a bar of iron");
    if let Err(error) = client.put_object().bucket("forge").key("bar").body(body).send().await {
        println!("{error:?}");
    }
    match client.get_object().bucket("forge").key("bar").send().await {
        Ok(object) => println!("{:?}", object.body.collect().await.map(|body| body.into_bytes())),
        Err(error) => println!("{error:?}"),
    }
}
"#;

const DEFAULTS: &str = r"
async fn config() -> sdk::Config {
    (&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await).into()
}
";

const BY_HAND: &str = r#"
use sdk::config::{BehaviorVersion, Config, Credentials, Region};

async fn config() -> Config {
    let variable = |name| std::env::var(name).expect("it is set");
    let credentials =
        Credentials::new(variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"), None, None, "environment");
    let config = Config::builder().behavior_version(BehaviorVersion::latest()).credentials_provider(credentials);
    with_http(config.region(Region::new(variable("AWS_REGION")))).build()
}
"#;

const OWN_HTTP: &str = "
fn with_http(config: sdk::config::Builder) -> sdk::config::Builder {
    config
}
";

const RING_HTTP: &str = "
use aws_smithy_http_client::{Builder, tls::{Provider, rustls_provider::CryptoMode}};

fn with_http(config: sdk::config::Builder) -> sdk::config::Builder {
    config.http_client(Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https())
}
";

/// A program of libraries alone, which are those that a client stands on.
const FLOOR_MAIN: &str = include_str!("../programs/floor.rs");

const FLOOR_NEEDS: &str = r#"
http-body-util = { version = "0.1.3", default-features = false }
hyper = { version = "1.6", default-features = false, features = ["client", "http1"] }
hyper-util = { version = "0.1.12", default-features = false, features = ["client-legacy", "client-proxy", "http1", "tokio"] }
rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }
rustls-native-certs = "0.8"
tokio = { version = "1.49", default-features = false, features = ["macros", "net", "rt", "time"] }
tokio-rustls = { version = "0.26", default-features = false, features = ["tls12"] }
tower-service = "0.3"
"#;

/// A program.
pub(crate) struct App {
    side: &'static str,
    folder: PathBuf,
    manifest: PathBuf,
}

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let apps = apps(settings)?;
    let mut rows = Vec::new();
    for (what, arguments) in [("dev", &[][..]), ("release", &["--release"])] {
        rows.extend(timed(&apps, settings.runs, &format!("clean {what} build"), |app| app.clean(arguments))?);
    }
    rows.extend(timed(&apps, settings.runs, "build after a change", App::again)?);
    rows.extend(sizes(&apps)?);
    let goal = |row: Row| match row.what.as_str() {
        "clean dev build, wall" => row.goal(Some(3.5)).charted("clean dev build"),
        "clean release build, wall" => row.goal(Some(3.0)).charted("clean release build"),
        "build after a change, wall" => row.charted("dev build after a change"),
        "stripped binary" => row.goal(Some(2.5)).charted("stripped program"),
        _ => row,
    };
    let mut rows: Vec<Row> = rows.into_iter().map(goal).collect();
    rows.extend(objects(settings)?);
    Ok(Section::new("app", ABOUT, rows))
}

/// Clean dev builds of the program that puts and gets an object, if the model of S3 is there.
fn objects(settings: &Settings) -> Result<Vec<Row>> {
    let Ok(service) = service("s3", settings) else {
        return Ok(Vec::new());
    };
    let folder = service.generate(&places::generator()?, settings)?.display().to_string();
    let features = r#"default-features = false, features = ["client", "ring", "get-object", "put-object"]"#;
    let ours = format!("sdk = {{ package = \"{}\", path = {folder:?}, {features} }}\n{TOKIO}", service.name);
    let apps = [
        App::new(OURS, "app-ours-s3", &format!("{PUT_AND_GET}{BY_HAND}{OWN_HTTP}"), &ours)?,
        App::new(OFFICIAL, "app-official-s3", &format!("{PUT_AND_GET}{DEFAULTS}"), &official(service))?,
    ];
    let [cpu, wall] = timed(&apps, settings.runs, "clean dev build of S3's", |app| app.clean(&[]))?;
    Ok(vec![cpu.goal(Some(2.8)), wall])
}

/// The service that is called.
fn service(name: &str, settings: &Settings) -> Result<&'static Service> {
    let service = Some(name.to_owned());
    let only = Settings { runs: settings.runs, service, mode: settings.mode.clone(), models: settings.models.clone() };
    Ok(service::services(&only).first().ok_or_else(|| format!("the model of {name} is not there"))?)
}

/// The dependencies of a program with the official client and its defaults.
fn official(service: &Service) -> String {
    format!("sdk = {{ package = \"{}\", version = \"1\" }}\naws-config = \"1\"\n{TOKIO}", service.official)
}

/// What cargo is to be told of our client: package and folder.
pub(crate) fn client(settings: &Settings) -> Result<String> {
    let service = service(ONE_CALL, settings)?;
    let folder = service.generate(&places::generator()?, settings)?;
    Ok(format!("package = \"{}\", path = {:?}", service.name, folder.display().to_string()))
}

fn apps(settings: &Settings) -> Result<[App; 4]> {
    let service = service(ONE_CALL, settings)?;
    let lean = format!(
        "sdk = {{ package = \"{}\", version = \"1\", default-features = false, features = [\"rt-tokio\"] }}\n\
         aws-smithy-http-client = {{ version = \"1\", features = [\"rustls-ring\"] }}\n",
        service.official
    );
    Ok([
        App::ours(OURS, "app-ours", &client(settings)?)?,
        App::new(OFFICIAL, "app-official", &format!("{MAIN}{DEFAULTS}"), &official(service))?,
        App::new(LEAN, "app-official-lean", &format!("{MAIN}{BY_HAND}{RING_HTTP}"), &format!("{lean}{TOKIO}"))?,
        App::new(FLOOR, "app-floor", FLOOR_MAIN, FLOOR_NEEDS)?,
    ])
}

const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";

/// Rows of the crates that programs are made of, and of what release builds of them have left.
pub(crate) fn sizes(apps: &[App]) -> Result<[Row; 2]> {
    let (mut counts, mut sizes) = (Row::new("crates", Unit::Count), Row::new("stripped binary", Unit::Bytes));
    for app in apps {
        counts = counts.side(app.side, Samples::exact(app.crates()?));
        let binary = fs::metadata(app.target().join("release/app"))?;
        sizes = sizes.side(app.side, Samples::exact(binary.len() as f64));
    }
    Ok([counts, sizes])
}

/// Rows of the CPU and wall seconds of a build.
pub(crate) fn timed(apps: &[App], runs: usize, what: &str, build: impl Fn(&App) -> Result<Usage>) -> Result<[Row; 2]> {
    let mut usages = vec![Vec::new(); apps.len()];
    // There is nothing to warm up but the files of the registry: the first time counts if it is the only one.
    for run in 0..runs {
        for (app, usages) in apps.iter().zip(&mut usages) {
            eprintln!("{what} of {}, {} of {runs}", app.side, run + 1);
            usages.push(build(app)?);
        }
    }
    let row = |kind: &str, of: fn(&Usage) -> f64| {
        let row = Row::new(format!("{what}, {kind}"), Unit::Seconds);
        apps.iter().zip(&usages).fold(row, |row, (app, usages)| row.side(app.side, usages.iter().map(of).collect()))
    };
    Ok([row("CPU", Usage::cpu), row("wall", |usage| usage.wall)])
}

impl App {
    /// One with our client, as cargo is told of it.
    pub(crate) fn ours(side: &'static str, name: &str, client: &str) -> Result<Self> {
        Self::new(side, name, &format!("{MAIN}{BY_HAND}{OWN_HTTP}"), &format!("sdk = {{ {client} }}\n{TOKIO}"))
    }

    fn new(side: &'static str, name: &str, main: &str, dependencies: &str) -> Result<Self> {
        let folder = places::out().join(name);
        let manifest = service::package(&folder, "app", main, dependencies)?;
        must(&mut places::cargo("fetch", &manifest, &folder.join("target")))?;
        Ok(Self { side, folder, manifest })
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    fn build(&self, arguments: &[&str]) -> Command {
        let mut cargo = places::cargo("build", &self.manifest, &self.target());
        cargo.args(arguments);
        cargo
    }

    /// Builds it from nothing.
    pub(crate) fn clean(&self, arguments: &[&str]) -> Result<Usage> {
        let folder = self.target().join(if arguments.is_empty() { "debug" } else { "release" });
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        // As if all came from a registry, and as services that test changes do.
        let mut build = self.build(arguments);
        build.env("CARGO_INCREMENTAL", "0");
        command(build)
    }

    /// Builds it again, as after a change.
    fn again(&self) -> Result<Usage> {
        // The build before was not incremental, so there may be nothing yet to start from.
        must(&mut self.build(&[]))?;
        File::options().append(true).open(self.folder.join("src/main.rs"))?.set_modified(SystemTime::now())?;
        command(self.build(&[]))
    }

    /// How many crates it is made of.
    fn crates(&self) -> Result<f64> {
        let mut tree = places::cargo("tree", &self.manifest, &self.target());
        let tree = must(tree.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]))?;
        let mut crates: Vec<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        crates.sort_unstable();
        crates.dedup();
        Ok(crates.len() as f64)
    }
}
