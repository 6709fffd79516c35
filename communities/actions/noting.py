"""Recording facts about communities, for the log that everybody's history is in, and for the audit log."""

from typing import Any

from django.db import models

from communities.models import Community
from esn.kit import audit, events
from people.models import Person


def note(
    verb: str,
    actor: Person | None,
    community: Community,
    owner: Person | None = None,
    *,
    about: models.Model | None = None,
    is_automated: bool = False,
) -> None:
    """Record something that happened to a community."""
    events.record(
        verb,
        actor=actor,
        about=about or community,
        owner=owner,
        community_id=community.pk,
        community_department_id=community.department_id,
        is_automated=is_automated,
    )


def enter(  # noqa: PLR0913  (an entry's columns, all named)
    verb: str,
    actor: Person | None,
    community: Community,
    *,
    about: models.Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Enter a change by somebody with power over others into the audit log."""
    audit.record(
        verb,
        actor=actor,
        about=about or community,
        before=before,
        after=after,
        reason=reason,
        community_id=community.pk,
    )
