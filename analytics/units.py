"""How a number is printed in its unit: shares as percent, hours, days, counts, indices."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

SIGNS = {
    "share": " %",
    "hours": gettext_lazy(" h"),
    "days": gettext_lazy(" days"),
}


def number(value: float | None, unit: str) -> str:
    """Return a value without its unit: percent with one digit, an index with two; empty for none."""
    if value is None:
        return ""
    if unit == "share":
        return f"{100 * value:.1f}"
    if unit == "count":
        return f"{value:,.0f}"
    return f"{value:.1f}" if unit in ("hours", "days", "number") else f"{value:.2f}"


def sign(unit: str) -> str:
    """Return what stands behind the number."""
    return str(SIGNS.get(unit, ""))


def told(value: float | None, unit: str) -> str:
    """Return a value with its unit; empty for none."""
    return "" if value is None else number(value, unit) + sign(unit)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """Return a 95 % interval in words; one without an end says so."""
    if low is None:
        return ""
    if high is None:
        return _("at least %(low)s") % {"low": number(low, unit)}
    return pgettext("an interval", "%(low)s to %(high)s") % {
        "low": number(low, unit),
        "high": number(high, unit),
    }
