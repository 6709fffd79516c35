"""What a viewer sees of polls: the options, their own choice, and the counts where these are shown to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from activity import policies
from activity.models import Poll, PollOption, Vote
from people.models import Person


@dataclass(frozen=True)
class Choice:
    """An option as somebody sees it; without counts where the results are hidden from them."""

    pk: int
    text: str
    is_mine: bool
    count: int | None
    percent: int | None


@dataclass(frozen=True)
class Result:
    """A poll as somebody sees it."""

    poll: Poll
    choices: list[Choice]
    voters: int
    has_voted: bool
    is_shown: bool
    may_vote: bool
    may_close: bool

    @property
    def best(self) -> int:
        """The highest count that is shown."""
        return max((choice.count or 0 for choice in self.choices), default=0)


def results(viewer: Person, ids: Iterable[int]) -> dict[int, Result]:
    """Return polls as the viewer sees them, by id; the caller has made sure that they may."""
    options: dict[int, list[PollOption]] = defaultdict(list)
    for option in _options(viewer, list(ids)):
        options[option.poll_id].append(option)
    return {pk: _result(viewer, rows[0].poll, rows) for pk, rows in options.items()}


def _options(viewer: Person, ids: list[int]) -> Iterable[PollOption]:
    votes = Vote.objects.filter(option=OuterRef("pk")).order_by().values("option").annotate(n=Count("pk"))
    mine = Vote.objects.filter(option=OuterRef("pk"), person=viewer)
    rows = PollOption.objects.filter(poll__in=ids).select_related("poll__post__thread__community")
    return rows.annotate(
        number=Coalesce(Subquery(votes.values("n"), output_field=IntegerField()), 0),
        is_mine=Exists(mine),
        voters=_voters(),
    ).order_by("poll", "place")


def _voters() -> Case:
    """Return how many people voted where one may choose several, counted beside the first option alone."""
    people = Vote.objects.filter(poll=OuterRef("poll")).order_by().values("poll")
    number = Subquery(people.annotate(n=Count("person", distinct=True)).values("n"))
    counted = When(poll__is_multiple=True, place=0, then=Coalesce(number, 0))
    return Case(counted, default=None, output_field=IntegerField())


def _result(viewer: Person, poll: Poll, rows: list[PollOption]) -> Result:
    voters: int | None = rows[0].voters  # type: ignore[attr-defined]
    number = sum(row.number for row in rows) if voters is None else voters  # type: ignore[attr-defined]
    has_voted = any(row.is_mine for row in rows)  # type: ignore[attr-defined]
    is_shown = not poll.is_hidden or has_voted or poll.is_closed
    return Result(
        poll=poll,
        choices=[_choice(row, number, is_shown=is_shown) for row in rows],
        voters=number,
        has_voted=has_voted,
        is_shown=is_shown,
        may_vote=policies.may_vote(viewer, poll),
        may_close=policies.may_close_poll(viewer, poll),
    )


def _choice(row: PollOption, voters: int, *, is_shown: bool) -> Choice:
    count: int = row.number  # type: ignore[attr-defined]
    percent = round(100 * count / voters) if voters else 0
    is_mine: bool = row.is_mine  # type: ignore[attr-defined]
    return Choice(row.pk, row.text, is_mine, count if is_shown else None, percent if is_shown else None)
