"""The one gate between a computed figure and anybody's eyes (metrics.md 6.2): page, API, command, export and mail
alike.

The rules in their order: `cells` (group, remainder, dominance), `companions` (complementary suppression), `holding`
(time), `rounding`, `states` (matrix and detectors). Each hidden figure says which of them hides it.
"""

import copy
from typing import Any

from django.conf import settings

from analytics.release.cells import hide_measures
from analytics.release.holding import Epoch, Past, epoch_of, hold
from analytics.release.rounding import round_body
from analytics.release.states import COARSE, release_matrix, release_states, released_evidence

__all__ = ["COARSE", "Epoch", "Past", "epoch_of", "released", "released_evidence"]

Body = dict[str, Any]


def released(body: Body, k: int | None = None, *, past: Past | None = None, is_rounded: bool = True) -> Body:
    """Return a copy of a snapshot's body in which nothing tells of fewer than k people.

    `past` is what was shown before: without it the figures are judged as if nobody had seen any yet. Figures are left
    unrounded only to prove the other rules without the help of rounding.
    """
    k = max(settings.MINIMUM_GROUP, k or 0)
    shown = copy.deepcopy(body)
    sizes = {str(unit["id"]): int(unit["people"]) for unit in shown["departments"]}
    hide_measures(shown["measures"], sizes, unplaced=int(shown["unplaced"]), k=k)
    shown["matrix"] = release_matrix(shown["matrix"], k)
    if past:
        hold(shown, body, past, k)
    if is_rounded:
        round_body(shown, k)
    release_states(shown, k)
    return shown
