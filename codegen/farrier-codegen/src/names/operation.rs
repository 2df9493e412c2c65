//! What operations are called, and waiters, and the types that come with them.

use super::rules::{digit_escaped, module, stem, suffix, type_name, upper_camel};
use super::taken::{Taken, set, unique};
use crate::features;
use std::collections::BTreeMap;

/// What the file of an operation calls by its short name, which its marker type must not take; nor that of its
/// constructor.
const NOT_MARKERS: [&str; 21] = [
    "C",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Err",
    "From",
    "Into",
    "New",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "Vec",
    "W",
];

/// Methods of the client, and methods that clippy would take for those of a trait.
const CLIENT_METHODS: [&str; 8] =
    ["as_ref", "borrow", "clone", "config", "deref", "from_conf", "new", "with_endpoint_discovery_enabled"];

/// A module must not be called like the one it is in, nor like a crate that its files name: these are around and inside
/// that of an operation.
const OPERATION_MODULES: [&str; 4] = ["builders", "farrier_runtime", "operation", "paginator"];

/// What operations are called, each name given out once.
pub(crate) struct OperationNames {
    idents: Taken,
    stems: Taken,
    modules: Taken,
    fakes: Taken,
    features: Taken,
    /// The features of groups, by their names.
    groups: BTreeMap<String, String>,
}

/// What an operation is called.
#[derive(Clone, Debug)]
pub(crate) struct OperationName {
    /// The marker type, and the stem of error and fluent builder: `GetMLTask`.
    pub(crate) ident: String,
    /// The stem of input, output and paginators, which are cased like any other type: `GetMlTask`.
    pub(super) stem: String,
    /// The module and the method of the client.
    pub(crate) module: String,
    /// The Cargo feature.
    pub(crate) feature: String,
    /// The method of a fake that has its answers.
    pub(crate) fake: String,
}

impl OperationNames {
    /// Nothing taken but what every crate has.
    pub(crate) fn new() -> Self {
        let modules = CLIENT_METHODS.into_iter().chain(OPERATION_MODULES);
        Self {
            idents: set(NOT_MARKERS),
            stems: Taken::default(),
            modules: set(modules),
            fakes: Taken::default(),
            features: set(features::names()),
            groups: BTreeMap::new(),
        }
    }

    /// The names for an operation shape, in a group of operations that share a feature.
    pub(crate) fn name(&mut self, shape: &str, group: Option<&str>) -> OperationName {
        let module = unique(module(shape), &mut self.modules);
        OperationName {
            ident: unique(operation_name(shape), &mut self.idents),
            stem: unique(digit_escaped(upper_camel(shape)), &mut self.stems),
            feature: match group {
                None => unique(suffix(&module).replace('_', "-"), &mut self.features),
                Some(group) => self.of_group(group),
            },
            fake: unique(format!("on_{}", suffix(&module)), &mut self.fakes),
            module,
        }
    }

    fn of_group(&mut self, group: &str) -> String {
        let features = &mut self.features;
        // Tags may have any letters, features have those of ASCII.
        let ascii = || group.replace(|c: char| !c.is_ascii(), " ");
        let feature = || unique(suffix(&self::module(&ascii())).replace('_', "-"), features);
        self.groups.entry(group.to_owned()).or_insert_with(feature).clone()
    }
}

impl OperationName {
    /// The structure of what is sent.
    pub(crate) fn input(&self) -> String {
        format!("{}Input", self.stem)
    }

    /// The structure of what is received.
    pub(crate) fn output(&self) -> String {
        format!("{}Output", self.stem)
    }

    /// The enum of its errors.
    pub(crate) fn error(&self) -> String {
        format!("{}Error", self.ident)
    }

    /// The builder of the input, which also sends.
    pub(crate) fn fluent_builder(&self) -> String {
        fluent_builder(&self.ident)
    }

    /// What sends it once per page.
    pub(crate) fn paginator(&self) -> String {
        format!("{}Paginator", self.stem)
    }

    /// The items of all pages.
    pub(crate) fn paginator_items(&self) -> String {
        format!("{}PaginatorItems", self.stem)
    }
}

/// The marker type of an operation: its name with an upper-case first letter.
fn operation_name(shape: &str) -> String {
    let mut chars = shape.chars().filter(|c| c.is_alphanumeric());
    digit_escaped(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect())
}

fn fluent_builder(ident: &str) -> String {
    format!("{ident}FluentBuilder")
}

/// What a waiter is called, and what comes with it.
#[derive(Clone, Debug)]
pub(crate) struct WaiterName {
    /// The marker type.
    pub(crate) ident: String,
    /// The builder of the input, which also waits.
    pub(crate) fluent_builder: String,
    /// The answer that was waited for.
    pub(crate) final_poll: String,
    /// Why waiting ended without it.
    pub(crate) error: String,
    pub(crate) module: String,
    /// The method of the client.
    pub(crate) method: String,
}

impl WaiterName {
    /// The names for a waiter of a model.
    pub(crate) fn of(waiter: &str) -> Self {
        let (ident, module) = (type_name(waiter), module(waiter));
        Self {
            fluent_builder: fluent_builder(&ident),
            final_poll: format!("{ident}FinalPoll"),
            error: format!("WaitUntil{ident}Error"),
            method: format!("wait_until_{}", stem(&module)),
            ident,
            module,
        }
    }
}
