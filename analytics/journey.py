"""The value matrix: how far people's work reaches × whether it is conversation or process, and how that moves by quarters.

A cell is withheld before it is kept: what nobody may see is in no snapshot. Counts are given to the nearest 5, so that a
person who comes or goes does not show.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _

from analytics.maths.concentration import top_share
from analytics.measures.declared import QUARTER
from analytics.record import Record
from analytics.tables import WORDS, Table

Body = dict[str, Any]
QUARTERS, STEP = 8, 5
ONE_PERSON, TWO_PEOPLE = 0.5, 0.8


def journey(record: Record, as_of: date) -> list[Body]:
    """Return the matrix of each of the last quarters of 13 weeks, the newest last; the first may be cut short."""
    first = record.first_on
    found: list[Body] = []
    end = as_of
    while first and end >= first and len(found) < QUARTERS:
        begin = max(end - timedelta(days=QUARTER - 1), first)
        works = record.works.between(begin, end)
        found.append({"first": begin.isoformat(), "last": end.isoformat(), "cells": _cells(works)})
        end = begin - timedelta(days=1)
    return found[::-1]


def _cells(works: Table) -> list[Body]:
    """Return the six cells, scope by scope."""
    return [
        {"scope": scope, "kind": kind, **_cell(works.where((works["scope"] == far) & (works["kind"] == how)))}
        for far, scope in enumerate(WORDS["scope"])
        for how, kind in enumerate(WORDS["kind"])
    ]


def _cell(works: Table) -> Body:
    """Return acts, outcomes and people, or why they are not told."""
    works = works.where(works["acts"] > 0)
    by_person = np.bincount(works["person_id"], weights=works["acts"]) if len(works) else np.zeros(0)
    by_person = by_person[by_person > 0]
    reason = _reason(by_person)
    if reason:
        return {"acts": None, "outcomes": None, "people": None, "reason": reason}
    counts = works["acts"].sum(), works["outcomes"].sum(), len(by_person)
    acts, outcomes, people = (STEP * round(int(count) / STEP) for count in counts)
    return {"acts": acts, "outcomes": outcomes, "people": people, "reason": ""}


def _reason(by_person: np.ndarray[Any, Any]) -> str:
    people, k = len(by_person), settings.MINIMUM_GROUP
    if not people:
        return ""
    if people < k:
        return _("Fewer than %(k)s people.") % {"k": k}
    if top_share(by_person, 1 / people) > ONE_PERSON or top_share(by_person, 2 / people) > TWO_PEOPLE:
        return _("One or two people make most of this value.")
    return ""
