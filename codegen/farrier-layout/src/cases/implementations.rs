impl NAME { pub fn new() -> Self { Self } }

impl rt::Trait for NAME { fn new(&self) -> Self { Self } }

impl Boat { pub fn NAME(&self) -> Option<&str> { self.NAME.as_deref() } pub fn mast(&self) {} }

impl Boat { #[doc = " What it does, \"quoted\" and \\ escaped."] pub fn NAME(mut self, input: impl Into<String>) -> Self { self.NAME = Some(input.into()); self } fn mast() {} }

impl<C> Boat<C> { pub fn set_NAME(mut self, input: Option<types::Mast>) -> Self { self.input.NAME = input; self } const A: &'static str = "NAME"; }

impl Boat { pub fn set_mast(mut self, input: Option<rt::HashMap<types::Mast, types::NAME>>) -> Self { self.mast = input; self } type A = NAME; }

impl Boat { pub fn get_mast(&self) -> &Option<rt::HashMap<types::Mast, types::NAME>> { &self.mast } }

impl Boat { pub fn mast(mut self, k: types::Mast, v: types::NAME) -> Self { self.mast.get_or_insert_default().insert(k, v); self } fn a(&'a self) -> &'a [u8] { self.b } }

#[cfg(feature = "NAME")] impl crate::Client { #[doc = " Calls."] #[deprecated(note = "no more")] pub fn call(&self) -> FluentBuilder { FluentBuilder::new(self) } }

impl rt::Structure for Boat { type Builder = BoatBuilder; const RULES: rt::Rules = RULES; fn write(&self, to: &mut rt::Writer<'_>) -> rt::SerdeResult { to.members(&[&self.NAME, &self.sail, &self.anchor, &self.NAME, &self.keel]) } }

impl rt::Structure for Boat { fn read(b: &mut Self::Builder, from: &mut rt::Reader<'_>) -> rt::SerdeResult { from.members(&mut [&mut b.NAME, &mut b.sail, &mut b.anchor]) } }

impl rt::Structure for Boat { fn build_lenient(b: Self::Builder) -> Self { Self { NAME: rt::required(b.NAME), sail: b.sail, anchor: b.anchor.unwrap_or_default() } } }

impl rt::fmt::Debug for Boat { fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { rt::debug_struct(f, "Boat", &[("NAME", &self.NAME), ("sail", &rt::REDACTED)]) } }

impl Sail { pub fn as_str(&self) -> &str { match self { Self::Fore => "NAME", Self::Main => "main", Self::Unknown(value) => value.as_str() } } pub const fn values() -> &'static [&'static str] { &["NAME", "main", "mizzen"] } }

impl Failure { pub fn is_NAME(&self) -> bool { matches!(self, Self::NAME(_)) } pub(crate) fn meta(&self) -> &rt::Meta { rt::Provide::meta(self) } }

impl<C> crate::builders::FluentBuilder<NAME, C> { pub fn mast(&self) -> Mast { self.mast } pub fn sail(&self) {} }

impl rt::Structure for Boat { #[cfg(feature = "validate")] const RULES: rt::Rules = &[("NAME", crate::constraints::MAST), ("Sail", &[rt::Length(1, 2), rt::Inherit(crate::constraints::SAIL)])]; fn a() -> B { C } }

impl rt::Structure for Boat { type Builder = (Option<NAME>, Option<rt::HashMap<String, types::NAME>>, Option<String>, rt::Kept<rt::ErrorMetadata>); fn build_lenient(b: Self::Builder) -> Self { Self { NAME: rt::required(b.0), sail: b.1, anchor: b.2.unwrap_or_default(), meta: b.3.0 } } }

impl rt::Structure for Boat { type Builder = ((Option<NAME>, Option<String>, Option<String>), (Option<String>, rt::Boxed<Option<Box<NAME>>>), Option<String>); fn a() -> B { C } }

impl Failure { #[doc = " What it holds."] fn inner(&self) -> &dyn rt::ServiceError { match self { Self::NAME(error) => error, #[cfg(feature = "_error-two")] Self::Two(error) => error, #[cfg(feature = "_error-conflict-exception-of-some-length")] Self::NAME(error) => error, Self::Unhandled(error) => error, } } }

impl Sail { fn write(&self, to: &mut rt::Writer<'_>) -> rt::SerdeResult { match self { Self::NAME(value) => to.variant(0, value), Self::Main(value) => to.variant(1, NAME), Self::Unknown => to.unknown(), } } fn b() {} }

impl Sail { pub fn as_NAME(&self) -> Result<&types::NAME, &Self> { if let Self::NAME(value) = self { Ok(value) } else { Err(self) } } pub fn is(&self) {} }

impl Sail { pub fn as_mizzen(&self) -> Result<&types::Mizzen, &Self> { if let Self::NAME(value) = self { Ok(value) } else { Err(self) } } }

impl Sail { pub fn as_str(&self) -> &str { match self { Self::NAME => "NAME", Self::Main => "main", Self::Unknown(value) => value.as_str() } } fn b() {} }

impl<C> Sail<C> { pub(crate) fn NAME(&self, mast: types::Mast) -> types::Mizzen { match mast.sail() { Some(sail) => sail, None => self.none } } fn b() {} }

impl rt::Operation for NAME { const TRAITS: rt::Traits = rt::Traits { sensitive: true, NAME: rt::Auth::None, ..rt::Traits::NAME }; type Input = A; }
