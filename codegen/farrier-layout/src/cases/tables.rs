rt::operation_error!(NAME, [AccessDenied, Throttling, InternalServer, NAME, ResourceNotFound, ServiceQuotaExceeded]);

rt::string_enum!(Sail, [Fore = "NAME", Main = "main", Mizzen = "mizzen"]);

rt::string_enum!(Sail, [Fore = "NAME, and \"more, of\" it", Main = "main, mast", Mizzen = "mizzen, mast"]);

rt::output!(NAME);

rt::structure!(Boat, "example#NAME", "Mast!, Sail sensitive", [mast, sail]);

rt::structure!(Boat, "example#NAME", concat!("Mast!, Sail sensitive,", "NAME timestamp"), [mast, sail], written; RULES);

impl rt::Structure for Boat { fn shape() -> &'static rt::ShapeSchema { rt::shape("example#NAME", "Mast!, Sail sensitive, Anchor structure") } }

impl rt::Structure for Boat { fn shape() -> &'static rt::ShapeSchema { rt::shape("example#Boat", "Mast!, Sail sensitive, NAME") } fn a() -> B { C } }

impl rt::Structure for Boat { fn shape() -> &'static rt::ShapeSchema { rt::shape("example#NAME", concat!("Mast!, Sail sensitive, Anchor structure, Keel structure, Rudder structure, Tiller structure", "Deck list <structure>, Hold map <structure>")) } fn a() -> B { C } }
