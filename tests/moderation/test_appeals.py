"""Appeals: once, in time, decided by somebody else, and undone in full where the ruling was wrong."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from activity import feed
from activity.models import Comment, Thread
from communities.actions import membership
from communities.models import Community
from esn.kit import clock
from esn.kit.models import AuditEntry
from moderation.actions import appealing
from moderation.actions.opening import Meanwhile
from moderation.models import Appeal, Case, Ruling, Sanction
from moderation.policies import NotAllowed
from people.models import Person
from tests.moderation.conftest import Rule, Tell, again, rulings_told, work

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def removed(case: Case, rule: Rule, max_: Person) -> Ruling:
    """Max removed bo's post and muted bo."""
    return rule(max_, case, "remove", measure="mute", until_at=clock.now() + timedelta(days=3))


def appeal(person: Person, ruling: Ruling, text: str = "It was a joke") -> Appeal:
    return appealing.appeal_ruling(person, Ruling.objects.for_display().get(pk=ruling.pk), text=text)


def decide(judge: Person, of: Appeal, *, overturn: bool) -> None:
    fresh = Appeal.objects.select_related("ruling__case").get(pk=of.pk)
    appealing.decide_appeal(judge, fresh, overturn=overturn, reason="We looked again.")


def test_an_overturned_ruling_is_undone_in_full(
    removed: Ruling, bo: Person, cy: Person, nia: Person, thread: Thread, hall: Community
) -> None:
    assert feed.home(cy).threads == []
    decide(nia, appeal(bo, removed), overturn=True)
    assert [row.pk for row in feed.home(cy).threads] == [thread.pk]
    assert not Sanction.objects.standing().exists()
    removed.refresh_from_db()
    assert removed.overturned_at
    work()
    assert rulings_told(bo)[0] == "Your appeal was upheld: the decision is undone"


def test_an_upheld_ruling_stands_and_is_told(removed: Ruling, bo: Person, nia: Person, cy: Person) -> None:
    decide(nia, appeal(bo, removed), overturn=False)
    work()
    assert feed.home(cy).threads == []
    assert Sanction.objects.standing().count() == 1
    assert rulings_told(bo)[0] == "Your appeal was looked at: the decision stands"


def test_a_comment_comes_back_into_its_place_and_count(
    tell: Tell, rule: Rule, comment: Comment, bo: Person, cy: Person, max_: Person, ada: Person
) -> None:
    ruling = rule(max_, tell(cy, "comment", comment.pk), "remove")
    decide(ada, appeal(bo, ruling), overturn=True)
    comment.refresh_from_db()
    comment.thread.refresh_from_db()
    assert (comment.removed_at, comment.thread.comment_count) == (None, 1)


def test_a_ban_that_was_wrong_lets_in_again(
    case: Case, rule: Rule, bo: Person, max_: Person, ada: Person, hall: Community
) -> None:
    ruling = rule(max_, case, "keep", measure="ban")
    decide(ada, appeal(bo, ruling), overturn=True)
    assert hall.memberships.get(person=bo).role == "member"


def test_the_words_of_a_profile_come_back_unless_it_has_new_ones(
    tell: Tell, rule: Rule, bo: Person, cy: Person, ada: Person, seat: Callable[..., Person]
) -> None:
    from people.actions import access

    other = seat("ole", "Ole Os", None)
    access.grant_role(None, other, role="administrator")
    Person.objects.filter(pk=bo.pk).update(bio="Fools, all")
    ruling = rule(ada, tell(cy, "person", bo.pk), "remove")
    Person.objects.filter(pk=bo.pk).update(skills="Knitting")
    decide(other, appeal(bo, ruling), overturn=True)
    assert (again(bo).bio, again(bo).skills) == ("Fools, all", "Knitting")


def test_who_ruled_who_reported_and_who_wrote_do_not_decide_the_appeal(
    removed: Ruling, bo: Person, max_: Person, cy: Person, hall: Community, nia: Person, ada: Person
) -> None:
    sent = appeal(bo, removed)
    membership.change_role(max_, hall, cy, role="moderator")
    for judge in (max_, cy, bo):
        with pytest.raises(NotAllowed):
            decide(again(judge), sent, overturn=True)
    decide(nia, sent, overturn=True)


def test_an_appeal_is_decided_once(removed: Ruling, bo: Person, nia: Person, ada: Person) -> None:
    sent = appeal(bo, removed)
    decide(nia, sent, overturn=False)
    with pytest.raises(Meanwhile):
        decide(ada, sent, overturn=True)
    assert AuditEntry.objects.filter(verb="moderation.appeal_decided").count() == 1


def test_a_ruling_is_appealed_once_by_its_author_and_in_time(
    removed: Ruling, bo: Person, cy: Person, nia: Person
) -> None:
    with pytest.raises(NotAllowed):
        appeal(cy, removed)
    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(NotAllowed):
        appeal(bo, removed)
    first = appeal(bo, removed)
    assert appeal(bo, removed, text="Once more").pk == first.pk
    decide(nia, first, overturn=False)
    assert Appeal.objects.get().text == "It was a joke"


def test_the_way_through_the_pages(
    removed: Ruling, browse: Browse, bo: Person, nia: Person, max_: Person, dee: Person
) -> None:
    page = browse(bo).get(removed.get_absolute_url()).content.decode()
    assert "Do you see it differently?" in page
    assert (
        browse(bo).post(f"{removed.get_absolute_url()}appeal/", {"text": "It was a joke"}).status_code == 302
    )
    sent = Appeal.objects.get()
    assert "It was a joke" in browse(nia).get(removed.case.get_absolute_url()).content.decode()
    assert (
        f"appeals/{sent.pk}/decide/" not in browse(max_).get(removed.case.get_absolute_url()).content.decode()
    )
    address = f"/moderation/appeals/{sent.pk}/decide/"
    assert browse(dee).post(address, {"overturn": "yes", "reason": "x"}).status_code == 404
    assert browse(nia).post(address, {"overturn": "yes"}).status_code == 422
    assert browse(nia).post(address, {"overturn": "yes", "reason": "A joke."}).status_code == 302
    assert "A joke." in browse(bo).get(f"/moderation/appeals/{sent.pk}/", follow=True).content.decode()


def test_who_was_put_out_still_reads_the_decision_and_appeals(
    case: Case, rule: Rule, browse: Browse, bo: Person, max_: Person, hall: Community
) -> None:
    Community.objects.filter(pk=hall.pk).update(kind="secret", join_policy="invitation")
    ruling = rule(max_, case, "remove", measure="ban")
    work()
    assert len(rulings_told(bo)) == 1
    assert browse(bo).get(ruling.get_absolute_url()).status_code == 200
    assert browse(bo).get(hall.get_absolute_url()).status_code == 404
