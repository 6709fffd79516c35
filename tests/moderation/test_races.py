"""Two moderators at the same moment, where the database can hold two: on PostgreSQL."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from activity import gates
from activity.actions import publishing
from activity.models import Comment, Thread
from communities.models import Community
from moderation import queue
from moderation.actions import appealing, claiming, reporting, ruling, settling
from moderation.actions.opening import Meanwhile
from moderation.models import Appeal, Case, Report, Ruling
from people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _two_at_once(db: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one after the other by itself")


def at_once(*deeds: Callable[[], object]) -> int:
    """Start the deeds together, each with its own connection; return how many found somebody quicker."""
    barrier, late = threading.Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], object]) -> None:
        barrier.wait()
        try:
            deed()
        except Meanwhile as error:
            late.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return len(late)


def fresh(case: Case) -> Case:
    return Case.objects.for_display().get(pk=case.pk)


@pytest.mark.parametrize("_again", range(3))
def test_one_of_two_takes_a_case_on(case: Case, max_: Person, nia: Person, _again: int) -> None:
    late = at_once(
        lambda: claiming.claim_case(max_, fresh(case)), lambda: claiming.claim_case(nia, fresh(case))
    )
    assert late == 1


@pytest.mark.parametrize("_again", range(3))
def test_one_of_two_decides(case: Case, max_: Person, nia: Person, thread: Thread, _again: int) -> None:
    late = at_once(
        lambda: ruling.rule_case(max_, fresh(case), outcome="keep"),
        lambda: ruling.rule_case(nia, fresh(case), outcome="remove", reason="No"),
    )
    assert (late, Ruling.objects.count()) == (1, 1)
    thread.refresh_from_db()
    assert (thread.removed_at is not None) == (Ruling.objects.get().outcome == "remove")


def test_one_of_two_decides_the_appeal(
    case: Case, max_: Person, nia: Person, ada: Person, bo: Person, thread: Thread
) -> None:
    ruling.rule_case(max_, fresh(case), outcome="remove", reason="No")
    appealing.appeal_ruling(bo, Ruling.objects.for_display().get(), text="Yes")

    def decide(judge: Person, *, overturn: bool) -> None:
        found = Appeal.objects.select_related("ruling__case").get()
        appealing.decide_appeal(judge, found, overturn=overturn, reason="So")

    assert at_once(lambda: decide(nia, overturn=True), lambda: decide(ada, overturn=False)) == 1
    thread.refresh_from_db()
    assert (thread.removed_at is None) == bool(Appeal.objects.get().is_overturned)


def test_reports_at_once_gather_in_one_case(
    comment: Comment, cy: Person, dee: Person, fay: Person, nia: Person
) -> None:
    def tell(reporter: Person) -> None:
        thing = queue.thing(reporter, "comment", comment.pk)
        assert thing
        reporting.report_thing(reporter, thing, reason="rude")

    people = (cy, dee, fay, nia)
    at_once(*(lambda person=person: tell(person) for person in people))
    case = Case.objects.get()
    assert (case.report_count, Report.objects.count()) == (4, 4)
    assert case.is_hidden


@pytest.mark.parametrize("_again", range(5))
def test_slow_mode_lets_one_of_two_texts_through(
    hall: Community, max_: Person, bo: Person, _again: int
) -> None:
    settling.set_rules(max_, hall, slow_seconds=60)
    slowed: list[str] = []

    def write() -> None:
        writer = Person.objects.get(pk=bo.pk)
        try:
            publishing.publish_post(writer, community=Community.objects.get(pk=hall.pk), body="Me first")
        except gates.Stopped as error:
            slowed.append(str(error))

    at_once(write, write, write)
    assert (Thread.objects.filter(starter=bo).count(), len(slowed)) == (1, 2)
