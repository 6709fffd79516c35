"""Halden & Roux, builders of bakers' ovens: sites, departments, teams and jobs. Plain facts."""

from dataclasses import dataclass

NAME = "Halden & Roux"
DOMAIN = "haldenroux.example"


@dataclass(frozen=True)
class Place:
    """A site, its time zone and its public holidays as (month, day)."""

    name: str
    timezone: str
    holidays: frozenset[tuple[int, int]]


EVERYWHERE = {(1, 1), (5, 1), (12, 25)}
SITES = {
    "rav": Place(
        "Ravensburg", "Europe/Berlin", frozenset(EVERYWHERE | {(1, 6), (10, 3), (11, 1), (12, 24), (12, 26)})
    ),
    "ann": Place(
        "Annecy", "Europe/Paris", frozenset(EVERYWHERE | {(5, 8), (7, 14), (8, 15), (11, 1), (11, 11)})
    ),
    "por": Place(
        "Porto",
        "Europe/Lisbon",
        frozenset(EVERYWHERE | {(4, 25), (6, 10), (6, 24), (8, 15), (10, 5), (12, 8)}),
    ),
}


@dataclass(frozen=True)
class Team:
    """A team: where it sits, how many work in it, and what they are called."""

    name: str
    site: str
    size: int
    lead: str
    titles: tuple[str, ...]
    skills: str


@dataclass(frozen=True)
class Department:
    """A department with its director and teams."""

    name: str
    director: str
    site: str
    teams: tuple[Team, ...]

    @property
    def size(self) -> int:
        """Everybody in it, the director included."""
        return 1 + sum(team.size for team in self.teams)


DEPARTMENTS: dict[str, Department] = {
    "prod": Department("Production", "Director Operations", "rav", (
        Team("Sheet metal and welding", "rav", 14, "Foreman sheet metal",
             ("Welder", "Sheet metal worker", "Laser operator", "Press brake operator"),
             "TIG welding, laser cutting, press brake, drawings, stainless steel"),
        Team("Final assembly", "rav", 16, "Foreman assembly",
             ("Assembler", "Senior assembler", "Stone setter", "Electrical fitter"),
             "oven assembly, stone setting, wiring, torque, kanban"),
        Team("Mixer line", "ann", 11, "Chef d'atelier", ("Assembler", "Machinist", "Gearbox fitter"),
             "spiral mixers, gearboxes, CNC turning, lean"),
        Team("Test bay", "rav", 7, "Head of test bay", ("Test technician", "Burner technician"),
             "hot test, gas burners, steam, EN 1673, measuring"),
        Team("Maintenance", "rav", 6, "Maintenance lead", ("Maintenance technician", "Electrician"),
             "compressed air, hydraulics, PLC, cranes"),
    )),
    "svc": Department("Service", "Director Service", "rav", (
        Team("Field service DACH", "rav", 14, "Field service lead",
             ("Service technician", "Senior service technician", "Burner specialist"),
             "deck ovens, gas burners, steam, HearthLink, customers"),
        Team("Field service West", "ann", 9, "Responsable SAV", ("Service technician", "Mixer specialist"),
             "mixers, proofers, refrigeration, French, Italian"),
        Team("Hotline", "por", 9, "Hotline lead", ("Hotline engineer", "Second-level engineer"),
             "remote diagnosis, error codes, HearthLink, four languages"),
        Team("Spare parts", "rav", 7, "Spare parts lead", ("Spare parts clerk", "Parts catalogue editor"),
             "part numbers, exploded views, shipping, SAP"),
    )),
    "sal": Department("Sales", "Director Sales", "rav", (
        Team("Sales DACH", "rav", 11, "Head of sales DACH", ("Area sales manager", "Key account manager"),
             "bakery chains, floor plans, leasing, negotiation"),
        Team("Sales France and Benelux", "ann", 8, "Head of sales France",
             ("Area sales manager", "Technico-commercial"), "boulangeries, French, Dutch, fairs"),
        Team("Sales South and North", "por", 6, "Head of export", ("Export manager", "Dealer manager"),
             "dealers, Incoterms, Italian, Swedish, Polish"),
        Team("Inside sales", "rav", 6, "Inside sales lead", ("Order clerk", "Quotation engineer"),
             "quotations, CRM, configurator, delivery dates"),
    )),
    "eng": Department("Engineering", "Director Engineering", "rav", (
        Team("Thermal", "rav", 8, "Head of thermal", ("Thermal engineer", "Burner engineer", "Simulation engineer"),
             "CFD, heat transfer, burners, steam, thermocouples"),
        Team("Mechanics", "rav", 8, "Head of mechanics", ("Design engineer", "Draughtsman", "Standards engineer"),
             "CAD, sheet metal design, tolerances, FMEA"),
        Team("Controls", "ann", 7, "Head of controls", ("Controls engineer", "Electrical engineer"),
             "PLC, HMI, EMC, wiring diagrams, safety"),
        Team("Dough lab", "ann", 4, "Head baker", ("Test baker", "Food technologist"),
             "sourdough, hydration, viennoiserie, sensory tests"),
    )),
    "swe": Department("Software", "Director Software", "por", (
        Team("HearthLink cloud", "por", 9, "Team lead cloud", ("Backend developer", "Site reliability engineer"),
             "Python, PostgreSQL, MQTT, time series, on-call"),
        Team("HearthLink apps", "por", 7, "Team lead apps", ("Frontend developer", "Mobile developer", "UX designer"),
             "TypeScript, Kotlin, accessibility, usability tests"),
        Team("Firmware", "ann", 6, "Team lead firmware", ("Firmware developer", "Test engineer"),
             "C, Modbus, CAN, bootloaders, hardware in the loop"),
    )),
    "sup": Department("Supply Chain", "Director Supply Chain", "rav", (
        Team("Purchasing", "rav", 9, "Head of purchasing", ("Buyer", "Strategic buyer", "Supplier quality engineer"),
             "steel, gearboxes, negotiation, supplier audits"),
        Team("Logistics", "rav", 12, "Head of logistics", ("Warehouse clerk", "Forklift driver", "Dispatcher", "Planner"),
             "warehouse, transport, customs, planning"),
    )),
    "mkt": Department("Product and Marketing", "Director Product", "ann", (
        Team("Product management", "ann", 7, "Head of product", ("Product manager", "Product owner", "Application baker"),
             "roadmaps, customer interviews, pricing, bakery practice"),
        Team("Communications", "rav", 8, "Head of communications",
             ("Content editor", "Event manager", "Graphic designer", "Community manager", "Video editor"),
             "fairs, photography, writing, social media"),
    )),
    "it": Department("IT", "Head of IT", "por", (
        Team("Workplace", "por", 7, "Workplace lead", ("System administrator", "Support engineer", "IT trainer"),
             "accounts, laptops, printers, telephony, patience"),
        Team("Business systems", "rav", 5, "Business systems lead", ("SAP consultant", "Data engineer", "Integration engineer"),
             "SAP, interfaces, reports, master data"),
    )),
    "fin": Department("Finance and People", "Chief Financial Officer", "rav", (
        Team("Management", "rav", 2, "Managing Director", ("Assistant to the management",), "strategy, bakeries, people"),
        Team("Finance", "rav", 6, "Head of controlling", ("Accountant", "Controller", "Payroll clerk"),
             "closing, cost accounting, travel expenses, leasing"),
        Team("People", "rav", 5, "Head of people", ("People partner", "Recruiter", "Training coordinator"),
             "onboarding, training, apprentices, works council"),
    )),
}  # fmt: skip
