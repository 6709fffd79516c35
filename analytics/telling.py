"""A released figure in words: its value or band, its interval, and that an older one is kept."""

from datetime import date
from math import ceil, floor
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from analytics import units

Body = dict[str, Any]


def value(figure: Body, unit: str) -> str:
    """Return a figure as it is printed: a band where its group is small."""
    band = figure.get("band")
    if band is None or figure["value"] is None:
        return units.number(figure["value"], unit)
    if unit != "share":
        return f"{units.number(band[0], unit)} … {units.number(band[1], unit)}"
    return f"{floor(100 * band[0] + 1e-9)}–{ceil(100 * band[1] - 1e-9)}"


def note(figure: Body) -> str:
    """Say that a figure is an older one that is kept, and since when."""
    if not figure.get("held_on"):
        return ""
    return _("Kept from %(day)s: since then fewer people came or left than may be told of.") % {
        "day": date_format(date.fromisoformat(figure["held_on"]), "j F")
    }


def interval(figure: Body, unit: str) -> str:
    """Return a 95 % interval in words; a band of a small group says it all."""
    if figure["value"] is None or figure.get("band"):
        return ""
    return units.interval(figure["low"], figure["high"], unit)
