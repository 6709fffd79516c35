"""Publishing later and taking back: exactly once, by the rights of that moment, within half a minute."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from activity import drafts
from activity.actions import commenting, drafting, publishing, scheduling, sending
from activity.forms import SendingForm
from activity.kind_forms import read_draft
from activity.models import Comment, Draft, Post, Sent, Thread
from activity.tasks import publish_due
from communities.actions import membership
from communities.models import Community
from esn.kit import clock
from esn.kit.models import Event
from people.actions import joining
from people.models import Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]
SOON = timedelta(hours=1)


def plan(author: Person, place: Community, body: str = "Good morning", **more: Any) -> Draft:
    fields = {"community": [str(place.pk)], "kind": ["update"], "body": [body]}
    return scheduling.schedule_post(author, at=clock.now() + SOON, fields=fields, community=place, **more)


def later(minutes: int = 61) -> Any:
    return clock.at(clock.now() + timedelta(minutes=minutes))


def test_a_scheduled_post_is_published_when_its_time_has_come_and_only_once(
    bo: Person, hall: Community
) -> None:
    draft = plan(bo, hall)
    assert publish_due() == 0
    with later():
        assert publish_due() == 1
        assert publish_due() == 0
        assert not scheduling.publish_due(draft.pk, read_draft), "a second worker with the same number"
    assert list(Post.objects.values_list("body", "author")) == [("Good morning", bo.pk)]
    assert not Draft.objects.exists()


def test_a_worker_that_dies_while_publishing_leaves_the_post_for_the_next(
    bo: Person, hall: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(bo, hall)

    def die(_draft: Draft) -> dict[str, Any]:
        raise SystemExit

    with later():
        with pytest.raises(SystemExit):
            scheduling.publish_due(Draft.objects.get().pk, die)
        assert Draft.objects.due().count() == 1
        assert publish_due() == 1
    assert Post.objects.count() == 1


def test_who_may_no_longer_write_there_keeps_a_draft_with_the_reason(
    browse: Browse, bo: Person, cy: Person, lab: Community, everyone: Community
) -> None:
    plan(bo, lab)
    membership.leave_community(bo, lab)
    with later():
        assert publish_due() == 0
    draft = Draft.objects.get()
    assert draft.due_at is None
    assert "no longer write" in draft.refusal
    assert "no longer write" in browse(bo).get("/").content.decode(), "it needs its author"
    assert "no longer write" not in browse(cy).get("/").content.decode()


def test_an_account_that_was_closed_publishes_nothing(bo: Person, hall: Community) -> None:
    plan(bo, hall)
    joining.deactivate_person(None, bo)
    with later():
        assert publish_due() == 0
    assert not Post.objects.exists()


def test_a_fault_of_ours_is_tried_again_and_then_told(bo: Person, hall: Community) -> None:
    draft = plan(bo, hall)

    def broken(_draft: Draft) -> dict[str, Any]:
        raise RuntimeError

    for minutes in (61, 70, 80):
        with later(minutes):
            assert not scheduling.publish_due(draft.pk, broken)
    draft.refresh_from_db()
    assert draft.due_at is None
    assert "our side" in draft.refusal


def test_the_time_is_meant_in_the_writers_zone(browse: Browse, bo: Person, hall: Community) -> None:
    bo.timezone = "Europe/Oslo"
    bo.save()
    day = (clock.now() + timedelta(days=30)).strftime("%Y-%m-%d")
    form = {"draft": "home", "community": hall.pk, "kind": "update", "body": "Hi"}
    answer = browse(bo).post("/publish/", {**form, "publish_at": f"{day}T09:00"})
    assert answer.headers["Location"] == "/drafts/scheduled/"
    due = Draft.objects.get().due_at
    assert due
    assert due.hour in {7, 8}
    assert "09:00" in browse(bo).get("/drafts/scheduled/").content.decode()


def test_a_browsers_zone_counts_where_the_profile_names_none() -> None:
    form = SendingForm({"publish_at": "2030-01-10T09:00", "zone": "Asia/Tokyo"})
    assert form.is_valid()
    assert form.moment() == datetime.fromisoformat("2030-01-10T00:00:00+00:00")


def test_a_time_that_is_past_is_refused_and_nothing_typed_is_lost(
    browse: Browse, bo: Person, hall: Community
) -> None:
    form = {"draft": "home", "community": hall.pk, "kind": "update", "body": "Written at length"}
    answer = browse(bo).post("/publish/", {**form, "publish_at": "2020-01-01T09:00"})
    assert answer.status_code == 422
    assert "Written at length" in answer.content.decode()
    assert "in the future" in answer.content.decode()


def test_a_change_of_a_scheduled_post_counts_only_once_it_is_saved(
    browse: Browse, bo: Person, hall: Community
) -> None:
    draft = plan(bo, hall)
    client = browse(bo)
    form = {"draft": f"re:{draft.pk}", "community": hall.pk, "kind": "update", "body": "Good mor"}
    client.post("/drafts/save/", form)
    draft.refresh_from_db()
    assert draft.field("body") == "Good morning"
    assert "Good mor</textarea>" in client.get(f"/publish/?draft={draft.pk}").content.decode()
    day = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT09:00")
    client.post("/publish/", {**form, "body": "Good evening", "scheduled": draft.pk, "publish_at": day})
    assert list(Draft.objects.values_list("pk", flat=True)) == [draft.pk]
    assert Draft.objects.get().field("body") == "Good evening"


def test_a_scheduled_post_is_sent_at_once_or_not_at_all(browse: Browse, bo: Person, hall: Community) -> None:
    one, other = plan(bo, hall), plan(bo, hall, "Never mind")
    browse(bo).post(f"/drafts/{other.pk}/unschedule/")
    assert browse(bo).post(f"/drafts/{one.pk}/publish/").status_code == 302
    with later():
        assert publish_due() == 0
    assert list(Post.objects.values_list("body", flat=True)) == ["Good morning"]
    assert Draft.objects.get().field("body") == "Never mind"


def send(client: Client, place: Community, body: str = "Oops #typo") -> Thread:
    form = {"draft": f"community:{place.pk}", "kind": "question", "body": body, "option": ["a", "b"]}
    client.post("/publish/", {**form, "community": place.pk})
    return Thread.objects.latest("pk")


def test_a_post_is_taken_back_with_every_field_that_its_form_had(
    browse: Browse, bo: Person, cy: Person, hall: Community
) -> None:
    client = browse(bo)
    thread = send(client, hall)
    page = client.get(f"{thread.get_absolute_url()}?sent").content.decode()
    assert f"/threads/{thread.pk}/undo/" in page, "without a script a button on the page that follows"
    there = client.post(f"/threads/{thread.pk}/undo/").headers["Location"]
    draft = Draft.objects.get()
    assert draft.fields["option"] == ["a", "b"]
    assert "Oops #typo</textarea>" in client.get(there).content.decode()
    assert browse(cy).get(thread.get_absolute_url()).status_code == 404


def test_after_half_a_minute_nothing_is_taken_back(browse: Browse, bo: Person, hall: Community) -> None:
    client = browse(bo)
    thread = send(client, hall)
    with clock.at(thread.created_at + timedelta(seconds=31)):
        answer = client.post(f"/threads/{thread.pk}/undo/")
    assert answer.status_code == 403
    assert "Half a minute has passed" in answer.content.decode()
    assert Thread.objects.get().removed_at is None


def test_only_the_author_takes_back(
    browse: Browse, bo: Person, max_: Person, dee: Person, lab: Community
) -> None:
    thread = send(browse(bo), lab)
    assert browse(max_).post(f"/threads/{thread.pk}/undo/").status_code == 403
    assert browse(dee).post(f"/threads/{thread.pk}/undo/").status_code == 404


def test_taking_back_after_an_answer_says_so(bo: Person, cy: Person, hall: Community) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Oops").thread
    commenting.add_comment(cy, thread, body="Too late, I saw it")
    thread.refresh_from_db()
    draft, said = sending.take_back_post(bo, thread)
    assert "1 answer had arrived" in said
    assert draft.field("body") == "Oops"


def test_what_is_typed_meanwhile_is_not_lost_when_the_first_text_returns(bo: Person, hall: Community) -> None:
    post = sending.send_post(bo, key="home", fields={"body": ["One"]}, community=hall, body="One")
    place = drafts.place_of(bo, "home")
    assert place
    drafting.keep_draft(bo, place, fields={"body": ["Two"]})
    sending.take_back_post(bo, post.thread)
    assert sorted(draft.field("body") for draft in Draft.objects.of(bo)) == ["One", "Two"]


def test_a_comment_is_taken_back_without_a_trace_unless_it_was_answered(
    browse: Browse, bo: Person, cy: Person, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Tea?").thread
    client = browse(cy)
    client.post(f"/threads/{thread.pk}/comments/", {"body": "Yse", "draft": f"thread:{thread.pk}"})
    comment = Comment.objects.get()
    there = client.post(f"/comments/{comment.pk}/undo/").headers["Location"]
    assert "Yse</textarea>" in client.get(there.split("#")[0]).content.decode()
    thread.refresh_from_db()
    assert (Comment.objects.count(), thread.comment_count) == (0, 0)
    assert Event.objects.filter(verb="activity.comment_removed").exists()
    answered = commenting.add_comment(cy, thread, body="Yes")
    commenting.add_comment(bo, thread, body="Good", parent=answered)
    _draft, said = sending.take_back_comment(cy, answered)
    assert "its place stays" in said
    assert Comment.objects.count() == 2


def test_the_forms_of_what_was_sent_are_forgotten_soon(bo: Person, hall: Community) -> None:
    sending.send_post(bo, fields={"body": ["x"]}, community=hall, body="x")
    assert Sent.objects.count() == 1
    with later(3):
        publish_due()
    assert not Sent.objects.exists()
