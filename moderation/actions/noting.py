"""Writing down what moderators do: in the event log without a name that others may not know, and in the audit log."""

from typing import Any

from django.db import models

from communities.models import Community
from esn.kit import audit, events
from esn.kit.models import Event
from people.models import Person


def note(
    verb: str, about: models.Model, *, owner: Person | None = None, community: Community | None = None
) -> Event:
    """Record a fact; who decided stands in the audit log, for those who may read it."""
    return events.record(
        verb,
        actor=None,
        about=about,
        owner=owner,
        community_id=community.pk if community else None,
        kind=Event.Kind.FORMAL,
        is_mandatory=True,
    )


def enter(  # noqa: PLR0913  (an entry's columns, all named)
    verb: str,
    actor: Person | None,
    about: models.Model,
    *,
    community: Community | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Enter a decision into the audit log."""
    audit.record(
        verb,
        actor=actor,
        about=about,
        before=before,
        after=after,
        reason=reason,
        community_id=community.pk if community else None,
    )
