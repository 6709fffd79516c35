"""An opening travels as far as its author allows, and no further; comments never do."""

from collections.abc import Callable

import pytest
from django.test import Client

from activity import embeds
from activity.actions import commenting, promoting, publishing, sharing
from activity.models import Promotion, Thread
from activity.policies import NotAllowed
from communities.actions import membership
from communities.models import Community
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, lab: Community, max_: Person) -> Thread:
    """bo's, in private Lab, with an answer by max."""
    thread = publishing.publish_post(bo, community=lab, body="Prototype works").thread
    commenting.add_comment(max_, thread, body="The classified answer")
    thread.refresh_from_db()
    return thread


def test_what_is_private_is_not_shared_to_more_people(thread: Thread, max_: Person, hall: Community) -> None:
    with pytest.raises(sharing.TooFar):
        sharing.share_thread(max_, thread, community=hall, body="Look")
    assert Thread.objects.count() == 1


def test_what_everybody_can_read_may_be_shared_anywhere(
    max_: Person, cy: Person, hall: Community, lab: Community, dee: Person
) -> None:
    origin = publishing.publish_post(cy, community=hall, body="New price list").thread
    share = sharing.share_thread(max_, origin, community=lab, body="For us too").thread
    assert (share.shared_from, share.community) == (origin, lab)
    assert not Thread.objects.visible_to(dee).filter(pk=share.pk).exists()


def test_the_author_lets_the_opening_travel_but_not_the_discussion(
    thread: Thread, bo: Person, max_: Person, hall: Community, cy: Person, browse: Browse
) -> None:
    sharing.set_sharing(bo, thread, sharing="anyone")
    share = sharing.share_thread(max_, thread, community=hall, body="Good news").thread
    page = browse(cy).get(share.get_absolute_url()).content.decode()
    assert "Prototype works" in page
    assert "classified" not in page
    assert thread.get_absolute_url() not in page
    assert browse(cy).get(thread.get_absolute_url()).status_code == 404
    assert thread.get_absolute_url() in browse(max_).get(share.get_absolute_url()).content.decode()


def test_an_author_who_changes_their_mind_is_heard(
    thread: Thread, bo: Person, max_: Person, hall: Community, cy: Person
) -> None:
    sharing.set_sharing(bo, thread, sharing="anyone")
    share = sharing.share_thread(max_, thread, community=hall).thread
    assert embeds.of_shares(cy, [share.pk])[share.pk].origin == thread
    sharing.set_sharing(bo, thread, sharing="readers")
    assert embeds.of_shares(cy, [share.pk])[share.pk].origin is None
    assert embeds.of_shares(max_, [share.pk])[share.pk].origin == thread
    assert "Prototype" not in Thread.objects.get(pk=share.pk).title


def test_a_removed_origin_is_shown_by_no_share(
    thread: Thread, bo: Person, max_: Person, hall: Community, cy: Person
) -> None:
    sharing.set_sharing(bo, thread, sharing="anyone")
    share = sharing.share_thread(max_, thread, community=hall).thread
    publishing.remove_thread(bo, thread)
    for viewer in (cy, bo, max_):
        assert embeds.of_shares(viewer, [share.pk])[share.pk].origin is None


def test_a_guest_sees_of_a_share_only_what_the_guest_may_see(
    gus: Person, hall: Community, bo: Person, max_: Person, everyone: Community
) -> None:
    origin = publishing.publish_post(bo, community=everyone, body="Canteen closed").thread
    share = sharing.share_thread(max_, origin, community=hall, body="Note").thread
    assert Thread.objects.visible_to(gus).filter(pk=share.pk).exists()
    assert embeds.of_shares(gus, [share.pk])[share.pk].origin is None


def test_who_may_not_see_the_thread_may_not_share_it(thread: Thread, dee: Person, hall: Community) -> None:
    assert not Thread.objects.visible_to(dee).exists()
    with pytest.raises(NotAllowed):
        sharing.share_thread(dee, thread, community=hall)


def test_sharing_within_the_readers_of_a_private_room_is_fine(
    thread: Thread, bo: Person, max_: Person, vault: Community
) -> None:
    share = sharing.share_thread(max_, thread, community=vault).thread
    assert share.community == vault
    membership.add_member(max_, vault, bo)


def test_an_author_says_yes_to_a_wider_audience(
    thread: Thread, bo: Person, max_: Person, hall: Community, cy: Person
) -> None:
    promotion = promoting.ask_promotion(max_, thread, community=hall, reason="Sales waits for it")
    assert promoting.ask_promotion(max_, thread, community=hall) == promotion
    promoting.decide_promotion(bo, promotion, accept=True)
    promotion.refresh_from_db()
    assert promotion.share is not None
    assert embeds.of_shares(cy, [promotion.share.pk])[promotion.share.pk].origin == thread
    assert promotion.share.starter == max_


def test_only_the_author_decides_and_only_once(
    thread: Thread, bo: Person, max_: Person, hall: Community, dee: Person
) -> None:
    promotion = promoting.ask_promotion(max_, thread, community=hall)
    for somebody in (max_, dee):
        with pytest.raises(NotAllowed):
            promoting.decide_promotion(somebody, promotion, accept=True)
    promoting.decide_promotion(bo, promotion, accept=False)
    promoting.decide_promotion(bo, promotion, accept=True)
    assert Promotion.objects.get().is_accepted is False
    assert Thread.objects.count() == 1


def test_the_pages_of_sharing_keep_what_was_typed(
    thread: Thread, max_: Person, hall: Community, browse: Browse
) -> None:
    answer = browse(max_).post(
        f"/threads/{thread.pk}/share/", {"community": hall.pk, "body": "Long and dear words"}
    )
    assert answer.status_code == 422
    assert "Long and dear words" in answer.content.decode()
    assert "has not allowed" in answer.content.decode()
