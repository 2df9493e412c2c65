//! The smallest things a client does, ours and official: codecs and calls.
//!
//! They are cases shown to a [`Visitor`]: `micro-time` measures how long each takes, `micro-count` what it allocates,
//! `micro-once` does each once.

pub mod bodies;
pub mod call;
pub mod codec;
pub mod ec2;
pub mod rest;
pub mod rpc;
#[cfg(test)]
mod same;
pub mod sides;

/// What is done with the cases.
pub trait Visitor {
    /// One case of one side. `work` is measured, `prepare` is not, nor is dropping what `work` returns.
    /// `size` is the length of the body in bytes.
    fn case<I, O>(&mut self, case: &str, side: &str, size: usize, prepare: impl Fn() -> I, work: impl Fn(I) -> O);
}

/// Shows the cases of a benchmark, `codec` or `call`; `false` if there is no such benchmark.
pub fn visit(benchmark: &str, visitor: &mut impl Visitor) -> bool {
    match benchmark {
        "codec" => {
            codec::visit(visitor);
            rest::visit(visitor);
            rpc::visit(visitor);
            ec2::visit(visitor);
        }
        "call" => call::visit(visitor),
        _ => return false,
    }
    true
}
