//! Printing: a header, items as `prettyplease` prints them, and a blank line between two of them.

use crate::emit::{Body, File, header};
use proc_macro2::TokenStream;
use std::num::NonZero;
use std::{io, mem, thread};
use syn::Item;

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The path relative to the crate, with `/`.
    pub path: String,
    /// The whole contents.
    pub contents: String,
}

/// Stack of a thread that lays out files: the parser and the printer recurse with the nesting of types.
const STACK: usize = 16 << 20;

/// Lays out every file, sorted by path, on all cores.
pub(crate) fn render(files: &[File<'_>], command: &str) -> Vec<OutputFile> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(files.len().max(1));
    let share = move |worker: usize| -> Vec<OutputFile> {
        files.iter().skip(worker).step_by(workers).map(|file| one(file, command)).collect()
    };
    let mut out: Vec<OutputFile> = thread::scope(|scope| {
        let spawn = |worker| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || share(worker));
        let handles: Vec<_> = (0..workers).map(spawn).collect();
        let finish = |(worker, handle): (usize, io::Result<thread::ScopedJoinHandle<'_, _>>)| match handle {
            Ok(handle) => handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // No thread to be had: this one does the work.
            Err(_) => share(worker),
        };
        handles.into_iter().enumerate().flat_map(finish).collect()
    });
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

fn one(file: &File<'_>, command: &str) -> OutputFile {
    let contents = match &file.body {
        Body::Text(text) => text.clone(),
        Body::Rust(make) => items(make(), command),
    };
    OutputFile { path: file.path.clone(), contents }
}

/// A file of items.
pub(crate) fn items(items: TokenStream, command: &str) -> String {
    format!("// {}\n{}", header(command), print(items))
}

/// Items as text.
fn print(items: TokenStream) -> String {
    let mut file: syn::File =
        syn::parse2(items).expect("the emitters write Rust, whatever the model: tests/hostile.rs");
    let items = mem::take(&mut file.items);
    let mut out = prettyplease::unparse(&file);
    file.attrs.clear();
    let mut follows_line = false;
    for item in items {
        let is_line = is_line(&item);
        if !(out.is_empty() || follows_line && is_line) {
            out.push('\n');
        }
        file.items = vec![item];
        out += &prettyplease::unparse(&file);
        follows_line = is_line;
    }
    out
}

/// Whether the item is one of a list: imports and modules in other files, unless there is something to say of them.
fn is_line(item: &Item) -> bool {
    let attrs = match item {
        Item::Use(item) => &item.attrs,
        Item::Mod(item) if item.content.is_none() => &item.attrs,
        _ => return false,
    };
    !attrs.iter().any(|attr| attr.path().is_ident("doc"))
}

#[cfg(test)]
mod tests;
