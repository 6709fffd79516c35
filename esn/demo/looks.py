"""What the communities of the demo company say of themselves: covers, topics, links, rules, welcomes, ways in."""

from typing import Any

LOOKS: dict[str, dict[str, Any]] = {
    "askit": {
        "cover": "dots", "tint": 0, "topics": ["it", "sap", "printer"],
        "pinned": [{"title": "How to ask so that it is answered", "url": "/search/?q=printer"}],
        "links": [{"title": "Status of all systems", "url": "https://status.haldenroux.example"}],
        "rules": "Search first: somebody had it before you.\nOne question, one thread.\nMark the answer that helped.\n"
                 "No passwords here, not even old ones.",
        "welcome": "Ask as if nobody knew your machine: what did you do, what did you see, what did you expect?",
    },
    "newhere": {
        "cover": "hills", "tint": 3, "topics": ["welcome", "onboarding"],
        "rules": "There are no stupid questions in the first hundred days.\nSay hello back.",
        "welcome": "Good that you are here! Say who you are, where you sit, and what surprised you so far. "
                   "Somebody will take you to lunch.",
    },
    "field": {
        "cover": "waves", "tint": 5, "topics": ["service", "field"],
        "rules": "No names of customers in titles.\nA photo says more than the fault code, but post both.",
    },
    "bakelab": {
        "cover": "rings", "tint": 1, "topics": ["dough", "testbake"],
        "pinned": [{"title": "Heat curves of the Sole 7", "url": "/search/?q=curve"}],
        "rules": "Write down the flour.\nFailed bakes are the interesting ones.",
        "welcome": "Bring bread, or at least a photo of it.",
    },
    "hearthlink": {
        "cover": "blocks", "tint": 7, "topics": ["hearthlink", "release"],
        "links": [{"title": "Release notes", "url": "https://hearthlink.haldenroux.example/notes"}],
        "rules": "Outages get a thread of their own, with the time in UTC.\nWhoever closes it writes what it was.",
    },
    "sole8": {
        "cover": "rays", "tint": 4, "topics": ["sole8", "launch"],
        "pinned": [{"title": "Plan up to the fair", "url": "/search/?q=Lyon"}],
        "rules": "Dates change here first.\nWhat customers must not hear yet is marked so.",
    },
    "floor": {"cover": "steps", "tint": 6, "topics": ["production"]},
    "rav": {"cover": "roofs", "tint": 9, "topics": ["ravensburg"]},
    "ann": {"cover": "roofs", "tint": 7, "topics": ["annecy"]},
    "por": {"cover": "roofs", "tint": 1, "topics": ["porto"]},
    "out": {"cover": "hills", "tint": 2, "topics": ["sports", "choir"]},
    "parts": {
        "cover": "blocks", "tint": 6, "topics": ["suppliers"],
        "questions": ["With which suppliers do you work?", "Do you need to see prices for it?"],
        "rules": "Prices stay inside.\nA supplier's name and the part number in the title.",
        "welcome": "You see prices here that nobody outside sees. Please keep it so.",
    },
    "deals": {"cover": "rays", "tint": 8, "topics": ["tenders"],
              "questions": ["Which offers do you work on?"]},
    "saffron": {"cover": "rings", "tint": 4},
}  # fmt: skip
