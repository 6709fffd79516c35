"""The lists: the random order is one's own and fair over viewers, and a published ranking does not reward age."""

from statistics import mean

import pytest
from django.conf import settings

from ideas import ordering, scoring
from ideas.maths.bundles import draw_key
from ideas.maths.lists import age_correlation, shuffle_key
from ideas.models import Challenge, Exposure, Idea
from people.models import Person
from tests.ideas.conftest import Submit, in_days

pytestmark = pytest.mark.django_db


def test_the_order_of_the_board_is_the_published_key(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit
) -> None:
    ids = [submit(bo, challenge, f"Idea {n}").pk for n in range(12)]
    shown = ordering.listed(cy, challenge).ids
    key = draw_key(settings.SECRET_KEY, challenge.pk)
    assert shown == sorted(ids, key=lambda pk: shuffle_key(key, challenge.pk, cy.pk, ordering.EPOCH, pk))
    assert shown == ordering.listed(cy, challenge).ids


def test_over_many_viewers_every_idea_stands_everywhere_alike() -> None:
    places: dict[int, list[int]] = {pk: [] for pk in range(10)}
    for viewer in range(1, 1201):
        order = sorted(places, key=lambda pk: shuffle_key("k", 7, viewer, ordering.EPOCH, pk))
        for place, pk in enumerate(order, 1):
            places[pk].append(place)
    # Three standard errors of the mean rank of ten over 1,200 viewers.
    margin = 3 * ((10**2 - 1) / 12) ** 0.5 / 1200**0.5
    assert all(abs(mean(ranks) - 5.5) <= margin for ranks in places.values())


def test_a_published_ranking_does_not_reward_being_early(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit
) -> None:
    """Old ideas were shown more and so have more supports at the same quality: the score takes that out."""
    for n in range(30):
        idea = submit(bo, challenge, f"Idea {n}")
        shown = 400 - 12 * n
        quality = 0.05 + 0.1 * ((n * 7) % 11) / 11
        Idea.objects.filter(pk=idea.pk).update(support_count=round(shown * quality))
        Exposure.objects.create(idea=idea, order="shuffled", place=1, day="2026-01-01", count=shown)
    rows = Idea.objects.order_by("pk").values_list("pk", "support_count")
    supports = [count for _pk, count in rows]
    births = list(range(30))
    figures = ordering.figures(challenge)
    scores = [scoring.appeal(*figures[pk], scoring.fitted_prior(list(figures.values()))) for pk, _n in rows]
    assert abs(age_correlation(supports, births)) > 0.5
    assert abs(age_correlation(scores, births)) <= 0.15
    with in_days(12):
        best = ordering.listed(cy, challenge, order="appeal").ids[0]
    assert best == max(zip(scores, (pk for pk, _n in rows), strict=True))[1]
