"""Reporting: what one sees, once, in one case, and without one's name reaching the author."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from activity import feed
from activity.models import Attachment, Comment, Thread
from communities.models import Community
from esn.kit import clock
from moderation import queue
from moderation.models import Case, CommunityRules, Report
from moderation.policies import NotAllowed
from people.models import Person
from tests.doors.world import board
from tests.moderation.conftest import Tell

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_reports_of_one_thing_gather_in_one_case(tell: Tell, thread: Thread, cy: Person, dee: Person) -> None:
    first, second = tell(cy, "thread", thread.pk), tell(dee, "thread", thread.pk, reason="spam")
    assert first.pk == second.pk
    second.refresh_from_db()
    assert second.report_count == 2


def test_reporting_twice_adds_nothing(tell: Tell, thread: Thread, cy: Person) -> None:
    tell(cy, "thread", thread.pk)
    case = tell(cy, "thread", thread.pk, reason="spam")
    case.refresh_from_db()
    assert (case.report_count, Report.objects.get().reason) == (1, "rude")


def test_what_one_does_not_see_cannot_be_reported(
    lab: Community, max_: Person, dee: Person, bo: Person
) -> None:
    made = board(max_, bo, lab)
    hidden = {"thread": made["idea_thread"].pk, "idea": made["idea"].pk}
    assert all(queue.thing(bo, kind, pk) for kind, pk in hidden.items())
    assert not any(queue.thing(dee, kind, pk) for kind, pk in hidden.items())


@pytest.mark.parametrize("kind", ["thread", "comment", "file", "person"])
def test_each_kind_can_be_reported_on_its_page(
    kind: str, browse: Browse, thread: Thread, comment: Comment, bo: Person, cy: Person
) -> None:
    file = Attachment.objects.create(
        uploader=bo, thread=thread, name="plan.txt", content_type="text/plain", size=3, digest="x",
        file=ContentFile(b"abc", name="sample"), created_at=clock.now(),
    )  # fmt: skip
    keys = {"thread": thread.pk, "comment": comment.pk, "file": file.pk, "person": bo.pk}
    address = f"/moderation/report/{kind}/{keys[kind]}/"
    assert "What is wrong?" in browse(cy).get(address).content.decode()
    assert browse(cy).post(address, {"reason": "rude", "text": "Look"}).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.author, case.report_count) == (kind, bo, 1)


def test_an_idea_is_reported_as_its_thread(
    tell: Tell, hall: Community, max_: Person, bo: Person, cy: Person
) -> None:
    idea = board(max_, bo, hall)["idea"]
    case = tell(cy, "idea", idea.pk)
    assert (case.kind, case.subject, case.author) == ("idea", f"thread:{idea.thread_id}", bo)


def test_a_report_without_a_reason_keeps_what_was_typed(browse: Browse, thread: Thread, cy: Person) -> None:
    answer = browse(cy).post(f"/moderation/report/thread/{thread.pk}/", {"text": "It is about my colleague"})
    assert answer.status_code == 422
    assert "It is about my colleague" in answer.content.decode()


def test_ones_own_cannot_be_reported(tell: Tell, thread: Thread, bo: Person, browse: Browse) -> None:
    with pytest.raises(NotAllowed):
        tell(bo, "thread", thread.pk)
    page = browse(bo).get(thread.get_absolute_url()).content.decode()
    assert f"/moderation/report/thread/{thread.pk}/" not in page


def test_the_menu_offers_it_to_others(
    browse: Browse, thread: Thread, comment: Comment, cy: Person, bo: Person
) -> None:
    page = browse(cy).get(thread.get_absolute_url()).content.decode()
    assert f"/moderation/report/thread/{thread.pk}/" in page
    assert f"/moderation/report/comment/{comment.pk}/" in page
    assert f"/moderation/report/person/{bo.pk}/" in browse(cy).get(bo.get_absolute_url()).content.decode()


def test_so_many_reports_hide_it_until_somebody_looks(
    tell: Tell, thread: Thread, hall: Community, cy: Person, dee: Person, eve: Person
) -> None:
    CommunityRules.objects.create(community=hall, hide_after=2)
    tell(cy, "thread", thread.pk)
    assert [row.pk for row in feed.home(cy).threads] == [thread.pk]
    tell(dee, "thread", thread.pk)
    assert feed.home(cy).threads == []
    assert not Thread.objects.visible_to(eve).filter(pk=thread.pk).exists()
    assert Case.objects.get().is_hidden


def test_somebody_outside_cannot_report_what_they_do_not_see(
    browse: Browse, gus: Person, lab: Community, bo: Person, dee: Person
) -> None:
    from activity.actions import publishing

    hidden = publishing.publish_post(bo, community=lab, body="Secret").thread
    for stranger in (gus, dee):
        there = browse(stranger).get(f"/moderation/report/thread/{hidden.pk}/")
        nowhere = browse(stranger).get("/moderation/report/thread/999999/")
        assert (there.status_code, nowhere.status_code) == (404, 404)
    assert browse(gus).get(f"/moderation/report/person/{dee.pk}/").status_code == 404


def test_a_new_case_opens_once_the_first_is_decided(
    tell: Tell, thread: Thread, cy: Person, dee: Person, max_: Person, rule: Callable[..., object]
) -> None:
    first = tell(cy, "thread", thread.pk)
    rule(max_, first, "keep")
    assert tell(dee, "thread", thread.pk).pk != first.pk
