"""M-10: how many communities are alive by themselves?"""

from datetime import timedelta

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import NEVER, Discussion, discussion
from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, Part, share
from analytics.places import Place, places_of
from analytics.record import Scope

CONTRIBUTORS, ANSWERED, WEEKS = 5, 0.58, 4


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of communities that meet all four conditions of health."""
    people = int(scope.members(PERIOD).sum())
    places = [one for one in places_of(scope.record) if one.stood(scope.since(PERIOD), scope.as_of)]
    posts, active = discussion(scope, PERIOD), scope.reach(PERIOD) > 0
    writers = _writers(scope)
    met = np.array([_met(one, posts, writers.get(one.pk, 0), active, scope) for one in places], bool)
    met = met.reshape(-1, 4)
    names = ("contributors", "answered", "weekly", "owner")
    parts = {name: float(met[:, place].mean()) for place, name in enumerate(names)} if len(met) else {}
    return share(
        int(met.all(axis=1).sum()),
        len(met),
        people=people,
        empty=_("No community stood for the whole of the 28 days."),
        **parts,
    )


def _writers(scope: Scope) -> dict[int, int]:
    """Count the people who opened or answered a thread in each community."""
    record, window = scope.record, (scope.since(PERIOD), scope.as_of)
    posts, answers = record.posts.between(*window), record.responses.between(*window)
    answers = answers.where(answers["replied_at"] > 0)
    threads, place = np.unique(record.posts_of_all["thread_id"], return_index=True)
    community = record.posts_of_all["community_id"][place]
    at = np.minimum(np.searchsorted(threads, answers["thread_id"]), max(len(threads) - 1, 0))
    of = np.where(threads[at] == answers["thread_id"], community[at], -1) if len(threads) else at
    who = np.concatenate([posts["person_id"], answers["person_id"]])
    pairs = np.unique(np.stack([np.concatenate([posts["community_id"], of]), who]), axis=1)
    pk, count = np.unique(pairs[0], return_counts=True)
    return dict(zip(pk.tolist(), count.tolist(), strict=True))


def _met(
    place: Place, posts: Discussion, writers: int, active: np.ndarray, scope: Scope
) -> tuple[bool, bool, bool, bool]:
    """Say which of the four conditions a community meets."""
    mine = posts.where(posts.community == place.pk)
    answered = (mine.responded_at < NEVER).mean() if len(mine) else 0.0
    first = scope.since(PERIOD).toordinal()
    weeks = len(set(((mine.day - first) // timedelta(weeks=1).days).tolist()))
    owners = place.owners[place.owners >= 0]
    return writers >= CONTRIBUTORS, bool(answered >= ANSWERED), weeks >= WEEKS, bool(active[owners].any())


MEASURE = Measure(
    id="M-10",
    name=_("Healthy communities"),
    words=_(
        "Communities that meet all of: five contributors or more, 58 % of posts answered, a post in each week, and an "
        "owner who was active, within 28 days; as a share of those that stood all that time."
    ),
    formula="|≥ 5 contributors ∧ response ≥ 58 % ∧ ≥ 1 post a week ∧ owner active| / |communities|",
    unit="share",
    source="metrics.md M-10",
    panel=ADOPTION,
    compute=compute,
    by_department=False,
    parts={
        "contributors": Part(_("with five contributors")),
        "answered": Part(_("with 58 % of posts answered")),
        "weekly": Part(_("with a post every week")),
        "owner": Part(_("with an active owner")),
    },
    reads=("PostFact", "ResponseFact", "DayFact", "Community", "Membership"),
)
