"""The catalogue: every measure with its formula, version, source, inputs and value; and those that are not measured."""

from typing import Any

from analytics.dashboard import Shown
from analytics.measures.absent import ABSENT
from analytics.panels import PANELS, card

Body = dict[str, Any]


def catalogue(shown: Shown | None) -> Body:
    """Return all measures by panel; without a snapshot their definitions alone."""
    kept = shown.body["measures"] if shown else {}
    inputs = shown.body.get("inputs") or {} if shown else {}
    groups = [
        {
            "panel": panel,
            "rows": [
                {
                    "measure": one,
                    "inputs": [(name, inputs.get(name)) for name in one.reads],
                    **(card(one, kept[one.id]) if one.id in kept else {}),
                }
                for one in panel.measures
            ],
        }
        for panel in PANELS.values()
    ]
    return {"groups": groups, "shown": shown, "panels": PANELS.values(), "absent": ABSENT}
