"""Samples of moderation: a post in Hall that somebody finds wrong, and who decides."""

from collections.abc import Callable

import pytest

from activity.actions import commenting, publishing
from activity.models import Comment, Thread
from communities.actions import membership
from communities.models import Community
from esn.kit.events import deliver
from esn.kit.models import Outbox
from inbox import bell
from moderation import queue
from moderation.actions import reporting, ruling
from moderation.models import Case, Ruling
from people.models import Person

Tell = Callable[..., Case]
Rule = Callable[..., Ruling]


@pytest.fixture
def thread(bo: Person, hall: Community) -> Thread:
    """What bo wrote in Hall."""
    return publishing.publish_post(bo, community=hall, body="The fork lift driver is a fool").thread


@pytest.fixture
def comment(bo: Person, thread: Thread) -> Comment:
    return commenting.add_comment(bo, thread, body="All of them are")


@pytest.fixture
def nia(seat: Callable[..., Person], hall: Community, max_: Person) -> Person:
    """A second moderator of Hall, beside max who owns it."""
    person = seat("nia", "Nia Nes", None)
    membership.add_member(max_, hall, person)
    membership.change_role(max_, hall, person, role="moderator")
    return person


@pytest.fixture
def tell() -> Tell:
    """Have somebody report something: tell(cy, "thread", pk)."""

    def report(reporter: Person, kind: str, pk: int, reason: str = "rude", text: str = "") -> Case:
        thing = queue.thing(reporter, kind, pk)
        assert thing is not None
        return reporting.report_thing(reporter, thing, reason=reason, text=text).case

    return report


@pytest.fixture
def case(tell: Tell, cy: Person, thread: Thread) -> Case:
    """What cy thinks of bo's post."""
    return tell(cy, "thread", thread.pk)


@pytest.fixture
def rule() -> Rule:
    """Have somebody decide: rule(max_, case, "remove", measure="warn")."""

    def decide(judge: Person, case: Case, outcome: str, **more: object) -> Ruling:
        fresh = Case.objects.for_display().get(pk=case.pk)
        return ruling.rule_case(judge, fresh, outcome=outcome, **{"reason": "Not like this.", **more})  # type: ignore[arg-type]

    return decide


def again(person: Person) -> Person:
    """Return a person as the next request meets them."""
    fresh: Person = Person.objects.get(pk=person.pk)
    return fresh


def work() -> None:
    """Let the workers hear of everything that happened."""
    for event_id in list(Outbox.objects.order_by("event_id").values_list("event_id", flat=True)):
        assert deliver(event_id)


def rulings_told(person: Person) -> list[str]:
    """Return what a person's bell says of decisions, newest first."""
    lines = bell.lines(bell.page(again(person)).rows)
    return [line.text for line in lines if line.row.kind == "ruling"]
