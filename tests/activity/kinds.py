"""Short words for publishing each kind of post."""

from datetime import date, datetime
from typing import Any

from activity.actions import publishing
from activity.actions.announcing import MustReadPlan
from activity.actions.polling import PollPlan
from activity.actions.praising import PraisePlan
from activity.models import CompanyValue, MustRead, Poll, Post
from communities.models import Community
from people.models import Person


def ask(
    who: Person,
    where: Community,
    *options: str,
    is_multiple: bool = False,
    is_hidden: bool = False,
    closes_at: datetime | None = None,
) -> Poll:
    """Publish a poll."""
    plan = PollPlan(options or ("Blue", "Green", "Red"), is_multiple, is_hidden, closes_at)
    return publishing.publish_post(who, community=where, body="Which colour?", kind="poll", plan=plan).poll


def options(poll: Poll) -> list[int]:
    """Return the options of a poll in their order."""
    return list(poll.options.order_by("place").values_list("pk", flat=True))


def praise(who: Person, where: Community, *whom: Person, key: str = "craft", body: str = "Thanks!") -> Post:
    """Publish praise."""
    plan = PraisePlan(whom, CompanyValue.objects.get(key=key))
    return publishing.publish_post(who, community=where, body=body, kind="praise", plan=plan)


def announce(
    who: Person, where: Community, *, audience: str = MustRead.Audience.MEMBERS, due_on: date | None = None
) -> MustRead:
    """Publish an announcement that must be read."""
    plan = MustReadPlan(audience, due_on)
    made: Any = {"community": where, "body": "Helmets from Monday", "kind": "announcement", "plan": plan}
    return publishing.publish_post(who, **made).must_read
