"""A challenge in Hall and what the tests of ideas do with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.models import Community
from esn.kit import clock
from ideas.actions import challenging, planning, submitting
from ideas.models import Challenge, Idea
from people.models import Person

REASON = "We tried this at the second site last year; the saving was real, and the tools are on order for the summer."
Launch = Callable[..., Challenge]
Submit = Callable[..., Idea]


def in_days(days: float) -> Any:
    """Turn the clock forward."""
    return clock.at(timezone.now() + timedelta(days=days))


@pytest.fixture
def launch(max_: Person, eve: Person, hall: Community) -> Launch:
    """Launch a challenge: ideas for five days, voting until the ninth, decided by the twentieth."""

    def make(where: Community | None = None, **fields: Any) -> Challenge:
        now = timezone.now()
        words = {"title": "How do we waste less?", "problem": "Too much is thrown away."}
        dates = {
            "opens_at": now - timedelta(days=1),
            "submissions_close_at": now + timedelta(days=5),
            "voting_close_at": now + timedelta(days=9),
            "decide_by": now + timedelta(days=20),
        }
        place = where or hall
        return challenging.launch_challenge(
            max_, community=place, **{"sponsor": eve, **words, **dates, **fields}
        )

    return make


@pytest.fixture
def challenge(launch: Launch) -> Challenge:
    """The challenge with every kind of ballot."""
    made = launch(budget_cents=1_000_000)
    kinds: dict[str, dict[str, Any]] = {
        "approval": {"amount": 3},
        "points": {"amount": 10, "cap": 3},
        "quadratic": {"amount": 100},
        "ranking": {"amount": 5},
        "pairwise": {},
    }
    planning.choose_ballots(made.manager, made, kinds)
    return Challenge.objects.get(pk=made.pk)


@pytest.fixture
def submit() -> Submit:
    """Submit an idea with some words."""

    def make(who: Person, challenge: Challenge, title: str = "Sort the scrap", **words: Any) -> Idea:
        return submitting.submit_idea(
            who, challenge, **{"title": title, "proposal": "Two bins at each saw.", **words}
        )

    return make
