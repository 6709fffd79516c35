"""The facts that fill the blanks: customers, towns, machines and the like."""

WORDS: dict[str, tuple[str, ...]] = {
    "customer": (
        "Bäckerei Vogt", "Mühlhof", "Boulangerie Lacaze", "Pão da Ribeira", "Panificio Tessaro", "Bageri Strand",
        "Ouwehand", "Kloster Marienau", "Hotel Alpenblick", "Levain & Fils", "Sourdough Sisters", "Piekarnia Zielona",
        "Brotzeit am Markt", "Bäckerei Hägele", "Fournil du Lac", "Padaria Central", "Forno Bellini", "Bäckerei Wetzel",
        "Crumb & Co", "Backstube Nord", "La Mie Dorée", "Bäckerei Sterr", "Dobrý Chléb", "Bakkerij Vos",
        "Au Bon Levain", "Konditorei Lindacher", "Bäckerei Brugger", "Pane Vivo", "Hofladen Riedmann", "Maison Perret",
    ),
    "city": (
        "Ulm", "Lindau", "Kempten", "Konstanz", "Freiburg", "Augsburg", "Bregenz", "Innsbruck", "St. Gallen", "Chur",
        "Grenoble", "Chambéry", "Lyon", "Dijon", "Besançon", "Genève", "Torino", "Verona", "Braga", "Coimbra", "Vigo",
        "Utrecht", "Gent", "Malmö", "Aarhus", "Poznań", "Brno", "Graz", "Bristol", "Memmingen", "Biberach", "Isny",
    ),
    "country": ("Austria", "Switzerland", "Italy", "Portugal", "Spain", "the Netherlands", "Sweden", "Poland", "Belgium",
                "Denmark", "Czechia", "Ireland"),
    "machine": ("Sole 4", "Sole 6", "Karussell R80", "Piccola", "Sole 2", "Karussell R60"),
    "supplier": ("Brescia Ingranaggi", "Kettler Federn", "Glas Hofbauer", "Ziehl fans", "Moretti Pietre", "Stahl Allgäu",
                 "Vitrum Bohemia", "Tecnocontrol", "Fonderie Arly", "Dichtwerk Süd"),
    "device": ("laptop", "work phone", "tablet", "desk PC"),
    "room": ("*Hefe*", "*Roggen*", "*Dinkel*", "the canteen", "the training room", "the test bay"),
    "lang": ("Polish", "Dutch", "Italian", "Swedish", "Czech", "Spanish"),
    "bread": ("Rye 80/20", "Baguette tradition", "Ciabatta", "Spelt tin loaf", "Pain de campagne", "Broa de milho",
              "Croissant", "Brioche", "Seele", "Pretzel", "Country loaf 1.5 kg", "Focaccia", "Walnut bread", "Pumpernickel"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "day_de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag"),
    "day_fr": ("lundi", "mardi", "mercredi", "jeudi"),
    "month": ("last month", "last quarter"),
    "pct2": ("0.41", "0.42", "0.43", "0.44"),
    "temp": ("250 to 210", "240 to 200", "260 to 220", "230 to 190", "245 to 215", "220 steady then"),
}  # fmt: skip
WORDS["customer2"] = WORDS["customer"]
WORDS["oven"] = WORDS["machine"]
NUMBERS = {"n": (40, 480), "n2": (6, 19), "small": (3, 9), "hyd": (62, 88), "years": (10, 30)}
