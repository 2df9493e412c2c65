//! Does the work of each case of a benchmark once, for callgrind to count its instructions: prints case and side, a tab
//! between, in the order in which [`measured`] is called.
//!
//! `micro-once codec "encode PutItem 100 KB/ours"` does, for a profiler, only what has that in its name.

use micro::Visitor;
use std::env;
use std::process::ExitCode;

struct Once {
    filter: String,
}

impl Visitor for Once {
    fn case<I, O>(&mut self, case: &str, side: &str, _: usize, prepare: impl Fn() -> I, work: impl Fn(I) -> O) {
        if !format!("{case}/{side}").contains(&self.filter) {
            return;
        }
        // The first time builds what is kept.
        work(prepare());
        println!("{case}\t{side}");
        measured(&work, prepare());
    }
}

/// What is counted: callgrind finds it by its name.
#[inline(never)]
fn measured<I, O>(work: &impl Fn(I) -> O, input: I) -> O {
    work(input)
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let benchmark = arguments.next().unwrap_or_default();
    let mut once = Once { filter: arguments.next().unwrap_or_default() };
    if micro::visit(&benchmark, &mut once) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
