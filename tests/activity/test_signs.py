"""Signs to react with: laid out by the administrator, and who reacted with what."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from activity import fragments
from activity.actions import choosing, commenting, publishing, reacting
from activity.models import CompanyValue, ReactionSign, Thread
from activity.policies import NotAllowed
from communities.models import Community
from esn.kit.models import AuditEntry
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, hall: Community) -> Thread:
    return publishing.publish_post(bo, community=hall, body="Lunch?").thread


def test_there_are_five_signs_and_five_values_to_begin_with(db: None) -> None:
    choosing.furnish()
    kinds = list(ReactionSign.objects.order_by("place").values_list("key", flat=True))
    assert kinds == ["like", "love", "celebrate", "insightful", "curious"]
    assert CompanyValue.objects.count() == 5


def test_a_new_sign_is_offered_at_once_on_cards_that_were_finished_before(
    ada: Person, bo: Person, thread: Thread
) -> None:
    assert "Clap" not in fragments.card(thread)
    sign = choosing.save_sign(ada, None, label="Clap", emoji="👏", place=9)
    assert "Clap" in fragments.card(thread)
    reacting.react(bo, thread, kind=sign.key)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.after["label"]) == ("activity.reactionsign_added", "Clap")


def test_a_retired_sign_stays_where_it_was_used_and_can_be_taken_back(
    ada: Person, bo: Person, cy: Person, thread: Thread, browse: Browse
) -> None:
    reacting.react(cy, thread, kind="curious")
    choosing.save_sign(ada, ReactionSign.objects.get(key="curious"), is_active=False)
    bar = str(fragments.card(Thread.objects.get(pk=thread.pk)))
    assert bar.count('value="curious"') == 1, "its count, and no button in the menu"
    with pytest.raises(ValidationError):
        reacting.react(bo, thread, kind="curious")
    browse(cy).post(f"/threads/{thread.pk}/reactions/", {"kind": "curious"})
    assert not thread.reactions.exists()


@pytest.mark.parametrize("kind", ["nonsense", "", "x" * 40])
def test_an_unknown_sign_is_refused(bo: Person, thread: Thread, browse: Browse, kind: str) -> None:
    answer = browse(bo).post(f"/threads/{thread.pk}/reactions/", {"kind": kind})
    assert answer.status_code == 422
    assert not thread.reactions.exists()


def test_only_the_administrator_lays_them_out(bo: Person, eve: Person, browse: Browse) -> None:
    for other in (bo, eve):
        with pytest.raises(NotAllowed):
            choosing.save_value(other, None, label="Rank", emoji="👑")
        assert browse(other).get("/ops/values/").status_code == 404


def test_the_last_one_stays_in_use_and_no_name_comes_twice(ada: Person) -> None:
    first, *rest = ReactionSign.objects.order_by("place")
    for sign in rest:
        choosing.save_sign(ada, sign, is_active=False)
    with pytest.raises(ValidationError, match="stay in use"):
        choosing.save_sign(ada, first, is_active=False)
    with pytest.raises(ValidationError, match="has this name"):
        choosing.save_sign(ada, None, label="like", emoji="👍")


def test_the_page_adds_changes_and_says_what_is_wrong(ada: Person, browse: Browse) -> None:
    client = browse(ada)
    new = {"label": "Patience", "emoji": "🐢", "tint": "3", "place": "1", "is_active": "on"}
    assert client.post("/ops/values/", new).status_code == 302
    row = CompanyValue.objects.get(label="Patience")
    answer = client.post("/ops/values/", {**new, "emoji": "turtle"})
    assert answer.status_code == 422
    assert "An emoji, not a word." in answer.content.decode()
    assert 'value="Patience"' in answer.content.decode()
    client.post(f"/ops/values/{row.pk}/", {**new, "label": "Calm", "is_active": ""})
    row.refresh_from_db()
    assert (row.label, row.retired_at is None, row.key) == ("Calm", False, "patience")
    assert "Retired" in client.get("/ops/values/").content.decode()


def test_who_reacted_with_what(
    bo: Person, cy: Person, dee: Person, gus: Person, thread: Thread, browse: Browse
) -> None:
    reacting.react(cy, thread, kind="love")
    reacting.react(dee, thread, kind="like")
    there = f"/threads/{thread.pk}/reactions/"
    page = browse(bo).get(there).content.decode()
    assert "Cy Dahl" in page
    assert "Dee Düring" in page
    assert "Dee Düring" not in browse(bo).get(there + "?kind=love").content.decode()
    guest = browse(gus).get(there).content.decode()
    assert "Cy Dahl" in guest
    assert "Dee Düring" not in guest, "a guest does not come to know people through what they like"


def test_who_reacted_to_a_comment_is_asked_of_its_own_thread(
    bo: Person, cy: Person, dee: Person, hall: Community, lab: Community, thread: Thread, browse: Browse
) -> None:
    secret = publishing.publish_post(bo, community=lab, body="Crane").thread
    comment = commenting.add_comment(bo, secret, body="Yes")
    reacting.react(bo, secret, kind="like", comment=comment)
    assert browse(bo).get(f"/threads/{secret.pk}/reactions/?comment={comment.pk}").status_code == 200
    for there in (secret.pk, thread.pk):
        assert browse(dee).get(f"/threads/{there}/reactions/?comment={comment.pk}").status_code == 404
