"""Drafts: what is typed survives, belongs to its author alone, and is gone when it is sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from activity import drafts
from activity.actions import drafting, publishing, sending
from activity.models import Draft, Post
from activity.policies import NotAllowed
from communities.actions import membership
from communities.models import Community
from esn.kit.markup import MAX_LENGTH
from people.models import Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def keep(author: Person, key: str = "home", base: int = 0, **fields: Any) -> drafting.Kept:
    place = drafts.place_of(author, key)
    assert place
    lists = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return drafting.keep_draft(author, place, fields=lists, base=base)


def test_what_is_typed_comes_back_on_another_device_with_fields_that_only_its_kind_knows(
    browse: Browse, bo: Person, everyone: Community
) -> None:
    typed = {
        "draft": "home",
        "body": "Half a thought",
        "title": "Poll",
        "option": ["Tea", "Coffee"],
        "community": str(everyone.pk),
    }
    assert browse(bo).post("/drafts/save/", typed).json()["version"] == 1
    page = browse(bo).get("/").content.decode()
    assert "Half a thought</textarea>" in page
    assert '["Tea", "Coffee"]' in page, "for the script that fills in what the page does not know"


def test_nobody_else_reads_a_draft(browse: Browse, bo: Person, ada: Person, hall: Community) -> None:
    draft = keep(bo, body="My secret thought").draft
    assert draft
    for there in (f"/publish/?draft={draft.pk}", f"/api/v1/drafts/{draft.pk}/"):
        assert browse(ada).get(there).status_code in {401, 404}
    assert "secret thought" not in browse(ada).get("/drafts/").content.decode()
    assert "secret thought" in browse(bo).get("/drafts/").content.decode()


def test_a_draft_is_kept_per_place(bo: Person, hall: Community, lab: Community) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Tea?").thread
    for key in ("home", f"community:{lab.pk}", f"thread:{thread.pk}", f"edit:{thread.pk}"):
        keep(bo, key, body=f"For {key}")
    assert Draft.objects.of(bo).count() == 4
    assert drafts.at(bo, f"thread:{thread.pk}").place == "comment"  # type: ignore[union-attr]


def test_no_draft_is_kept_where_one_may_not_write(
    browse: Browse, dee: Person, bo: Person, lab: Community
) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Prototype").thread
    for key in (
        f"community:{lab.pk}",
        f"thread:{thread.pk}",
        f"edit:{thread.pk}",
        "later:0",
        "nonsense",
        "re:1",
    ):
        assert drafts.place_of(dee, key) is None
        assert browse(dee).post("/drafts/save/", {"draft": key, "body": "x"}).status_code == 404
    assert drafts.place_of(bo, f"edit:{thread.pk}")


def test_the_last_wording_wins_and_the_other_window_is_told(bo: Person) -> None:
    first = keep(bo, body="One")
    second = keep(bo, base=1, body="Two")
    third = keep(bo, base=1, body="Three, from a window that saw only One")
    assert (first.was_changed, second.was_changed, third.was_changed) == (False, False, True)
    assert drafts.at(bo, "home").field("body").startswith("Three")  # type: ignore[union-attr]


def test_nothing_typed_is_no_draft(bo: Person) -> None:
    keep(bo, body="One")
    keep(bo, base=1, body="  ", kind="question", community="3", language="de")
    assert not Draft.objects.exists()


def test_sending_takes_the_draft_with_it_and_a_late_save_does_not_bring_it_back(
    browse: Browse, bo: Person, hall: Community
) -> None:
    keep(bo, body="Done")
    client = browse(bo)
    form = {"draft": "home", "community": hall.pk, "kind": "update", "body": "Done"}
    assert client.post("/publish/", {**form, "idempotency_key": "k1"}).status_code == 302
    assert not Draft.objects.exists()
    assert client.post("/drafts/save/", {**form, "stamp": "k1"}).json()["version"] == 0
    assert not Draft.objects.exists()


def test_what_failed_to_be_sent_stays_a_draft(bo: Person, lab: Community) -> None:
    keep(bo, f"community:{lab.pk}", body="Words")
    membership.leave_community(bo, lab)
    with pytest.raises(NotAllowed):
        sending.send_post(bo, key=f"community:{lab.pk}", community=lab, body="Words")
    assert Draft.objects.of(bo).count() == 1
    assert not Post.objects.exists()


def test_a_draft_has_a_length_and_a_person_has_two_hundred(
    browse: Browse, bo: Person, hall: Community
) -> None:
    keep(bo, body="x" * MAX_LENGTH)
    with pytest.raises(drafting.DraftTooLong):
        keep(bo, body="x" * (MAX_LENGTH + 1))
    with pytest.raises(drafting.DraftTooLong):
        keep(bo, body="x", option=["y" * 9_000, "z" * 9_000])
    old = Draft.objects.get()
    Draft.objects.bulk_create(
        Draft(author=bo, key=f"later:{n}", created_at=old.created_at, updated_at=old.updated_at)
        for n in range(drafting.MOST - 1)
    )
    answer = browse(bo).post("/drafts/save/", {"draft": f"community:{hall.pk}", "body": "One more"})
    assert answer.status_code == 422
    assert "200" in answer.json()["detail"]


def test_discarding_is_for_the_author(browse: Browse, bo: Person, cy: Person) -> None:
    draft = keep(bo, body="One").draft
    assert draft
    assert browse(cy).post(f"/drafts/{draft.pk}/discard/").status_code == 404
    assert browse(bo).post(f"/drafts/{draft.pk}/discard/").status_code == 302
    assert not Draft.objects.exists()


def test_without_a_script_a_draft_is_kept_by_a_button_and_a_preview_shown(
    browse: Browse, bo: Person, hall: Community
) -> None:
    form = {"draft": "home", "community": hall.pk, "kind": "update", "body": "**Half**"}
    answer = browse(bo).post("/publish/", {**form, "then": "preview"})
    assert "<strong>Half</strong>" in answer.content.decode()
    assert not Post.objects.exists()
    assert browse(bo).post("/publish/", {**form, "then": "draft"}).headers["Location"] == "/drafts/"
    assert drafts.at(bo, "home")


def test_the_list_of_drafts_costs_the_same_for_one_and_for_fifty(
    browse: Browse, bo: Person, django_assert_max_num_queries: Any
) -> None:
    now = keep(bo, body="One").draft.updated_at  # type: ignore[union-attr]
    Draft.objects.bulk_create(
        Draft(author=bo, key=f"later:{n}", fields={"body": ["x"]}, created_at=now, updated_at=now)
        for n in range(49)
    )
    client = browse(bo)
    with django_assert_max_num_queries(10):
        assert client.get("/drafts/").content.decode().count("<li>\n    <div") == 50
