"""Rulings: what becomes of the thing and its author, who hears of what, and who may not decide."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from activity import feed, threads
from activity.actions import commenting, publishing
from activity.models import Comment, Thread
from communities.actions import membership
from communities.models import Community
from communities.policies import may_join
from esn.kit import clock
from esn.kit.models import AuditEntry
from moderation import queue
from moderation.actions import claiming
from moderation.actions.opening import Meanwhile
from moderation.models import Case, Ruling, Sanction
from moderation.policies import NotAllowed
from people.models import Person
from tests.moderation.conftest import Rule, Tell, again, rulings_told, work

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_what_stays_is_told_to_who_reported_it_and_to_nobody_else(
    case: Case, rule: Rule, max_: Person, bo: Person, cy: Person, thread: Thread
) -> None:
    rule(max_, case, "keep")
    work()
    assert rulings_told(cy) == ["A moderator looked at what you reported: it stays"]
    assert rulings_told(bo) == []
    assert Thread.objects.visible_to(cy).filter(pk=thread.pk).exists()


def test_what_is_removed_is_gone_with_its_reason(
    case: Case, rule: Rule, max_: Person, bo: Person, cy: Person, thread: Thread
) -> None:
    rule(max_, case, "remove", reason="We do not call each other fools.")
    work()
    thread.refresh_from_db()
    assert (thread.removed_by, thread.removal_reason) == (max_, "We do not call each other fools.")
    assert feed.home(cy).threads == []
    assert rulings_told(bo) == ["A moderator removed something of yours"]
    assert rulings_told(cy) == ["A moderator acted on what you reported"]


def test_a_comment_leaves_its_place_and_the_reason_only_where_it_is_public(
    tell: Tell, rule: Rule, comment: Comment, cy: Person, max_: Person
) -> None:
    rule(max_, tell(cy, "comment", comment.pk), "remove", is_public=False)
    comment.refresh_from_db()
    assert (comment.removed_at is not None, comment.removal_reason) == (True, "")
    comment.thread.refresh_from_db()
    assert comment.thread.comment_count == 0


def test_a_reason_is_asked_for_what_takes_something(case: Case, rule: Rule, max_: Person) -> None:
    with pytest.raises(NotAllowed, match="reason"):
        rule(max_, case, "remove", reason=" ")
    assert Case.objects.get().is_open


def test_whoever_is_muted_reads_and_does_not_write_until_then(
    case: Case, rule: Rule, max_: Person, bo: Person, hall: Community, thread: Thread
) -> None:
    rule(max_, case, "keep", measure="mute", until_at=clock.now() + timedelta(hours=24))
    with pytest.raises(NotAllowed, match="not write in it until"):
        publishing.publish_post(again(bo), community=hall, body="But!")
    with pytest.raises(NotAllowed):
        commenting.add_comment(again(bo), Thread.objects.get(pk=thread.pk), body="But!")
    with clock.at(clock.now() + timedelta(hours=25)):
        assert publishing.publish_post(again(bo), community=hall, body="Sorry.").pk


def test_whoever_is_banned_is_out_and_cannot_come_back_until_it_is_lifted(
    case: Case, rule: Rule, max_: Person, bo: Person, hall: Community
) -> None:
    rule(max_, case, "remove", measure="ban")
    out = again(bo)
    assert not hall.memberships.filter(person=bo).exists()
    assert not may_join(out, hall)
    with pytest.raises(NotAllowed, match="banned"):
        membership.join_community(out, hall)
    with pytest.raises(NotAllowed):
        membership.add_member(max_, hall, again(bo))
    with pytest.raises(NotAllowed):
        publishing.publish_post(again(bo), community=hall, body="Me again")


def test_a_profile_is_the_administrators_matter(
    tell: Tell, rule: Rule, ada: Person, max_: Person, bo: Person, cy: Person
) -> None:
    Person.objects.filter(pk=bo.pk).update(bio="You are all fools")
    case = tell(cy, "person", bo.pk)
    assert not Case.objects.visible_to(max_).filter(pk=case.pk).exists()
    rule(ada, case, "remove")
    assert again(bo).bio == ""
    assert Ruling.objects.get().kept["words"]["bio"] == "You are all fools"


def test_only_an_administrator_closes_an_account(
    case: Case, rule: Rule, max_: Person, ada: Person, bo: Person
) -> None:
    with pytest.raises(NotAllowed):
        rule(max_, case, "remove", measure="deactivate")
    rule(ada, case, "remove", measure="deactivate")
    assert not again(bo).is_active


def test_nobody_closes_an_administrators_account(
    tell: Tell, rule: Rule, ada: Person, hall: Community, cy: Person, seat: Callable[..., Person]
) -> None:
    from people.actions import access

    other = seat("ole", "Ole Os", None)
    access.grant_role(None, other, role="administrator")
    case = tell(cy, "thread", publishing.publish_post(other, community=hall, body="Hm").thread.pk)
    with pytest.raises(NotAllowed):
        rule(ada, case, "remove", measure="deactivate")


def test_nobody_decides_on_their_own_words_or_on_what_they_reported(
    tell: Tell,
    rule: Rule,
    hall: Community,
    max_: Person,
    nia: Person,
    cy: Person,
    ada: Person,
    thread: Thread,
) -> None:
    own = tell(cy, "thread", publishing.publish_post(max_, community=hall, body="Mine").thread.pk)
    assert not Case.objects.visible_to(max_).filter(pk=own.pk).exists()
    for deed in (lambda: rule(max_, own, "keep"), lambda: claiming.hide_case(max_, own)):
        with pytest.raises(NotAllowed):
            deed()
    filed = tell(nia, "thread", thread.pk)
    with pytest.raises(NotAllowed, match="somebody else"):
        rule(nia, filed, "remove")
    rule(max_, filed, "keep")
    rule(ada, own, "keep")


def test_two_moderators_at_once_decide_once(case: Case, rule: Rule, max_: Person, nia: Person) -> None:
    rule(max_, case, "keep")
    with pytest.raises(Meanwhile):
        rule(nia, case, "remove")
    assert Ruling.objects.get().outcome == "keep"


def test_who_took_a_case_on_decides_it(case: Case, rule: Rule, max_: Person, nia: Person) -> None:
    claiming.claim_case(max_, case)
    with pytest.raises(Meanwhile, match="Max Moe looks at this"):
        claiming.claim_case(nia, case)
    with pytest.raises(Meanwhile):
        rule(nia, case, "keep")
    claiming.unclaim_case(nia, Case.objects.get())
    assert AuditEntry.objects.filter(verb="moderation.claim_released", actor_id=nia.pk).exists()
    rule(nia, case, "keep")


def test_what_is_hidden_meanwhile_is_in_no_stream_and_no_talk(
    case: Case, rule: Rule, max_: Person, cy: Person, bo: Person, thread: Thread, comment: Comment, tell: Tell
) -> None:
    claiming.hide_case(max_, Case.objects.get())
    assert feed.home(cy).threads == []
    assert not Thread.objects.visible_to(cy).filter(pk=thread.pk).exists()
    rule(max_, case, "keep")
    assert [row.pk for row in feed.home(cy).threads] == [thread.pk]
    work()
    assert rulings_told(bo) == ["A moderator looked at something of yours: it stays"]
    said = tell(cy, "comment", comment.pk)
    claiming.hide_case(max_, said)
    thread.refresh_from_db()
    assert (thread.comment_count, threads.discussion(thread).talks) == (0, [])


def test_a_hidden_case_can_be_shown_again(case: Case, max_: Person, cy: Person) -> None:
    claiming.hide_case(max_, Case.objects.get())
    claiming.show_case(max_, Case.objects.get())
    assert len(feed.home(cy).threads) == 1


def test_the_outsider_sees_no_case_and_no_number(
    case: Case, browse: Browse, dee: Person, bo: Person, gus: Person, max_: Person, ada: Person
) -> None:
    for stranger in (dee, bo, gus):
        assert browse(stranger).get("/moderation/").status_code == 404
        assert browse(stranger).get(case.get_absolute_url()).status_code == 404
        assert queue.waiting(stranger) is None
    work()
    assert [queue.waiting(person) for person in (max_, ada)] == [1, 1]


def test_a_moderator_of_elsewhere_sees_nothing_of_it(case: Case, browse: Browse, dee: Person) -> None:
    from communities.actions import founding

    founding.found_community(dee, name="Garden")
    assert browse(dee).get("/moderation/").status_code == 200
    assert browse(dee).get(case.get_absolute_url()).status_code == 404
    assert queue.counts(dee)["open"] == 0


def test_an_author_never_learns_who_reported(
    case: Case, rule: Rule, browse: Browse, max_: Person, bo: Person, cy: Person
) -> None:
    ruling = rule(max_, case, "remove")
    work()
    page = browse(bo).get(ruling.get_absolute_url()).content.decode()
    assert "Not like this." in page
    assert cy.display_name not in page
    assert cy.display_name not in browse(bo).get("/inbox/").content.decode()
    assert cy.display_name not in browse(bo).get("/moderation/mine/").content.decode()


def test_a_reporter_reads_the_outcome_and_not_the_measure(
    case: Case, rule: Rule, browse: Browse, max_: Person, cy: Person, dee: Person
) -> None:
    ruling = rule(max_, case, "remove", measure="warn")
    page = browse(cy).get(ruling.get_absolute_url()).content.decode()
    assert "Removed" in page
    assert "Warned" not in page
    assert browse(dee).get(ruling.get_absolute_url()).status_code == 404


def test_an_ex_moderator_has_no_queue_any_more(
    case: Case, browse: Browse, nia: Person, max_: Person, hall: Community
) -> None:
    assert browse(nia).get(case.get_absolute_url()).status_code == 200
    membership.change_role(max_, hall, nia, role="member")
    assert browse(nia).get(case.get_absolute_url()).status_code == 404


def test_the_words_are_kept_as_they_were(
    case: Case, bo: Person, thread: Thread, browse: Browse, max_: Person
) -> None:
    publishing.edit_post(bo, thread.post, body="The fork lift driver is a friend")
    page = browse(max_).get(case.get_absolute_url()).content.decode()
    assert "is a fool" in page
    assert "is a friend" in page


def test_each_decision_is_in_the_audit_log(
    case: Case, rule: Rule, max_: Person, bo: Person, hall: Community
) -> None:
    until = clock.now() + timedelta(hours=1)
    rule(max_, case, "remove", measure="mute", until_at=until)
    entry = AuditEntry.objects.get(verb="moderation.ruled")
    assert (entry.actor_id, entry.community_id) == (max_.pk, hall.pk)
    assert (entry.before["state"], entry.after["outcome"]) == ("open", "remove")
    assert AuditEntry.objects.get(verb="moderation.sanctioned").after["person"] == bo.pk


def test_those_who_run_a_place_are_sanctioned_by_its_owners_alone(
    tell: Tell,
    rule: Rule,
    hall: Community,
    nia: Person,
    max_: Person,
    cy: Person,
    seat: Callable[..., Person],
) -> None:
    third = seat("tor", "Tor Tveit", None)
    membership.add_member(max_, hall, third)
    membership.change_role(max_, hall, third, role="moderator")
    case = tell(cy, "thread", publishing.publish_post(third, community=hall, body="Fools").thread.pk)
    with pytest.raises(NotAllowed):
        rule(nia, case, "remove", measure="ban")
    rule(max_, case, "remove", measure="ban")
    assert Sanction.objects.get().person == third


def test_the_queue_asks_equally_often_for_many_cases(
    browse: Browse, tell: Tell, hall: Community, cy: Person, bo: Person, max_: Person,
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(12):
        tell(cy, "thread", publishing.publish_post(bo, community=hall, body=f"Fool {number}").thread.pk)
    client = browse(max_)
    client.get("/moderation/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/moderation/")


def test_reporting_by_name_needs_a_thing(cy: Person) -> None:
    assert queue.thing(cy, "thread", 999) is None
    assert queue.thing(cy, "nonsense", 1) is None
