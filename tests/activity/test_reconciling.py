"""Kept counters are compared with what they count."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from activity.actions.commenting import add_comment, remove_comment
from activity.actions.publishing import publish_post
from activity.models import Thread
from communities.models import Community, Membership
from esn.kit import clock
from people.models import Person

pytestmark = pytest.mark.django_db


def reconcile(*options: str) -> str:
    out = StringIO()
    call_command("reconcile", *options, stdout=out)
    return out.getvalue()


def test_what_the_actions_count_is_right(
    hall: Community, lab: Community, bo: Person, cy: Person, everyone: Community
) -> None:
    # An owner of the company's own community, as the demo company has one.
    Membership.objects.create(community=everyone, person=bo, role="owner", since_at=clock.now())
    thread = publish_post(bo, community=hall, body="Hello").thread
    add_comment(cy, thread, body="One")
    remove_comment(cy, add_comment(cy, thread, body="Two"))
    assert "Every counter is right" in reconcile()


def test_drift_is_shown_and_set_right_when_asked(hall: Community, bo: Person) -> None:
    thread = publish_post(bo, community=hall, body="Hello").thread
    Community.objects.filter(pk=hall.pk).update(member_count=9)
    Thread.objects.filter(pk=thread.pk).update(comment_count=5)
    with pytest.raises(CommandError, match="2 counters"):
        reconcile()
    told = reconcile("--fix")
    assert f"community.member_count of {hall.pk}: kept 9, counted 3" in told
    assert f"thread.comment_count of {thread.pk}: kept 5, counted 0" in told
    assert "Every counter is right" in reconcile()
