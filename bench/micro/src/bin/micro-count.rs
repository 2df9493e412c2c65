//! Counts the allocations of the cases of a benchmark: lines of case, side, allocations and bytes, tabs between.

use micro::Visitor;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::env;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

struct Counter;

impl Visitor for Counter {
    fn case<I, O>(&mut self, case: &str, side: &str, _: usize, prepare: impl Fn() -> I, work: impl Fn(I) -> O) {
        // The first time builds what is kept.
        work(prepare());
        let input = prepare();
        let region = Region::new(ALLOCATOR);
        let output = work(input);
        let stats = region.change();
        drop(output);
        println!("{case}\t{side}\t{}\t{}", stats.allocations + stats.reallocations, stats.bytes_allocated);
    }
}

fn main() -> ExitCode {
    let known = env::args().nth(1).is_some_and(|name| micro::visit(&name, &mut Counter));
    if known { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
