//! A test of a program, written for an official client with `aws-smithy-mocks`, moved over by its `use` line.
//! `bench/before/tests/mocks.rs` is the test before.

// As `Cargo.toml` of a program has it.
use buckets as aws_sdk_s3;

use aws_sdk_s3::mocks::{RuleMode, mock, mock_client};

include!("mocks/program.rs");
