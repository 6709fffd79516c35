"""Rule 4: what must be hidden too, so that nothing hidden can be worked out from what is published."""

from typing import Any

import numpy as np

from analytics.maths.feasibility import SLACK, Table

Body = dict[str, Any]
Part = tuple[Body, Body, set[str]]


def companions(tables: list[Part], sizes: dict[str, int], unplaced: int, k: int) -> list[str]:
    """Choose what must be hidden too: the smallest departments, until the hidden part of every table tells of nobody.

    A table is its departments, its total and what it hides already. The hidden part is safe when it holds at least k
    people in at least two parts, and when its sum, known by subtraction, leaves every hidden count open.
    """
    extra: list[str] = []
    given = {unit for units, _total, hidden in tables for unit in units.keys() - hidden}
    others = sorted(given, key=lambda unit: (sizes.get(unit, 0), unit))

    def is_safe() -> bool:
        return all(
            _is_safe(units, (hidden | set(extra)) & units.keys(), sizes, total=total, unplaced=unplaced, k=k)
            for units, total, hidden in tables
        )

    while others and not is_safe():
        extra.append(others.pop(0))
    return extra


def _is_safe(  # noqa: PLR0913
    units: Body, hidden: set[str], sizes: dict[str, int], *, total: Body, unplaced: int, k: int
) -> bool:
    parts = [sizes.get(unit, 0) for unit in hidden] + ([unplaced] if unplaced else [])
    if not parts:
        return True
    if len(parts) < 2 or sum(parts) < k:
        return False
    counted = [unit for unit in hidden if units[unit].get("count") is not None]
    if total.get("count") is None or len(counted) < len(hidden):
        return True
    rest = total["count"] - sum(figure["count"] or 0 for unit, figure in units.items() if unit not in hidden)
    room = total["n"] - sum(figure["n"] for unit, figure in units.items() if unit not in hidden)
    bases = [units[unit]["n"] for unit in hidden]
    # A companion is large enough to be known; it is hidden only so that these are not.
    small = [base for unit, base in zip(hidden, bases, strict=True) if sizes.get(unit, 0) < k or base < k]
    nowhere = room - sum(bases)
    return 0 < rest < room and all(
        _is_open(base, rest, room, k) for base in [*small, *[nowhere] * (nowhere < k)] if base
    )


def _is_open(base: int, rest: int, room: int, k: int) -> bool:
    """Tell whether a hidden count of `base` stays open, given the sum of all hidden counts.

    It lies between what the others cannot hold and what there is (the linear programme of one published sum);
    that must be wider than k, or as wide as it was before anything was published.
    """
    low, high = max(0, rest - (room - base)), min(base, rest)
    return high - low >= min(k + 1, base)


def is_of_headcount(units: Body, sizes: dict[str, int]) -> bool:
    """Tell whether a measure is a share of each department's headcount."""
    return bool(units) and all(
        figure.get("count") is not None and figure["n"] == sizes.get(unit) for unit, figure in units.items()
    )


def unsafe_by_programme(
    measures: list[Body], hidden: set[str], sizes: dict[str, int], *, unplaced: int, k: int
) -> list[str]:
    """Audit all shares of the headcount together by linear programming; return which departments must go as well.

    A count is known to be no less than nought and no more than its department; the hidden ones add up to what the
    company's totals leave. Smallest departments go first, until each hidden count of a small one stays open.
    """
    told = [one for one in measures if one["company"]["value"] is not None]
    small = [unit for unit in hidden if 0 < sizes.get(unit, 0) < k]
    if not told or not small:
        return []
    units = sorted(sizes)
    table = _joint(told, units, sizes, unplaced)
    others = sorted(set(units) - hidden, key=lambda unit: (sizes[unit], unit))
    extra: list[str] = []
    while others and not _all_open(table, [*hidden, *extra], small, units=units, sizes=sizes, k=k):
        extra.append(others.pop(0))
    return extra


def _joint(measures: list[Body], units: list[str], sizes: dict[str, int], unplaced: int) -> Table:
    """Return one table of all measures: a row of departments, the people in none, and the total, for each."""
    width = len(units) + 2
    counts, sums = np.zeros(width * len(measures)), np.zeros((len(measures), width * len(measures)))
    for row, one in enumerate(measures):
        inside = [float(one["departments"][unit]["count"] or 0) for unit in units]
        total = float(one["company"]["count"] or 0)
        counts[row * width : (row + 1) * width] = [*inside, total - sum(inside), total]
        sums[row, row * width : (row + 1) * width] = [1.0] * (width - 1) + [-1.0]
    most = [float(sizes[unit]) for unit in units] + [float(unplaced), np.inf]
    return Table(counts, sums, np.array(most * len(measures)))


def _all_open(  # noqa: PLR0913
    table: Table, hidden: list[str], small: list[str], *, units: list[str], sizes: dict[str, int], k: int
) -> bool:
    width = len(units) + 2
    places = [units.index(unit) for unit in hidden] + [len(units)]
    for row in range(len(table.sums)):
        cells = [row * width + place for place in places]
        asked = {row * width + units.index(unit): min(k + 1, sizes[unit]) for unit in small}
        seen = table.intervals(cells, list(asked))
        if any(seen[cell].width < needed - SLACK for cell, needed in asked.items()):
            return False
    return True
