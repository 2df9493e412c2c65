//! Times the cases of a benchmark. Criterion leaves what it measured in the folder `CRITERION_HOME`.
//!
//! `micro-time codec "encode PutItem 100 KB/ours"` times, for a profiler, only what has that in its name.

use criterion::{BatchSize, Criterion, SamplingMode};
use micro::Visitor;
use std::env;
use std::process::ExitCode;
use std::time::Duration;

struct Timer {
    criterion: Criterion,
    filter: String,
}

impl Visitor for Timer {
    fn case<I, O>(&mut self, case: &str, side: &str, size: usize, prepare: impl Fn() -> I, work: impl Fn(I) -> O) {
        if !format!("{case}/{side}").contains(&self.filter) {
            return;
        }
        let mut group = self.criterion.benchmark_group(case);
        // What is prepared ahead is to fit into memory.
        let batch = match size {
            0..10_000 => BatchSize::SmallInput,
            10_000..1_000_000 => BatchSize::LargeInput,
            _ => BatchSize::PerIteration,
        };
        group.sampling_mode(if size < 1_000_000 { SamplingMode::Auto } else { SamplingMode::Flat });
        group.sample_size(if size < 1_000_000 { 30 } else { 10 });
        group.bench_function(side, |bencher| bencher.iter_batched(&prepare, &work, batch));
        group.finish();
    }
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let benchmark = arguments.next().unwrap_or_default();
    let criterion =
        Criterion::default().warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(600));
    let mut timer = Timer { criterion, filter: arguments.next().unwrap_or_default() };
    if micro::visit(&benchmark, &mut timer) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
