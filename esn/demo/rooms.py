"""The fourteen communities of the demo company, and who is likely to be in which."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Room:
    """A community: `share` is the chance to join per department, site or `*`; the owners are named or drawn."""

    key: str
    name: str
    description: str
    kind: str = "open"
    reach: str = "company"
    department: str = ""
    owner: str = ""
    share: dict[str, float] = field(default_factory=dict)


EVERYONE = "all"
ROOMS = (
    Room("askit", "Ask IT",
         "Laptops, printers, passwords, SAP. Ask here and the next person with the same question finds the answer.",
         owner="ada", share={"*": 0.55, "it": 1, "prod": 0.3}),
    Room("newhere", "New here",
         "First weeks at Halden & Roux: say hello, ask anything, find out where the good coffee is.",
         owner="max", share={"*": 0.3, "fin": 0.6, "mkt": 0.6}),
    Room("field", "Field notes",
         "What we see at customers: strange faults, clever fixes, photos of beautiful bread. Written from the van.",
         department="", owner="svc", share={"svc": 0.95, "eng": 0.6, "sal": 0.5, "swe": 0.4, "mkt": 0.5, "prod": 0.25}),
    Room("bakelab", "Bake lab",
         "Test bakes, heat curves and dough science. Bakers and engineers in one room; crumbs are welcome.",
         owner="eng", share={"eng": 0.8, "mkt": 0.6, "sal": 0.4, "svc": 0.35, "prod": 0.2, "swe": 0.25}),
    Room("hearthlink", "HearthLink",
         "Releases, outages, feature talk around our remote monitoring. For those who build it and those who sell it.",
         owner="swe", share={"swe": 1, "svc": 0.6, "mkt": 0.6, "sal": 0.45, "it": 0.6, "eng": 0.45}),
    Room("sole8", "Sole 8 launch",
         "Everything on the way to the Sole 8 Hybrid: prototypes, texts, the fair in Lyon, first customers.",
         owner="mkt", share={"mkt": 1, "eng": 0.65, "sal": 0.65, "svc": 0.4, "prod": 0.3, "swe": 0.35, "sup": 0.2}),
    Room("floor", "Shop floor",
         "Production in both halls: shifts, stoppages, good tricks, and who borrowed the 13 mm spanner.",
         reach="department", department="prod", owner="prod", share={"prod": 0.9, "eng": 0.35, "sup": 0.3, "svc": 0.2}),
    Room("rav", "Site Ravensburg", "Life at the main works: canteen, parking, summer party, lost keys.",
         owner="fin", share={"rav": 0.75}),
    Room("ann", "Site d'Annecy", "La vie du site d'Annecy: cantine, navette, lac. English is welcome too.",
         owner="mkt", share={"ann": 0.85}),
    Room("por", "Site Porto", "Rua de Cedofeita, second floor: lunch, heating, football, pastéis.",
         owner="ada", share={"por": 0.9}),
    Room("out", "Out and about", "Running, bikes, mountains, choir, books: what we do when the ovens are cold.",
         owner="sal", share={"*": 0.32}),
    Room("parts", "Parts and suppliers",
         "Delivery dates, quality of incoming parts, alternatives. Contains prices: keep it inside.",
         kind="private", owner="sup", share={"sup": 0.7, "prod": 0.15, "eng": 0.4, "svc": 0.3}),
    Room("deals", "Deals and tenders", "Offers in work, discounts, lessons from wins and losses. Confidential.",
         kind="private", reach="division", department="sal", owner="sal", share={"sal": 0.9, "fin": 0.3, "mkt": 0.45}),
    Room("saffron", "Saffron", "You know why you are here. Please do not mention this name elsewhere.",
         kind="secret", owner="eve", share={"fin": 0.25, "mkt": 0.1}),
)  # fmt: skip
