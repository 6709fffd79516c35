"""Read model of flags: support that looks arranged, with its computation; it names nobody and changes no count.

Who supported what is told to no sponsor or manager: a flag says how many, how many chance lets expect, and how unlikely.
"""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Sum

from ideas.maths.flags import Arrival, bursts, reciprocities
from ideas.models import Challenge, Exposure, Idea, Support
from ideas.tallying import smallest

MOST = 20


def flags_of(challenge: Challenge) -> dict[str, list[dict[str, Any]]]:
    """Return what a moderator should look at: pairs of authors, and days of ideas."""
    return {"reciprocal": _reciprocal(challenge), "bursts": _bursts(challenge)}


def _reciprocal(challenge: Challenge) -> list[dict[str, Any]]:
    authors = dict(Idea.objects.filter(challenge=challenge).values_list("pk", "author_id"))
    given = Support.objects.filter(idea__challenge=challenge).values_list("person_id", "idea_id")
    pairs = reciprocities(
        [(person, authors[idea]) for person, idea in given if idea in authors], Counter(authors.values())
    )
    return [
        {
            "there": pair.first_to_second,
            "back": pair.second_to_first,
            "expected_there": f"{pair.expected_first:.2f}",
            "expected_back": f"{pair.expected_second:.2f}",
            "p": f"{pair.p:.2g}",
        }
        for pair in pairs
        if pair.is_flagged
    ][:MOST]


def _bursts(challenge: Challenge) -> list[dict[str, Any]]:
    """Look at each day of each idea, for exposures are counted by the day."""
    arrivals: dict[int, list[Arrival]] = defaultdict(list)
    rows = Support.objects.filter(idea__challenge=challenge).select_related("person")
    for row in rows:
        age = (row.at - row.person.joined_at).days
        arrivals[row.idea_id].append(Arrival(row.at.date().toordinal(), row.person.department_id, age))
    shown: dict[int, dict[int, float]] = defaultdict(dict)
    counts = Exposure.objects.filter(idea__challenge=challenge).values_list("idea_id", "day")
    for idea, day, number in counts.annotate(n=Sum("count")):
        shown[idea][day.toordinal()] = float(number)
    seen = sum(sum(days.values()) for days in shown.values())
    rate = sum(map(len, arrivals.values())) / seen if seen else 0.0
    found = []
    counted_on = {day for days in shown.values() for day in days}
    for idea, own in arrivals.items():
        # Days on which nothing was counted say nothing of what was seen.
        known = [arrival for arrival in own if arrival.hour in counted_on]
        found += [_burst(idea, burst) for burst in bursts(known, shown[idea], rate=rate) if _is_told(burst)]
    return sorted(found, key=lambda row: (float(row["p"]), row["idea"]))[:MOST]


def _is_told(burst: Any) -> bool:
    return bool(burst.is_flagged) and burst.supports >= smallest()


def _burst(idea: int, burst: Any) -> dict[str, Any]:
    return {
        "idea": idea,
        "day": burst.hour,
        "supports": burst.supports,
        "shown": round(burst.exposures),
        "expected": f"{burst.expected:.2f}",
        "p": f"{burst.p:.2g}",
        "same_unit": round(burst.same_unit_share * 100),
        "young": round(burst.young_account_share * 100),
    }
