"""Who looked at which figures, and what the company can see of one person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics import dashboard
from analytics.maths.personas import FEW, Persona, personas
from analytics.measures.registry import MEASURES
from analytics.models import DayFact, EdgeFact, Viewing
from esn.kit import clock
from people.models import Person

Body = dict[str, Any]
PERIOD = 28
LOOKED_THROUGH, SHOWN = 2_000, 100
COUNTED = {
    "passive": gettext_lazy("Threads read"),
    "light": gettext_lazy("Reactions, votes, follows"),
    "posts": gettext_lazy("Posts, questions, ideas"),
    "replies": gettext_lazy("Answers and comments"),
    "outcome": gettext_lazy("Accepted answers, decisions"),
}
WAYS = {
    Persona.OBSERVER: (
        gettext_lazy("Observer"),
        gettext_lazy("you did fewer than three things in four weeks"),
    ),
    Persona.ENGAGER: (gettext_lazy("Engager"), gettext_lazy("you give about as much as you get")),
    Persona.CATALYST: (
        gettext_lazy("Catalyst"),
        gettext_lazy("what you write makes others answer and react"),
    ),
    Persona.RESPONDER: (gettext_lazy("Responder"), gettext_lazy("you mostly answer and react to others")),
    Persona.BROADCASTER: (gettext_lazy("Broadcaster"), gettext_lazy("you mostly post, and few respond")),
}


@dataclass(frozen=True)
class Seen:
    """One person looked at one page on one day, how often, and of how many departments it told."""

    at: datetime
    viewer: Person | None
    page: str
    times: int
    departments: int


def viewings(viewer_id: int | None = None, *, department: int | None = None) -> list[Seen]:
    """Return who looked at what, newest first, one row a day; by one viewer, or of one department."""
    rows = Viewing.objects.select_related("viewer").order_by("-at", "-pk")
    if viewer_id:
        rows = rows.filter(viewer_id=viewer_id)
    kept = [row for row in rows[:LOOKED_THROUGH] if department is None or department in row.departments]
    times = Counter((row.at.date(), row.viewer_id, row.page) for row in kept)
    found: dict[tuple[Any, ...], Seen] = {}
    for row in kept:
        key = (row.at.date(), row.viewer_id, row.page)
        if key not in found:
            found[key] = Seen(row.at, row.viewer, row.page, times[key], len(row.departments))
    return list(found.values())[:SHOWN]


def mine(viewer: Person) -> Body:
    """Return what is counted of a person, which figures hold it, and who looked at those; for that person alone."""
    since = clock.today() - timedelta(days=PERIOD - 1)
    facts = DayFact.objects.filter(person_id=viewer.pk, day__gte=since)
    sums = facts.aggregate(**{name: Sum(name) for name in (*COUNTED, "reactions")})
    counts = {name: count or 0 for name, count in sums.items()}
    department = viewer.department_id
    return {
        "is_counted": not (viewer.is_external or viewer.is_service),
        "counts": [(words, counts[name]) for name, words in COUNTED.items()],
        "persona": _persona(viewer, counts, since),
        "unit": viewer.department,
        "figures": _figures(department),
        "views": viewings(department=department) if department else [],
        "few": FEW,
    }


def _persona(viewer: Person, counts: dict[str, int], since: date) -> Body:
    """Return the person's way of taking part, M-22 by the same rule that groups are counted by."""
    colleagues = Person.objects.filter(is_external=False, is_service=False).values("pk")
    got = EdgeFact.objects.filter(target_id=viewer.pk, day__gte=since, source_id__in=colleagues).aggregate(
        replies=Sum("replies"), reactions=Sum("reactions")
    )
    received = (got["replies"] or 0) + (got["reactions"] or 0)
    posts, replies, reactions = (
        np.array([float(counts[name])]) for name in ("posts", "replies", "reactions")
    )
    way = Persona(int(personas(posts, replies, reactions, np.array([float(received)]))[0]))
    name, words = WAYS[way]
    return {
        "name": name,
        "words": words,
        "given": counts["posts"] + counts["replies"] + counts["reactions"],
        "received": received,
    }


def _figures(department: int | None) -> list[Body]:
    """Return for each measure whether the figure of the person's department is shown, and if not, why."""
    shown = dashboard.newest()
    if shown is None or department is None:
        return []
    rows = []
    for key, kept in shown.body["measures"].items():
        figure = kept["departments"].get(str(department))
        if figure is not None and key in MEASURES:
            rows.append(
                {
                    "name": MEASURES[key].name,
                    "is_shown": not figure["hidden"],
                    "why": figure["reason"] or _("Told of the whole department, never of a person."),
                }
            )
    return rows
