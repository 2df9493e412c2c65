//! Tables of names, and what becomes of them.

use super::*;
use crate::names::{OperationName, OperationNames, unique};

#[test]
fn snake_case() {
    let table = "
        ACLs acls | ACLsUpdateStatus acls_update_status | AllowedAllVPCs allowed_all_vpcs | AuthTtL auth_ttl
        BluePrimaryX blue_primary_x | CNAMEPrefix cname_prefix | S3Location s3_location | signatureS signature_s
        IAMUser iam_user | DynamoDBv2Action dynamo_dbv2_action | WriteIOs write_ios | s3key s3_key
        ipv4Address ipv4_address | IpV6Cidr ipv6_cidr | SigV4Authorization sigv4_authorization
        TotalGpuMemoryInMiB total_gpu_memory_in_mib | sha256sum sha256_sum | OtaaV1_0_x otaa_v1_0_x";
    for pair in table.split(['|', '\n']).filter(|pair| !pair.trim().is_empty()) {
        let (name, expected) = pair.trim().split_once(' ').unwrap();
        assert_eq!(snake(name), expected, "{name}");
    }
}

#[test]
fn types() {
    for (name, expected) in [
        ("KMSInternalException", "KmsInternalException"),
        ("DBInstance", "DbInstance"),
        ("ACLs", "AcLs"),
        ("DryRunOperation", "DryRunOperation"),
        ("lowercase_name", "LowercaseName"),
        ("Self", "SelfValue"),
        ("SSEDescription", "SseDescription"),
        ("S3Bucket", "S3Bucket"),
    ] {
        assert_eq!(type_name(name), expected);
    }
}

#[test]
fn members() {
    for (name, expected) in
        [("Type", "r#type"), ("self", "self_"), ("Build", "build_value"), ("NextToken", "next_token"), ("2fa", "_2_fa")]
    {
        assert_eq!(field(name), expected);
    }
    for (name, expected) in [
        ("Self", "SelfValue"),
        ("Unknown", "UnknownValue"),
        ("RSA_2048", "Rsa2048"),
        ("1Day", "_1Day"),
        ("t3.micro", "T3Micro"),
    ] {
        assert_eq!(variant(name), expected);
    }
}

#[test]
fn keywords_are_in_order() {
    assert!(KEYWORDS.is_sorted());
}

/// In the time of so many names, and not of their square.
#[test]
fn thousands_of_equal_names() {
    const MANY: usize = 100_000;
    let mut taken = set([]);
    assert_eq!((0..MANY).map(|_| unique("Name".to_owned(), &mut taken)).last(), Some(format!("Name{MANY}")));
    assert_eq!(fields((0..MANY).map(|_| "name"), Holder::Input).last(), Some(&format!("name{MANY}")));
    assert_eq!(super::super::settings((0..MANY).map(|_| "name")).last(), Some(&format!("name_value{}", MANY - 1)));
}

#[test]
fn fields_and_their_methods_are_unique() {
    let table = [
        ("fooBar FooBar foo_bar", "foo_bar foo_bar2 foo_bar3"),
        ("Foo SetFoo GetFoo", "foo set_foo2 get_foo2"),
        ("GetFoo Foo", "get_foo foo2"),
        ("Type type SetType", "r#type r#type2 set_type3"),
        ("SendWith Wait SetMeta", "send_with2 wait2 set_meta"),
        ("_1st 1st", "_1_st _1_st2"),
    ];
    for (members, expected) in table {
        assert_eq!(fields(members.split(' '), Holder::Input).join(" "), expected, "{members}");
    }
    assert_eq!(fields(["SendWith", "Wait", "SetMeta"].into_iter(), Holder::Other), ["send_with", "wait", "set_meta2"]);
    let error = ["get_message", "Message", "message"];
    assert_eq!(fields(error.into_iter(), Holder::Error), ["get_message2", "message", "message3"]);
    assert_eq!(fields(error.into_iter(), Holder::Other), ["get_message", "message2", "message3"]);
}

#[test]
fn operations() {
    let table = "
        GetThing GetThing GetThing get_thing get-thing | Get_Thing GetThing2 GetThing2 get_thing2 get-thing2
        getThing2 GetThing22 GetThing22 get_thing22 get-thing22
        list_things Listthings ListThings list_things list-things | ListWebACLs ListWebACLs ListWebAcLs list_web_acls list-web-acls
        CreateCachediSCSIVolume CreateCachediSCSIVolume CreateCachediScsiVolume create_cachedi_scsi_volume create-cachedi-scsi-volume
        Match Match Match r#match match | Mod Mod Mod mod_ mod- | Self Self2 Self self_ self- | _2nd _2nd _2nd _2_nd 2-nd
        Config Config Config config2 config2 | Client Client Client client client2
        Default Default2 Default default default2 | Builders Builders Builders builders2 builders2
        Option Option2 Option option option | Validate Validate Validate validate validate2
        Server Server Server server server2 | Symmetric Symmetric Symmetric symmetric symmetric2";
    let mut names = OperationNames::new();
    for row in table.split(['|', '\n']).filter(|row| !row.trim().is_empty()) {
        let (shape, expected) = row.trim().split_once(' ').unwrap();
        let OperationName { ident, stem, module, feature, .. } = names.name(shape, None);
        assert_eq!(format!("{ident} {stem} {module} {feature}"), expected, "{shape}");
    }
}

#[test]
fn methods_of_fakes() {
    let mut names = OperationNames::new();
    for (shape, method) in [
        ("GetThing", "on_get_thing"),
        ("Match", "on_match"),
        ("Self", "on_self_"),
        ("_2nd", "on_2_nd"),
        ("_leading", "on_leading"),
        ("Leading", "on_leading2"),
    ] {
        assert_eq!(names.name(shape, None).fake, method, "{shape}");
    }
}

#[test]
fn files_of_modules() {
    let table =
        "r#type type | mod_ mod_ | aux aux_ | nul nul_ | com1 com1_ | lpt0 lpt0_ | com com | com12 com12 | aux2 aux2";
    for pair in table.split(" | ") {
        let (module, expected) = pair.split_once(' ').unwrap();
        assert_eq!(file(module), expected, "{module}");
    }
}

#[test]
fn modules_fit_into_the_name_of_a_file() {
    assert_eq!(module(&"L".repeat(300)), "l".repeat(200));
    assert_eq!(module(&format!("x{}", "é".repeat(200))).len(), 199);
}
