"""Kept counters are compared with what they count."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from activity.actions.commenting import add_comment, remove_comment
from activity.actions.publishing import publish_post
from activity.models import Thread
from communities.models import Community, Membership
from esn.kit import clock
from ideas.actions import challenging, submitting, supporting
from ideas.models import Challenge, Idea
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


def test_the_counters_of_the_board_are_checked_too(
    max_: Person, bo: Person, eve: Person, hall: Community
) -> None:
    now = clock.now()
    challenge = challenging.launch_challenge(
        max_,
        community=hall,
        title="How do we waste less?",
        problem="Too much is thrown away.",
        opens_at=now - timedelta(days=1),
        submissions_close_at=now + timedelta(days=5),
        voting_close_at=now + timedelta(days=9),
        decide_by=now + timedelta(days=20),
        sponsor=eve,
    )
    idea = submitting.submit_idea(bo, challenge, title="Sort the scrap", proposal="Two bins at each saw.")
    supporting.support_idea(max_, idea)
    assert "Every counter is right" in reconcile()
    Idea.objects.filter(pk=idea.pk).update(support_count=7)
    Challenge.objects.filter(pk=challenge.pk).update(idea_count=3, undecided_count=0)
    told = reconcile("--fix")
    assert f"idea.support_count of {idea.pk}: kept 7, counted 1" in told
    assert f"challenge.idea_count of {challenge.pk}: kept 3, counted 1" in told
    assert f"challenge.undecided_count of {challenge.pk}: kept 0, counted 1" in told
    assert "Every counter is right" in reconcile()
