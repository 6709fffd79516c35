"""Rules 1 to 3: the size of the group, that of what is left outside it, and how many people make the value.

Departments are a partition of the company whose total is published, so hiding one alone would hide nothing.
People without a department are one more part of it, never shown.
"""

from typing import Any

from django.utils.translation import gettext as _

from analytics.release.companions import companions, is_of_headcount, unsafe_by_programme

Body = dict[str, Any]
# Why a figure is hidden, by the rule that hides it, and how it is said.
Why = tuple[str, str]
SHOWN: Why = ("", "")
# Counts beside a department's figure that sum to what is published of the company.
UNGUARDED = {"week", "half_year", "external", "internal"}
ONE_PERSON, TWO_PEOPLE = 0.5, 0.8
# What leaders do in their public role: the one exemption from the size of a group.
PUBLIC_ROLE = {"M-56", "M-57", "M-58", "M-59a", "M-59b"}


def hide_measures(measures: Body, sizes: dict[str, int], *, unplaced: int, k: int) -> None:
    """Hide what may not be shown of each measure, and in all of them the departments that guard a smaller one.

    Shares of the headcount tell of the same people: were a guard hidden in one of them only, the others, or a figure that
    rests on its count, would give away what it guards.
    """
    reasons = {
        key: _reasons(measure, sizes, 1 if key in PUBLIC_ROLE else k) for key, measure in measures.items()
    }
    small = {unit for unit, size in sizes.items() if not _has_k(size, measures, k)}
    of_headcount = [one for one in measures.values() if is_of_headcount(one["departments"], sizes)]
    tables = [(one["departments"], one["company"], small) for one in of_headcount]
    guards = companions(tables, sizes, unplaced, k)
    guards += unsafe_by_programme(of_headcount, small | set(guards), sizes, unplaced=unplaced, k=k)
    for key, measure in measures.items():
        units, why = measure["departments"], reasons[key]
        hidden = {unit for unit, (rule, _words) in why.items() if rule} | (set(guards) & units.keys())
        own = companions([(units, measure["company"], hidden)], sizes, unplaced, k) if units else []
        for unit in {*guards, *own} & units.keys():
            if not why[unit][0]:
                why[unit] = _complementary()
        for unit, reason in why.items():
            if reason[0]:
                hide(units[unit], reason)
        if any(rule for rule, _words in why.values()):
            _keep_parts_quiet(units)


def hide(figure: Body, why: Why) -> None:
    """Take a figure back, saying why."""
    rule, words = why
    figure.update(value=None, low=None, high=None, count=None, parts={}, reason=words, hidden=True, why=rule)
    figure.pop("largest_shares", None)


def _complementary() -> Why:
    return "complementary", _("Hidden so that a smaller department cannot be worked out from the total.")


def _reasons(measure: Body, sizes: dict[str, int], k: int) -> dict[str, Why]:
    """Hide the company's figure if it must be, and say of each department's whether and why it must be."""
    company = measure["company"]
    why = _why_of_its_own(company, company["people"], k)
    if why[0]:
        hide(company, why)
        measure.update(previous=None, last_year=None, history=[])
    units = measure["departments"].items()
    return {unit: _why_of_unit(figure, sizes.get(unit, 0), company=company, k=k) for unit, figure in units}


def _has_k(size: int, measures: Body, k: int) -> bool:
    rests = [measure["company"]["people"] - size for measure in measures.values() if measure["departments"]]
    return size >= k and not any(0 < rest < k for rest in rests)


def _keep_parts_quiet(units: Body) -> None:
    """Take back the counts beside a department's figure: nothing guards their sums."""
    for figure in units.values():
        figure["parts"] = {name: part for name, part in figure["parts"].items() if name not in UNGUARDED}


def _why_of_unit(figure: Body, size: int, *, company: Body, k: int) -> Why:
    if company["value"] is None and company["hidden"]:
        return company["why"], _("Hidden because the company's figure is.")
    rest = company["people"] - size
    if 0 < rest < k:
        return "remainder", _("Fewer than %(k)s people are outside this department.") % {"k": k}
    return _why_of_its_own(figure, size, k)


def _why_of_its_own(figure: Body, people: int, k: int) -> Why:
    """Return why a figure may not be shown, by size and by dominance."""
    figure.update(hidden=False, why="", band=None, held_on=None)
    if people < k:
        return "k", _("Fewer than %(k)s people.") % {"k": k}
    if figure["value"] is not None and figure["n"] < k:
        return "k", _("It rests on fewer than %(k)s.") % {"k": k}
    largest = figure.get("largest_shares")
    if figure["value"] is not None and largest and (largest[0] > ONE_PERSON or largest[1] > TWO_PEOPLE):
        return "dominance", _("One or two people make most of this value.")
    return SHOWN
