"""Moderators hear in the bell of what waits for them: one unread row a queue, and none of what somebody looks at."""

import pytest

from activity.actions import commenting
from activity.models import Comment, Thread
from communities.actions import membership
from communities.models import Community
from inbox import bell
from inbox.actions.reading import mark_read
from inbox.bell.places import address
from inbox.bell.rows import for_display
from inbox.models import Kind, Notification
from moderation.actions import appealing, claiming, settling
from moderation.models import Case
from people.models import Person
from tests.moderation.conftest import Rule, Tell, again, work

pytestmark = pytest.mark.django_db


def called(person: Person) -> list[str]:
    """Return what a person's bell says of things that wait for a moderator."""
    lines = bell.lines(bell.page(again(person)).rows)
    return [line.text for line in lines if line.row.kind == Kind.CASE and line.row.is_unread]


def leads_to(person: Person) -> str:
    rows = for_display(bell.seen(again(person))).filter(kind=Kind.CASE)
    return address(rows.get())


def looked_at(case: Case) -> Case:
    return Case.objects.for_display().get(pk=case.pk)


def test_who_runs_the_place_hears_of_a_report_and_nobody_else(
    case: Case, max_: Person, nia: Person, ada: Person, bo: Person, cy: Person, dee: Person
) -> None:
    work()
    assert called(max_) == called(nia) == ["Something in Hall was reported"]
    assert [called(person) for person in (ada, bo, cy, dee)] == [[], [], [], []]
    assert leads_to(max_) == f"/moderation/cases/{case.pk}/"


def test_many_fold_into_one_row_with_their_number(
    case: Case, tell: Tell, comment: Comment, thread: Thread, max_: Person, cy: Person, dee: Person
) -> None:
    tell(cy, "comment", comment.pk)
    tell(dee, "thread", thread.pk)
    work()
    assert called(max_) == ["2 things wait for a moderator in Hall"]
    assert leads_to(max_) == "/moderation/?in=hall"


def test_what_somebody_takes_on_leaves_the_bells_and_comes_back_when_it_is_free_again(
    case: Case, max_: Person, nia: Person
) -> None:
    work()
    claiming.claim_case(max_, looked_at(case))
    work()
    assert (called(max_), called(nia)) == ([], [])
    claiming.unclaim_case(max_, looked_at(case))
    work()
    assert (called(max_), called(nia)) == ([], ["A case in Hall is free again"])


def test_whoever_has_a_case_taken_off_them_hears_that_it_is_free(
    case: Case, max_: Person, nia: Person
) -> None:
    claiming.claim_case(nia, looked_at(case))
    claiming.unclaim_case(max_, looked_at(case))
    work()
    assert "A case in Hall is free again" in called(nia)


def test_who_looks_at_it_hears_of_another_report(
    case: Case, tell: Tell, thread: Thread, max_: Person, nia: Person, dee: Person
) -> None:
    claiming.claim_case(max_, looked_at(case))
    work()
    tell(dee, "thread", thread.pk)
    work()
    assert called(max_) == ["What you look at in Hall was reported again"]
    assert called(nia) == []


def test_what_is_decided_waits_no_longer(case: Case, rule: Rule, max_: Person, nia: Person) -> None:
    work()
    rule(max_, case, "remove")
    work()
    assert (called(max_), called(nia)) == ([], [])


def test_an_appeal_calls_those_who_may_decide_it(
    case: Case, rule: Rule, max_: Person, nia: Person, bo: Person
) -> None:
    ruling = rule(max_, case, "remove")
    appeal = appealing.appeal_ruling(bo, ruling, text="No")
    work()
    assert (called(max_), called(nia)) == ([], ["A decision in Hall is appealed"])
    appealing.decide_appeal(nia, appeal, overturn=False, reason="It stands")
    work()
    assert called(nia) == []


def test_where_nobody_in_the_place_may_judge_the_administrators_are_called(
    tell: Tell, max_: Person, bo: Person, ada: Person, thread: Thread
) -> None:
    mine = commenting.add_comment(max_, thread, body="Everybody calm down, fools")
    tell(bo, "comment", mine.pk)
    work()
    assert called(max_) == []
    # The place may be one that an administrator knows nothing of: it is not named.
    assert called(ada) == ["Something waits for an administrator to decide"]


def test_a_profile_is_the_administrators_matter(tell: Tell, bo: Person, cy: Person, ada: Person) -> None:
    tell(cy, "person", bo.pk)
    work()
    assert called(ada) == ["Something waits for an administrator to decide"]


def test_what_waits_for_approval_calls_too(max_: Person, nia: Person, bo: Person, hall: Community) -> None:
    from activity.actions import publishing

    settling.set_rules(max_, hall, approval="everybody")
    publishing.publish_post(bo, community=hall, body="May I?")
    work()
    assert called(max_) == ["Something in Hall waits for approval"]


def test_whoever_runs_the_place_no_longer_sees_nothing_of_it(
    case: Case, max_: Person, nia: Person, hall: Community
) -> None:
    work()
    membership.change_role(max_, hall, nia, role="member")
    assert called(nia) == []


def test_a_read_row_stays_read_while_more_is_reported_of_the_same(
    case: Case, tell: Tell, thread: Thread, max_: Person, dee: Person
) -> None:
    work()
    mark_read(max_, Notification.objects.get(person=max_, kind=Kind.CASE))
    tell(dee, "thread", thread.pk)
    work()
    assert called(max_) == []


def test_nothing_in_the_row_tells_who_reported(case: Case, max_: Person, cy: Person) -> None:
    work()
    row = Notification.objects.get(person=max_, kind=Kind.CASE)
    assert (row.actors, list(row.causes.values_list("actor_id", flat=True))) == ([], [None])
