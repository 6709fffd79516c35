"""The thresholds of each detector as they hold now: those of the design, but for what somebody changed."""

import zlib
from dataclasses import Field, fields
from typing import Any

from analytics.maths import leadership as leadership_maths
from analytics.maths import maturity as maturity_maths
from analytics.maths import silos as silos_maths
from analytics.maths import withering as withering_maths
from analytics.models import Threshold

KINDS: dict[str, Any] = {
    "D1": withering_maths.Thresholds,
    "D2": silos_maths.Thresholds,
    "D3": leadership_maths.Thresholds,
}
VERSIONS = {
    "D1": withering_maths.VERSION,
    "D2": silos_maths.VERSION,
    "D3": leadership_maths.VERSION,
    "D4": maturity_maths.VERSION,
}


def withering() -> withering_maths.Thresholds:
    """Return the thresholds of D1."""
    return withering_maths.Thresholds(**changed("D1"))


def silos() -> silos_maths.Thresholds:
    """Return the thresholds of D2."""
    return silos_maths.Thresholds(**changed("D2"))


def leadership() -> leadership_maths.Thresholds:
    """Return the thresholds of D3."""
    return leadership_maths.Thresholds(**changed("D3"))


def changed(detector: str) -> dict[str, Any]:
    """Return what was changed, each as the kind of number that it is."""
    rows = dict(Threshold.objects.filter(detector=detector).values_list("name", "value"))
    return {field.name: _kind(field)(rows[field.name]) for field in editable(detector) if field.name in rows}


def editable(detector: str) -> "tuple[Field[Any], ...]":
    """Return which thresholds a detector has."""
    return fields(KINDS[detector]) if detector in KINDS else ()


def version(detector: str) -> str:
    """Return the version of a detector's formula; with changed thresholds it is another."""
    rows = changed(detector) if detector in KINDS else {}
    mark = f"+{zlib.crc32(repr(sorted(rows.items())).encode()) & 0xFFFF:04x}" if rows else ""
    return f"{VERSIONS[detector]}{mark}"


def _kind(field: "Field[Any]") -> type[int] | type[float]:
    return int if isinstance(field.default, int) else float
