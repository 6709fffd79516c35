"""A community's life: who starts threads, sub-communities, renaming, archiving, merging, two owners at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from activity.actions import commenting, publishing
from activity.models import Thread
from activity.policies import may_edit_post
from communities import browsing
from communities.actions import describing, founding, membership, merging, settling
from communities.models import Community, JoinRequest, Membership, Merge
from communities.policies import START, NotAllowed, bar, may_start, refusal
from communities.policies import _bars as bars
from esn.kit.models import AuditEntry
from people.models import Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def test_only_leads_start_where_things_are_announced_and_everybody_answers(
    browse: Browse, max_: Person, bo: Person, hall: Community
) -> None:
    settling.edit_community(max_, hall, posting="leads")
    thread = publishing.publish_post(max_, community=hall, body="News").thread
    commenting.add_comment(bo, thread, body="Thanks")
    with pytest.raises(NotAllowed, match="Only those who run Hall"):
        publishing.publish_post(bo, community=hall, body="Mine")
    page = browse(bo).get("/communities/hall/").content.decode()
    assert 'id="composer"' not in page
    assert "Only those who run Hall" in page
    assert hall not in browsing.startable(bo)
    assert hall in browsing.startable(max_)


def test_a_private_place_for_announcements_is_both(max_: Person, bo: Person, dee: Person) -> None:
    room = founding.found_community(max_, name="Board", kind="private", posting="leads")
    membership.add_member(max_, room, bo)
    assert (may_start(max_, room), may_start(bo, room), may_start(dee, room)) == (True, False, False)


def test_a_bar_from_above_stands_at_the_single_points(bo: Person, dee: Person, hall: Community) -> None:
    assert may_start(bo, hall)
    bar(lambda person, _place, deed: "Muted until noon." if person == bo and deed == START else "")
    try:
        assert (may_start(bo, hall), may_start(dee, hall)) == (False, True)
        assert refusal(bo, hall, START) == "Muted until noon."
    finally:
        bars.pop()


def test_an_archived_community_is_read_and_left_alone(
    browse: Browse, max_: Person, bo: Person, hall: Community
) -> None:
    post = publishing.publish_post(bo, community=hall, body="Old words")
    settling.archive_community(max_, hall, reason="Over")
    assert not may_edit_post(bo, post)
    with pytest.raises(NotAllowed, match="is archived"):
        commenting.add_comment(bo, Thread.objects.get(pk=post.thread_id), body="More")
    client = browse(bo)
    page = client.get("/communities/hall/").content.decode()
    assert "Old words" in page
    assert "Archived on" in page
    assert [c.name for c in client.get("/communities/").context["communities"]] == []
    assert [c.name for c in client.get("/communities/?show=archived").context["communities"]] == ["Hall"]
    assert AuditEntry.objects.get(verb="communities.community_archived").reason == "Over"
    assert client.post("/communities/hall/revive/").status_code == 403
    browse(max_).post("/communities/hall/revive/")
    commenting.add_comment(bo, Thread.objects.get(pk=post.thread_id), body="More")


def test_an_administrator_archives_what_they_may_know_of_and_reads_nothing(
    browse: Browse, ada: Person, lab: Community, vault: Community
) -> None:
    client = browse(ada)
    assert client.post(f"/communities/{vault.slug}/archive/").status_code == 404
    assert client.post("/communities/lab/archive/").status_code == 302
    lab.refresh_from_db()
    assert lab.is_archived
    assert "Bo Berg" not in client.get("/communities/lab/").content.decode()


def test_parts_are_listed_there_and_a_parent_is_named_only_to_who_may_know_it(
    browse: Browse, max_: Person, dee: Person, vault: Community
) -> None:
    part = founding.found_community(max_, name="Annex", parent=vault)
    assert "Vault" not in browse(dee).get("/communities/annex/").content.decode()
    assert "Vault" in browse(max_).get("/communities/annex/").content.decode()
    assert "Annex" in browse(max_).get(f"/communities/{vault.slug}/").content.decode()
    assert part.kind == "open"


def test_a_tree_has_three_levels_and_no_ring(max_: Person, bo: Person, hall: Community) -> None:
    rooms = [hall]
    for name in ("Two", "Three"):
        rooms.append(founding.found_community(max_, name=name, parent=rooms[-1]))
    with pytest.raises(describing.BadPlace, match="Three levels"):
        founding.found_community(max_, name="Four", parent=rooms[-1])
    for below in (hall, rooms[1], rooms[2]):
        with pytest.raises(describing.BadPlace):
            settling.edit_community(max_, hall, parent=below)
    with pytest.raises(describing.BadPlace):
        founding.found_community(bo, name="Bo's", parent=hall)


def test_a_place_that_turns_secret_takes_its_old_address_with_it(
    browse: Browse, max_: Person, dee: Person, hall: Community
) -> None:
    settling.edit_community(max_, hall, kind="secret")
    hall.refresh_from_db()
    assert hall.slug != "hall"
    assert browse(dee).get("/communities/hall/").status_code == 404
    assert browse(max_).get("/communities/hall/")["Location"] == f"/communities/{hall.slug}/"
    # Nobody who founds another one learns that the name was in use.
    assert founding.found_community(dee, name="Hall").slug == "hall"
    assert browse(max_).get("/communities/hall/").context["community"].founded_by == dee


def test_two_owners_lose_nothing(browse: Browse, max_: Person, hall: Community) -> None:
    client = browse(max_)
    version = client.get("/communities/hall/edit/").context["version"]
    settling.edit_community(max_, hall, description="Said first")
    words = {
        "name": "Hall",
        "description": "Said second",
        "version": version,
        "kind": "open",
        "reach": "team",
    }
    answer = client.post("/communities/hall/edit/", words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Said second" in page
    assert "Said first" in page
    hall.refresh_from_db()
    assert hall.description == "Said first"
    client.post("/communities/hall/edit/", {**words, "version": answer.context["version"]})
    hall.refresh_from_db()
    assert hall.description == "Said second"
    entry = AuditEntry.objects.filter(verb="communities.community_edited").latest("pk")
    assert (entry.before["description"], entry.after["description"]) == ("Said first", "Said second")


@pytest.fixture
def den(max_: Person, cy: Person) -> Community:
    """Private: max owns it, cy moderates."""
    den = founding.found_community(max_, name="Den", kind="private")
    membership.add_member(max_, den, cy)
    membership.change_role(max_, den, cy, role="moderator")
    den.refresh_from_db()
    return den


def test_two_become_one_with_everything_in_them(  # noqa: PLR0917  (the cast)
    browse: Browse, max_: Person, bo: Person, cy: Person, dee: Person, lab: Community, den: Community
) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Alloy #steel").thread
    membership.add_member(max_, lab, cy)
    membership.request_to_join(dee, lab)
    membership.request_to_join(dee, den)
    page = browse(max_).get("/communities/lab/merge/", {"into": "den"})
    assert (page.context["preview"].coming, page.context["preview"].both) == (1, 2)
    browse(max_).post("/communities/lab/merge/", {"into": "den", "confirmed": "1"})
    thread.refresh_from_db()
    assert thread.community == den
    roles = dict(Membership.objects.filter(community=den).values_list("person__username", "role"))
    assert roles == {"max": "owner", "cy": "moderator", "bo": "member"}
    assert JoinRequest.objects.get(person=dee, decided_at=None).community == den
    assert browse(bo).get("/communities/lab/")["Location"] == "/communities/den/"
    assert browse(bo).get(thread.get_absolute_url()).status_code == 200
    den.refresh_from_db()
    assert (den.member_count, den.tip_at) == (3, thread.created_at)
    assert not browsing.is_name_taken("Lab")
    assert AuditEntry.objects.filter(verb="communities.community_merged").count() == 1


def test_what_was_written_for_few_is_not_opened_to_many(
    browse: Browse, max_: Person, bo: Person, dee: Person, hall: Community, lab: Community
) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Alloy").thread
    page = browse(max_).get("/communities/lab/merge/", {"into": "hall"}).content.decode()
    assert "This cannot be done" in page
    browse(max_).post("/communities/lab/merge/", {"into": "hall", "confirmed": "1"})
    with pytest.raises(merging.WouldWiden):
        merging.merge_communities(max_, lab, hall)
    thread.refresh_from_db()
    assert thread.community == lab
    assert browse(dee).get(thread.get_absolute_url()).status_code == 404


def test_a_merge_goes_on_where_a_worker_died(
    max_: Person, bo: Person, lab: Community, den: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        publishing.publish_post(bo, community=lab, body=f"Post {number}")
    monkeypatch.setattr(merging, "BATCH", 2)
    merge = merging.merge_communities(max_, lab, den)
    assert merge.finished_at is None
    assert merging._batch(merge.pk)
    assert Thread.objects.filter(community=den).count() == 2
    # Its members still read what has not moved.
    assert Thread.objects.visible_to(Person.objects.get(pk=bo.pk)).count() == 5
    merging.carry_on(merge.pk)
    merging.carry_on(merge.pk)
    assert Thread.objects.filter(community=den).count() == 5
    merge = Merge.objects.get()
    assert (merge.moved, merge.total, merge.finished_at is None) == (5, 5, False)


def test_only_who_owns_both_merges(
    browse: Browse, cy: Person, bo: Person, lab: Community, den: Community
) -> None:
    assert Membership.objects.get(community=den, person=cy).role == "moderator"
    for person in (cy, bo):
        assert (
            browse(person).post("/communities/den/merge/", {"into": "lab", "confirmed": "1"}).status_code
            == 403
        )
        with pytest.raises(NotAllowed):
            merging.merge_communities(person, den, lab)


def test_whom_the_target_took_out_does_not_come_back_by_a_merge(
    max_: Person, bo: Person, lab: Community, den: Community
) -> None:
    membership.add_member(max_, den, bo)
    membership.remove_member(max_, den, bo)
    merging.merge_communities(max_, lab, den)
    assert not Membership.objects.filter(community=den, person=bo).exists()


def test_the_welcome_is_shown_until_it_is_put_away(
    browse: Browse, max_: Person, dee: Person, hall: Community
) -> None:
    settling.edit_community(max_, hall, welcome="Take a seat.")
    client = browse(dee)
    client.post("/communities/hall/join/")
    assert "Take a seat." in client.get("/communities/hall/").content.decode()
    client.post("/communities/hall/welcome/")
    assert "Take a seat." not in client.get("/communities/hall/").content.decode()
    assert "Take a seat." in client.get("/communities/hall/about/").content.decode()
