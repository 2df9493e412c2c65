static SHAPE: rt::ShapeSchema = rt::structure(
    "com.example#Thing",
    &[
        rt::Member::new("FirstMember", rt::Kind::String),
        rt::Member::new("SecondMember", rt::Kind::String).required(),
    ],
);
const NAMES: &[&str] = &[
    "a string that is long",
    "another string that is long",
    "a third string that is long",
    "a fourth string that is long",
    "a fifth, with { ( [ \" in it",
    "a sixth,",
];
fn write(&self, to: &mut rt::Writer<'_>) -> rt::SerdeResult {
    to.members(
        &[
            &self.first_member_with_a_long_name,
            &self.second_member_with_a_long_name,
            &self.third_member_with_a_long_name,
            &self.fourth_member_with_a_long_name,
        ],
    )
}
