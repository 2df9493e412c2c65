//! Small pieces of syntax that all emitters share.

use crate::ir::{EventStream, Field, Presence, Structure, Type, Usage, ValueTraits};
use crate::names;
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// An identifier; `r#` in front makes it a raw one.
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The attribute of a module, in a folder beside the file that has it, whose name no file can have.
pub(crate) fn file_of(module: &str, folder: &str) -> Option<TokenStream> {
    let file = names::file(module);
    let path = format!("{folder}{file}.rs");
    (file != names::stem(module)).then(|| quote!(#[path = #path]))
}

/// `/// line` for each line.
pub(crate) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| comment(line));
    quote!(#(#[doc = #lines])*)
}

/// A line as the literal of its attribute.
fn comment(line: &str) -> Literal {
    let space = if line.is_empty() { "" } else { " " };
    // A raw string is not looked at character by character.
    let raw = || format!("r\"{space}{line}\"").parse().ok();
    let raw = if line.contains('"') { None } else { raw() };
    raw.unwrap_or_else(|| Literal::string(&format!("{space}{line}")))
}

/// One line of documentation.
pub(super) fn doc(line: &str) -> TokenStream {
    let line = comment(line);
    quote!(#[doc = #line])
}

/// What a method says that tells whether a value is of a variant.
pub(super) fn is_variant(variant: &str) -> TokenStream {
    doc(&format!("Whether this is [`{variant}`](Self::{variant})."))
}

/// The documentation of a shape, or the given line where the model has none.
pub(super) fn docs_or(lines: &[String], otherwise: &str) -> TokenStream {
    if lines.is_empty() { doc(otherwise) } else { docs(lines) }
}

/// The same documentation inside its item: `//!`.
pub(super) fn inner(outer: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    for tree in outer {
        let hash = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '#');
        out.extend([tree]);
        if hash {
            out.extend(quote!(!));
        }
    }
    out
}

/// Types that share their names with derive macros need to be told apart from them.
const DERIVES: [&str; 9] = ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// A link to a structure.
pub(super) fn link(name: &str) -> String {
    if DERIVES.contains(&name) { format!("[`{name}`](struct@{name})") } else { format!("[`{name}`]") }
}

/// A value of the model as code.
pub(super) fn code(value: &str) -> Vec<String> {
    let plain = value.replace(|c: char| c == '`' || c.is_control(), "'");
    if plain.trim().is_empty() { vec![format!("{plain:?}")] } else { crate::docs::lines(&format!("`{plain}`")) }
}

/// Documentation that ends in the note of `@deprecated`. Types and fields carry no attribute: the crate uses them
/// itself.
pub(super) fn docs_with_note(lines: &[String], otherwise: &str, note: &Option<String>) -> TokenStream {
    let docs = docs_or(lines, otherwise);
    match note {
        Some(note) => {
            let note: Vec<String> = note.lines().map(str::to_owned).collect();
            let note = self::docs(&note);
            let blank = quote!(#[doc = ""] #[doc = " **Deprecated.**"]);
            quote!(#docs #blank #note)
        }
        None => docs,
    }
}

/// `#[deprecated]` with its note.
pub(super) fn deprecated(note: &Option<String>) -> TokenStream {
    match note {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => TokenStream::new(),
    }
}

/// The `cfg` that leaves an item out unless an operation that needs it is on.
pub(super) fn cfg(usage: &Usage) -> TokenStream {
    match &usage.feature {
        None => TokenStream::new(),
        Some(feature) => quote!(#[cfg(feature = #feature)]),
    }
}

/// Names of the standard library, spelled in full in a file that defines the same name itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Std<'a> {
    defined: &'a [&'a str],
}

impl<'a> Std<'a> {
    /// For a file that defines these types.
    pub(super) fn new(defined: &'a [&'a str]) -> Self {
        Self { defined }
    }

    /// The path of a type or trait of the prelude.
    pub(super) fn path(self, name: &str) -> TokenStream {
        let short = ident(name);
        if !self.defined.contains(&name) {
            return quote!(#short);
        }
        match name {
            "Option" => quote!(std::option::Option),
            "Result" => quote!(std::result::Result),
            "String" => quote!(std::string::String),
            "Vec" => quote!(std::vec::Vec),
            "Box" => quote!(std::boxed::Box),
            "AsRef" | "From" | "Into" => quote!(std::convert::#short),
            _ => quote!(#short),
        }
    }

    /// `Option<T>`.
    pub(super) fn option(self, inner: &TokenStream) -> TokenStream {
        let option = self.path("Option");
        quote!(#option<#inner>)
    }

    /// The Rust type.
    pub(super) fn ty(self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::I8 => quote!(i8),
            Type::I16 => quote!(i16),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::BigInteger => quote!(rt::BigInteger),
            Type::BigDecimal => quote!(rt::BigDecimal),
            Type::String => self.path("String"),
            Type::Blob => quote!(rt::Blob),
            Type::ByteStream => quote!(rt::ByteStream),
            Type::DateTime => quote!(rt::DateTime),
            Type::Document => quote!(rt::Document),
            Type::List(item) => {
                let (vec, item) = (self.path("Vec"), self.ty(item));
                quote!(#vec<#item>)
            }
            Type::Map(key, value) => {
                let (key, value) = (self.ty(key), self.ty(value));
                quote!(rt::HashMap<#key, #value>)
            }
            Type::Option(inner) => self.option(&self.ty(inner)),
            Type::Named(path, _) => named(path),
            Type::EventReceiver(stream) => {
                let types = events(stream);
                quote!(rt::EventReceiver<#types>)
            }
            Type::EventSender(stream) => {
                let types = events(stream);
                quote!(rt::EventStreamSender<#types>)
            }
        }
    }

    /// The type of a field without its `Option`, boxed if it is recursive.
    pub(super) fn stored(self, field: &Field) -> TokenStream {
        self.boxed(&field.ty, field.boxed)
    }

    /// A type, in a box if it is recursive.
    pub(super) fn boxed(self, ty: &Type, boxed: bool) -> TokenStream {
        let ty = self.ty(ty);
        if !boxed {
            return ty;
        }
        let path = self.path("Box");
        quote!(#path<#ty>)
    }

    /// The type of a field.
    pub(super) fn field(self, field: &Field) -> TokenStream {
        let stored = self.stored(field);
        if field.presence == Presence::Optional { self.option(&stored) } else { stored }
    }

    /// The parameter that accepts a value, and how it becomes one: strings come as anything that turns into one.
    pub(super) fn parameter(self, ty: &Type, name: &str) -> (TokenStream, TokenStream) {
        let name = ident(name);
        match ty {
            Type::String => {
                let (into, string) = (self.path("Into"), self.path("String"));
                (quote!(#name: impl #into<#string>), quote!(#name.into()))
            }
            _ => {
                let ty = self.ty(ty);
                (quote!(#name: #ty), quote!(#name))
            }
        }
    }
}

/// The types of a stream of events.
fn events(EventStream { event, error }: &EventStream) -> TokenStream {
    let (event, error) = (named(event), ident(error));
    quote!(#event, crate::types::error::#error)
}

/// A type of `crate::types`; `error::X` is in its submodule.
pub(super) fn named(path: &str) -> TokenStream {
    let segments = path.split("::").map(ident);
    quote!(crate::types::#(#segments)::*)
}

/// Methods that clippy takes for those of a trait if a member is called like one.
const TRAIT_METHODS: [&str; 14] = [
    "add", "as_ref", "bitand", "bitor", "bitxor", "borrow", "clone", "deref", "div", "mul", "rem", "shl", "shr", "sub",
];

/// Methods that clippy expects more of than to be there.
const CONVENTIONS: [(&str, &str); 2] = [("len", "len_without_is_empty"), ("new", "new_ret_no_self")];

/// Lets the methods of a field have the name and the type that the model asks for.
pub(super) fn lints(field: &Field) -> TokenStream {
    let complex = complex(&field.ty);
    let is_trait_method = TRAIT_METHODS.contains(&field.stem.as_str());
    let trait_method = is_trait_method.then(|| quote!(#[allow(clippy::should_implement_trait)]));
    let convention = CONVENTIONS.iter().find(|(method, _)| *method == field.stem).map(|(_, lint)| ident(lint));
    let convention = convention.map(|lint| quote!(#[allow(clippy::#lint)]));
    quote!(#complex #trait_method #convention)
}

/// Lets variants of an enum be larger than others. Which are boxed is for the model to say: it is part of the public
/// types.
pub(super) fn large_variants() -> TokenStream {
    quote!(#[allow(clippy::large_enum_variant)])
}

/// Lets collections nest as deep as in the model.
pub(super) fn complex(ty: &Type) -> Option<TokenStream> {
    // What clippy counts: ten per type, times its depth. The first two are the reference and the `Option` around it.
    const LIMIT: usize = 250 - 11;
    (weight(ty, 2) > LIMIT).then(|| quote!(#[allow(clippy::type_complexity)]))
}

fn weight(ty: &Type, depth: usize) -> usize {
    let inner = match ty {
        Type::List(item) | Type::Option(item) => weight(item, depth + 1),
        Type::Map(key, value) => weight(key, depth + 1) + weight(value, depth + 1),
        _ => 0,
    };
    10 * depth + inner
}

/// Whether values are copied out of accessors.
pub(super) fn is_copy(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F32 | Type::F64)
}

/// Whether `Debug` is not derived: something must not be shown, or is a body.
pub(super) fn writes_debug(structure: &Structure) -> bool {
    structure.redacts() || structure.bytes().is_some()
}

/// The derives of a structure or its builder; without `Debug` where it is written out, and without those that a stream
/// cannot have.
pub(super) fn derives(structure: &Structure, default: bool) -> Option<TokenStream> {
    let is_data = !structure.streams();
    let derives =
        [(is_data, "Clone"), (!writes_debug(structure), "Debug"), (default, "Default"), (is_data, "PartialEq")];
    let derives: Vec<_> = derives.iter().filter(|(wanted, _)| *wanted).map(|(_, name)| ident(name)).collect();
    (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]))
}

/// The derives of a type that a feature adds, so that who does without them does not pay for them.
pub(super) fn value_derives(values: ValueTraits) -> Option<TokenStream> {
    let ValueTraits { eq, hash, ord } = values;
    let derives = [(eq, "Eq"), (hash, "Hash"), (ord, "Ord"), (ord, "PartialOrd")];
    let derives: Vec<_> = derives.iter().filter(|(has, _)| *has).map(|(_, name)| ident(name)).collect();
    (!derives.is_empty()).then(|| quote!(#[cfg_attr(feature = "value-traits", derive(#(#derives),*))]))
}

/// A path in the runtime, as it stands in a table.
pub(super) fn path(path: &str) -> TokenStream {
    path.parse().expect("tables have paths of Rust")
}

/// A value that may not be there.
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// `Debug` of a type that has the fields of a structure, with sensitive members redacted and bodies left out.
pub(super) fn debug(name: &str, structure: &Structure) -> TokenStream {
    let label = name;
    let name = ident(name);
    let fields = structure.fields.iter().map(|field| {
        let (label, name) = (&field.stem, ident(&field.ident));
        if structure.is_sensitive() || field.sensitive {
            quote!((#label, &rt::REDACTED))
        } else if field.is_bytes() {
            quote!((#label, rt::BYTE_STREAM))
        } else {
            quote!((#label, &self.#name))
        }
    });
    quote! {
        impl rt::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                rt::debug_struct(f, #label, &[#(#fields),*])
            }
        }
    }
}
