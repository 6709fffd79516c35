"""Changed and removed words: earlier wordings stay readable, two changes do not lose each other, removal has a reason."""

import time
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from activity.actions import commenting, publishing
from activity.actions.revising import ChangedMeanwhile, ReasonMissing
from activity.models import Mention, Post, Revision
from communities.models import Community
from esn.kit.differences import Piece, compare
from esn.kit.models import AuditEntry, Event
from people.models import Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def post_of(bo: Person, place: Community, body: str = "The crane in hall 2 is slow.") -> Post:
    return publishing.publish_post(bo, community=place, body=body)


def test_the_history_shows_who_changed_which_words_to_everybody_who_sees_the_thread(
    browse: Browse, bo: Person, max_: Person, dee: Person, lab: Community
) -> None:
    post = post_of(bo, lab)
    publishing.edit_post(bo, post, body="The crane in hall 3 is slow.")
    there = f"/threads/{post.thread_id}/history/"
    page = browse(max_).get(there).content.decode()
    assert "<del>2</del><ins>3</ins>" in page
    assert browse(dee).get(there).status_code == 404
    assert there in browse(max_).get(post.thread.get_absolute_url()).content.decode()


def test_the_history_of_a_comment_ends_with_its_removal(
    browse: Browse, bo: Person, cy: Person, dee: Person, hall: Community
) -> None:
    comment = commenting.add_comment(cy, post_of(bo, hall).thread, body="No <b>")
    commenting.edit_comment(cy, comment, body="Yes", is_minor=True)
    page = browse(dee).get(f"/comments/{comment.pk}/history/").content.decode()
    assert "&lt;" in page
    assert "small correction" in page
    commenting.remove_comment(cy, comment)
    assert browse(dee).get(f"/comments/{comment.pk}/history/").status_code == 404


def test_saving_the_same_words_is_no_change(bo: Person, hall: Community) -> None:
    post = post_of(bo, hall)
    publishing.edit_post(bo, post, body=post.body, title=post.thread.title)
    assert not Revision.objects.exists()
    assert post.edited_at is None


def test_a_small_correction_notifies_nobody(bo: Person, cy: Person, max_: Person, hall: Community) -> None:
    post = post_of(bo, hall)
    publishing.edit_post(bo, post, body="Look, @cy", is_minor=True)
    assert Mention.objects.filter(person=cy).exists()
    assert not Event.objects.filter(verb="activity.person_mentioned").exists()
    publishing.edit_post(bo, post, body="Look, @cy and @max")
    assert list(
        Event.objects.filter(verb="activity.person_mentioned").values_list("owner_id", flat=True)
    ) == [max_.pk]


def test_two_windows_do_not_overwrite_each_other(browse: Browse, bo: Person, hall: Community) -> None:
    post = post_of(bo, hall)
    client, there = browse(bo), f"/threads/{post.thread_id}/edit/"
    client.post(there, {"body": "First window", "version": "1"})
    answer = client.post(there, {"body": "Second window", "version": "1", "title": "Mine"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First window" in page
    assert "Second window</textarea>" in page
    post.refresh_from_db()
    assert post.body == "First window"
    assert client.post(there, {"body": "Both", "version": "2"}).status_code == 302
    post.refresh_from_db()
    assert (post.body, post.revision) == ("Both", 3)


def test_a_program_is_told_of_a_conflict_too(bo: Person, hall: Community) -> None:
    comment = commenting.add_comment(bo, post_of(bo, hall).thread, body="One")
    commenting.edit_comment(bo, comment, body="Two", base=1)
    with pytest.raises(ChangedMeanwhile):
        commenting.edit_comment(bo, comment, body="Three", base=1)


def test_the_draft_of_a_change_is_there_again_and_goes_when_it_is_saved(
    browse: Browse, bo: Person, hall: Community
) -> None:
    post, client = post_of(bo, hall), browse(bo)
    there = f"/threads/{post.thread_id}/edit/"
    client.post("/drafts/save/", {"draft": f"edit:{post.thread_id}", "body": "Half changed"})
    assert "Half changed</textarea>" in client.get(there).content.decode()
    client.post(there, {"body": "Changed", "version": "1"})
    assert "Changed</textarea>" in client.get(there).content.decode()


def test_a_moderator_gives_a_reason_which_goes_on_record(
    browse: Browse, bo: Person, max_: Person, cy: Person, dee: Person, hall: Community
) -> None:
    thread = post_of(bo, hall).thread
    with pytest.raises(ReasonMissing):
        publishing.remove_thread(max_, thread, reason="  ")
    assert browse(max_).post(f"/threads/{thread.pk}/remove/", {}).status_code == 422
    publishing.remove_thread(max_, thread, reason="Posted twice")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor_id, entry.reason) == ("activity.thread_removed", max_.pk, "Posted twice")
    for person in (bo, max_):
        answer = browse(person).get(thread.get_absolute_url())
        assert answer.status_code == 410
        assert "Posted twice" in answer.content.decode()
        assert "Max Moe" in answer.content.decode()
    for person in (cy, dee):
        assert browse(person).get(thread.get_absolute_url()).status_code == 404


def test_why_a_comment_went_is_told_to_its_author_and_the_leads_alone(
    browse: Browse, bo: Person, max_: Person, cy: Person, dee: Person, hall: Community
) -> None:
    thread = post_of(bo, hall).thread
    comment = commenting.add_comment(cy, thread, body="Rude words")
    commenting.remove_comment(max_, comment, reason="Be kind, please")
    for person, may in ((cy, True), (max_, True), (bo, False), (dee, False)):
        page = browse(person).get(thread.get_absolute_url()).content.decode()
        assert "Be kind, please" not in page, "the finished piece is the same for everybody"
        assert "Rude words" not in page
        answer = browse(person).get(f"/comments/{comment.pk}/removal/")
        assert (answer.status_code == 200) is may
    assert AuditEntry.objects.filter(verb="activity.comment_removed").count() == 1


def test_ones_own_words_go_without_a_reason(bo: Person, hall: Community) -> None:
    publishing.remove_thread(bo, post_of(bo, hall).thread)
    assert not AuditEntry.objects.exists()


def test_the_language_of_a_text_is_said_and_remembered(browse: Browse, bo: Person, hall: Community) -> None:
    client = browse(bo)
    form = {
        "community": hall.pk,
        "kind": "update",
        "body": "Olá",
        "language": "other",
        "language_other": "pt-br",
    }
    assert client.post("/publish/", form).status_code == 302
    thread = Post.objects.get().thread
    assert thread.language == "pt-BR"
    assert 'class="prose" lang="pt-BR"' in client.get(thread.get_absolute_url()).content.decode()
    assert 'value="pt-BR"' in client.get("/publish/").content.decode()
    wrong = client.post("/publish/", {**form, "language_other": "x y"})
    assert (wrong.status_code, Post.objects.count()) == (422, 1)


def both(pieces: list[Piece]) -> tuple[str, str]:
    old = "".join(piece.text for piece in pieces if piece.kind != "new")
    return old, "".join(piece.text for piece in pieces if piece.kind != "gone")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n.", max_size=60), st.text(alphabet="ab \n.", max_size=60))
def test_both_wordings_can_be_read_from_the_differences(before: str, after: str) -> None:
    assert both(compare(before, after)) == (before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n", "b\n"),
        ("a\nb\n", "b\na\n"),
        ("a b ", "a c "),
        ("a\n\n", "\na\n"),
    ],
)
def test_comparing_long_texts_is_quick_whatever_they_hold(before: str, after: str) -> None:
    size = 65_536
    start = time.process_time()
    old, new = (before * size)[:size], (after * size)[: size - 7]
    assert both(compare(old, new)) == (old, new)
    assert time.process_time() - start < 1.0
