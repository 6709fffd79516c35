"""What both detectors share: names of levels, plain numbers for storage, and advice."""

import math
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.maths.levels import Level

LEVEL_NAMES = {Level.CALM: "calm", Level.WATCH: "watch", Level.ALERT: "alert", Level.CRITICAL: "critical"}
LEVEL_WORDS: dict[str, str | Promise] = {
    "calm": _("All quiet"),
    "watch": _("Watch"),
    "alert": _("Alert"),
    "critical": _("Critical"),
    "unknown": _("Not measured yet"),
}


@dataclass
class Sight:
    """One weekly look at one unit; `seen` is its own level, `level` what two looks in a row agree on."""

    on: date
    seen: Level
    level: Level
    evidence: dict[str, Any] = field(default_factory=dict)


def plain(value: float | None) -> float | None:
    """Return a number that JSON can hold; None where the mathematics has none."""
    return None if value is None or not math.isfinite(value) else round(float(value), 6)


def percent(value: float | None, digits: int = 0) -> str:
    """Return a share in words, e.g. 12 %."""
    return "–" if value is None else f"{100 * value:.{digits}f} %"


def first_dates(sights: list[Sight]) -> dict[str, str | None]:
    """Return on which day each level had first fired."""
    dates: dict[str, str | None] = {}
    for level in (Level.WATCH, Level.ALERT, Level.CRITICAL):
        on = next((sight.on for sight in sights if sight.level >= level), None)
        dates[f"first_{LEVEL_NAMES[level]}"] = on.isoformat() if on else None
    return dates
