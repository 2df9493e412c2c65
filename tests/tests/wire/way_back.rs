//! What a fake of the service does: inputs out of requests, responses out of outputs and errors.

use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitation, CreateConnectionInvitationError, CreateConnectionInvitationInput,
};
use aws_sdk_partnercentralaccount::operation::get_partner::{GetPartner, GetPartnerOutput};
use aws_sdk_partnercentralaccount::operation::start_verification::{StartVerification, StartVerificationInput};
use aws_sdk_partnercentralaccount::primitives::DateTime;
use aws_sdk_partnercentralaccount::protocol::{decode, decode_input, encode, encode_error, encode_output};
use aws_sdk_partnercentralaccount::types::error::{ConflictException, ValidationException};
use aws_sdk_partnercentralaccount::types::{
    BusinessVerificationDetails, ConflictExceptionReason, ConnectionType, FieldValidationCode, FieldValidationError,
    IndustrySegment, PartnerProfile, PrimarySolutionType, ValidationError, ValidationExceptionReason,
    VerificationDetails,
};

#[test]
fn an_input_comes_back_from_its_request() {
    let input = CreateConnectionInvitationInput::builder()
        .catalog("AWS")
        .client_token("a-token")
        .connection_type(ConnectionType::Subsidiary)
        .email("ada@example.com")
        .message("Shall we? \"Yes\" \u{1F600}\n")
        .name("Ada")
        .receiver_identifier("123456789012")
        .build()
        .expect("an input");
    let request = encode::<CreateConnectionInvitation>(&input).expect("a request");
    assert_eq!(decode_input::<CreateConnectionInvitation>(request).expect("an input"), input);
}

#[test]
fn unions_and_structures_that_only_requests_hold_come_back() {
    let business = BusinessVerificationDetails::builder()
        .legal_name("Analytical Engines")
        .registration_id("7")
        .country_code("GB")
        .build()
        .expect("complete");
    let input = StartVerificationInput::builder()
        .client_token("a-token")
        .verification_details(VerificationDetails::BusinessVerificationDetails(business))
        .build()
        .expect("an input");
    let request = encode::<StartVerification>(&input).expect("a request");
    assert_eq!(decode_input::<StartVerification>(request).expect("an input"), input);
}

#[test]
fn an_input_that_lacks_required_members_is_left_so() {
    let request = http::Request::post("/").body("{\"Catalog\":\"AWS\",\"Other\":1}").expect("a request");
    let input = decode_input::<CreateConnectionInvitation>(request).expect("an input");
    assert_eq!((input.catalog(), input.email()), (Some("AWS"), None));
    let damaged = http::Request::post("/").body("{\"Catalog\":").expect("a request");
    decode_input::<CreateConnectionInvitation>(damaged).expect_err("damaged");
}

#[test]
fn an_output_comes_back_from_its_response() {
    let profile = PartnerProfile::builder()
        .display_name("Ada & Co")
        .description("Engines")
        .website_url("https://example.com")
        .logo_url("https://example.com/logo")
        .primary_solution_type(PrimarySolutionType::from("SOFTWARE_PRODUCTS"))
        .industry_segments(IndustrySegment::from("EDUCATION"))
        .translation_source_locale("en-GB")
        .build()
        .expect("complete");
    let output = GetPartnerOutput::builder()
        .catalog("AWS")
        .arn("arn:aws:a:b:1:c")
        .id("partner-1")
        .legal_name("Analytical Engines")
        .created_at(DateTime::from_millis(1_700_000_000_125))
        .profile(profile)
        .build()
        .expect("complete");
    let response = encode_output::<GetPartner>(&output).expect("a response");
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/x-amz-json-1.0");
    assert_eq!(decode::<GetPartner>(response).expect("an output"), output);
}

#[test]
fn an_error_comes_back_from_its_response_with_its_shape() {
    let conflict =
        ConflictException::builder().message("Open already").reason(ConflictExceptionReason::from("A")).build();
    let conflict = conflict.expect("complete");
    let response = encode_error::<CreateConnectionInvitation, _>(&conflict, 409).expect("a response");
    assert_eq!(response.status(), 409);
    match decode::<CreateConnectionInvitation>(response).expect_err("an error") {
        CreateConnectionInvitationError::ConflictException(error) => {
            assert_eq!((error.message(), &error.reason), ("Open already", &conflict.reason));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn unions_that_only_responses_hold_come_back() {
    let field = FieldValidationError::builder()
        .name("Email")
        .message("no mail address")
        .code(FieldValidationCode::from("INVALID_VALUE"))
        .build()
        .expect("complete");
    let invalid = ValidationException::builder()
        .message("wrong")
        .reason(ValidationExceptionReason::from("REQUEST_VALIDATION_FAILED"))
        .error_details(ValidationError::FieldValidationError(field))
        .build()
        .expect("complete");
    let response = encode_error::<CreateConnectionInvitation, _>(&invalid, 400).expect("a response");
    match decode::<CreateConnectionInvitation>(response).expect_err("an error") {
        CreateConnectionInvitationError::ValidationException(error) => {
            assert_eq!(error.error_details, invalid.error_details);
        }
        other => panic!("{other:?}"),
    }
}
