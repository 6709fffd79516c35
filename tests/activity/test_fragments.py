"""Finished cards are kept, and never shown for something else."""

from datetime import timedelta

from activity import fragments
from activity.actions import publishing
from activity.models import Post, Thread
from communities.models import Community
from people.models import Person


def test_a_number_given_out_again_has_a_card_of_its_own(bo: Person, hall: Community) -> None:
    post = publishing.publish_post(bo, community=hall, body="Before the backup was put back")
    assert "Before the backup" in fragments.card(post.thread)
    # What putting back an older backup does: the same number and version belong to another post.
    Post.objects.filter(pk=post.pk).update(body="After", body_html="<p>After</p>")
    Thread.objects.filter(pk=post.thread_id).update(created_at=post.thread.created_at + timedelta(seconds=9))
    assert "<p>After</p>" in fragments.card(Thread.objects.get(pk=post.thread_id))
