//! The paths of small sources.

use super::compare::compare;
use super::listing::list;
use super::newer::Newer;
use super::surface::Surface;
use super::surface_of;
use super::syntax::{self, Module};
use std::collections::BTreeMap;

fn krate(files: &[(&str, &str)]) -> Module {
    let text = |path: &str| files.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_owned());
    syntax::read(&text)
}

fn lines(surface: &Surface<'_>) -> String {
    surface.all().into_iter().map(|path| format!("{path}\n")).collect()
}

const RUNTIME: &[(&str, &str)] = &[
    ("lib.rs", "pub mod config; pub mod rt; pub mod error;"),
    ("rt.rs", "pub struct Call; pub use crate::error::Meta;"),
    (
        "error.rs",
        "pub trait Meta { fn meta(&self); }
         pub trait RequestId { fn request_id(&self); }
         impl<T: ProvideErrorMetadata> RequestId for T {}",
    ),
    (
        "config/mod.rs",
        "mod builder; pub use builder::Builder; pub use aws_types::Region;
         pub mod retry { pub use aws_types::Retry as RetryConfig; }",
    ),
    (
        "config/builder.rs",
        "pub struct Builder { layer: u8 }
         macro_rules! config_setters {
             ($builder:ident) => {
                 $crate::config_setters! { $builder:
                     /// A region.
                     region(region: impl Into<Region>) => set_region(Some(region.into())), region: Option<Region>;
                     retry() => set_retry();
                 }
             };
             ($builder:ident: $($chain:ident($($given:ident: $from:ty)?) => $set:ident($($value:expr)?))*) => {
                 impl $builder {$(
                     pub fn $chain(mut self $(, $given: $from)?) -> Self { self.settings.$set($($value)?); self }
                     /// Not `layer`.
                     pub fn set_layers(&mut self) -> &mut Self { self.layers(); self }
                 )*}
             };
         }
         impl Builder { pub fn new() -> Self {} fn put(&mut self) {} pub(crate) fn inner(&self) {} }",
    ),
];

const OURS: &[(&str, &str)] = &[
    (
        "lib.rs",
        "pub mod own { pub struct Config; pub struct Builder; farrier_runtime::service_config!(Config, Builder);
             farrier_runtime::express_setters!(Builder); impl Builder { pub fn path(self) {} } }
         pub mod builders; pub mod types; pub mod operation; mod client; pub use client::Client; pub struct Error;
         pub mod config { pub use farrier_runtime::config::*; }
         #[cfg(test)] pub mod tests { pub struct Test; }",
    ),
    (
        "builders.rs",
        "pub struct Fluent<I, C> { input: I, call: C } pub struct Builder<T> { value: T }
         impl<I, C> Fluent<I, C> { pub fn build(self) {} }
         impl<I> Fluent<I, farrier_runtime::rt::Call> { pub fn send(self) {} }",
    ),
    ("client.rs", "pub struct Client { handle: u8 } impl Client { pub fn new() {} }"),
    (
        "types.rs",
        "mod tag; pub use self::tag::{Kind, Tag}; pub mod builders { pub use super::tag::TagBuilder; }
         #[doc(hidden)] pub struct Hidden;",
    ),
    (
        "types/tag.rs",
        "#[derive(Clone, ::std::fmt::Debug, Serialize)] pub struct Tag { pub r#type: String, secret: u8 }
         #[derive(Default)] pub struct TagBuilder {}
         impl TagBuilder { pub fn set_type(self) {} }
         pub enum Unseen { One }
         impl AsRef<str> for Tag {} impl Value for Tag {} impl From<&str> for Tag {}
         pub enum Kind { One } rt::string_enum!(Kind, [One = \"one\"]);",
    ),
    (
        "operation.rs",
        "use farrier_runtime::rt;
         pub struct FooInput; pub struct BarInput;
         pub type FooBuilder<C = rt::Call> = crate::builders::Fluent<FooInput, C>;
         impl crate::builders::Builder<FooOutput> { pub fn id(self) {} }
         impl crate::Client { pub fn foo(&self) {} }
         impl<C> crate::builders::Fluent<FooInput, C> { pub fn name(self) {} }
         impl<C> crate::builders::Fluent<BarInput, C> { pub fn other(self) {} }
         #[non_exhaustive] pub enum FooError { NotFound(u8), #[doc(hidden)] Secret }
         rt::operation_error!(FooError, [NotFound]);
         pub struct FooOutput; rt::output!(FooOutput, extended, bytes);
         pub struct BazError; rt::error_shape!(BazError, [message]);
         pub mod builders {
             pub type FooInputBuilder = super::FooBuilder<()>;
             pub type FooFluentBuilder = super::FooBuilder;
             pub type FooOutputBuilder = crate::builders::Builder<super::FooOutput>;
         }",
    ),
];

/// The paths of ours in these of its modules.
fn paths(wanted: impl Fn(&str) -> bool) -> String {
    let (runtime, ours, shared) = (krate(RUNTIME), krate(OURS), BTreeMap::new());
    let surface = surface_of("ours", &ours, [("farrier_runtime", &runtime)], &shared);
    let lines = lines(&surface);
    lines.split_inclusive('\n').filter(|line| wanted(line.split("::").next().unwrap_or_default())).collect()
}

#[test]
fn paths_of_operations() {
    insta::assert_snapshot!(paths(|module| module == "operation"), @"
    operation::BarInput
    operation::BazError
    operation::BazError: impl Display
    operation::BazError: impl Error
    operation::BazError: impl ProvideErrorMetadata
    operation::BazError: impl RequestId
    operation::FooBuilder
    operation::FooBuilder::build()
    operation::FooBuilder::name()
    operation::FooBuilder::send()
    operation::FooError
    operation::FooError: impl Debug
    operation::FooError: impl Display
    operation::FooError: impl Error
    operation::FooError: impl ProvideErrorMetadata
    operation::FooError: impl RequestId
    operation::FooError::NotFound
    operation::FooInput
    operation::FooOutput
    operation::FooOutput: impl RequestId
    operation::FooOutput: impl RequestIdExt
    operation::builders::FooFluentBuilder
    operation::builders::FooFluentBuilder::build()
    operation::builders::FooFluentBuilder::name()
    operation::builders::FooFluentBuilder::send()
    operation::builders::FooInputBuilder
    operation::builders::FooInputBuilder::build()
    operation::builders::FooInputBuilder::name()
    operation::builders::FooOutputBuilder
    operation::builders::FooOutputBuilder::id()
    ");
}

#[test]
fn paths_of_types() {
    insta::assert_snapshot!(paths(|module| module == "types"), @"
    types::Kind
    types::Kind: impl AsRef<str>
    types::Kind: impl Debug
    types::Kind: impl Display
    types::Kind: impl Eq
    types::Kind: impl From<&str>
    types::Kind: impl FromStr
    types::Kind::One
    types::Tag
    types::Tag.type
    types::Tag: impl AsRef<str>
    types::Tag: impl Clone
    types::Tag: impl Debug
    types::Tag: impl From<&str>
    types::builders::TagBuilder
    types::builders::TagBuilder: impl Default
    types::builders::TagBuilder::set_type()
    ");
}

#[test]
fn paths_of_all_else() {
    insta::assert_snapshot!(paths(|module| !["operation", "types"].contains(&module)), @"
    Client
    Client::foo()
    Client::new()
    Error
    Error: impl From<FooError>
    builders::Builder
    builders::Builder::id()
    builders::Fluent
    builders::Fluent::build()
    builders::Fluent::name()
    builders::Fluent::other()
    builders::Fluent::send()
    config::Builder
    config::Builder::new()
    config::Builder::region()
    config::Builder::retry()
    config::Builder::set_layers()
    config::Builder::set_region()
    config::Builder::set_retry()
    config::Region
    config::retry::RetryConfig
    own::Builder
    own::Builder::express_credentials_provider()
    own::Builder::new()
    own::Builder::path()
    own::Builder::region()
    own::Builder::retry()
    own::Builder::set_express_credentials_provider()
    own::Builder::set_layers()
    own::Builder::set_region()
    own::Builder::set_retry()
    own::Config
    ");
}

#[test]
fn declared() {
    let ours = krate(&[
        ("lib.rs", "pub mod shown; pub use shown::Open; pub use ::aws_types::Region; pub use shown::Open as Other;"),
        (
            "shown.rs",
            "#[non_exhaustive] pub struct Open { /** Doc. */ pub r#type: Option<String> }
             pub struct Closed<T: Clone = u8>(pub T, u8);
             #[derive(Clone)] pub enum Kind { One(u8), #[non_exhaustive] Two { of: &'static str } }
             impl<T: Clone> Closed<T> { pub fn with(mut self, mut by: impl Fn(&T) -> bool,) -> Self where T: Eq, { self } }
             impl Closed<u8> { pub const NONE: u8 = 0; pub async fn sum(&self) -> u8 { 0 } fn hidden() {} }
             impl<T: Clone> std::ops::Deref for Closed<T> { type Target = T; fn deref(&self) -> &T {} }
             pub trait Shown: Send { type Of: Iterator<Item = u8>; const MOST: usize = 1; fn show(&self); fn hide(&self) {} }
             pub type Small<T = u8> = Result<T, Closed>;
             pub const LIMIT: usize = 7;
             pub fn first<'a, T>(all: &'a [T]) -> Option<&'a T> { None }",
        ),
    ]);
    let shared = BTreeMap::new();
    insta::assert_snapshot!(list(&surface_of("ours", &ours, [], &shared)));
}

#[test]
fn rows_of_macros() {
    let (runtime, shared) = (krate(RUNTIME), BTreeMap::new());
    let list = list(&surface_of("ours", &runtime, [], &shared));
    let (_, builder) = list.split_once("config::Builder\n").expect("a builder");
    insta::assert_snapshot!(builder.split("config::").next().unwrap_or_default());
}

#[test]
fn shares() {
    let official = krate(&[(
        "lib.rs",
        "pub use client::Client;
         pub mod client { pub struct Client; impl Client { pub fn new() {} pub fn foo(&self) {} pub fn set_name() {}
             pub fn foo_bar(&self) {} } }
         pub mod config { pub mod endpoint { pub struct Params; impl Params { pub fn stage(&self) {} } } }",
    )]);
    let (runtime, ours, shared) = (krate(RUNTIME), krate(OURS), BTreeMap::new());
    let official = surface_of("official", &official, [], &shared);
    let ours = surface_of("ours", &ours, [("farrier_runtime", &runtime)], &shared);
    let mut newer = Newer::parse("[foo]\nreason = 'newer'\nnames = 'FooBar'", "foo");
    let parity = compare(&official, &ours, &mut newer);
    insta::assert_debug_snapshot!((parity.sum(), parity.missing, parity.deliberate, newer.counts), @r#"
    (
        Count {
            present: 3,
            total: 7,
        },
        {
            "client": [
                "Client::set_name()",
                "client::Client",
            ],
            "config": [
                "config::endpoint::Params",
            ],
        },
        {
            "config::endpoint::Params::*": 1,
        },
        {
            "FooBar": 1,
        },
    )
    "#);
}

#[test]
fn circles_end() {
    let circle = krate(&[(
        "lib.rs",
        "pub mod a { pub use super::b::*; pub type T = super::b::U; }
         pub mod b { pub use super::a::*; pub type U = super::a::T; pub use super::b as c; pub use self::x as x; }",
    )]);
    let shared = BTreeMap::new();
    let surface = surface_of("circle", &circle, [], &shared);
    assert!(surface.all().contains("a::T"));
}
