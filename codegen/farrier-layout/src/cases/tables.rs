rt::operation_error!(NAME, [AccessDenied, Throttling, InternalServer, NAME, ResourceNotFound, ServiceQuotaExceeded]);

rt::string_enum!(Sail, [Fore = "NAME", Main = "main", Mizzen = "mizzen"]);

rt::string_enum!(Sail, [Fore = "NAME, and \"more, of\" it", Main = "main, mast", Mizzen = "mizzen, mast"]);

rt::output!(NAME);

static SHAPE: rt::Shape = rt::structure("example#NAME", "Mast!, Sail sensitive, Anchor structure");

static SHAPE: rt::Shape = rt::structure("example#NAME", "Mast!, Sail sensitive,
     NAME timestamp, Anchor structure, Keel structure, Rudder structure, Tiller structure,
     Deck list <structure>, Hold map <structure>");
