//! A test of a program, written with `aws-smithy-mocks`. `tests/tests/fake/mocks.rs` is the same test moved over.

use aws_smithy_mocks::{RuleMode, mock, mock_client};

include!("../../../tests/tests/fake/mocks/program.rs");
