"""A released figure in words: its value or band, its interval, and that an older one is kept."""

from datetime import date
from math import ceil, floor
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

Body = dict[str, Any]


def number(plain: float | None, unit: str) -> str:
    """Return a value as it is printed: percent with one digit, an index with two."""
    if plain is None:
        return ""
    return f"{100 * plain:.1f}" if unit == "share" else f"{plain:.2f}"


def value(figure: Body, unit: str) -> str:
    """Return a figure as it is printed: a band where its group is small."""
    band = figure.get("band")
    if band is None or figure["value"] is None:
        return number(figure["value"], unit)
    if unit != "share":
        return f"{band[0]:.2f} … {band[1]:.2f}"
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
    if figure["low"] is None or figure["value"] is None or figure.get("band"):
        return ""
    return _("%(low)s to %(high)s") % {
        "low": number(figure["low"], unit),
        "high": number(figure["high"], unit),
    }
