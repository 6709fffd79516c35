"""Publishing later: at a time in the writer's own zone, exactly once, by the rights of that moment."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from activity.actions import drafting, publishing
from activity.drafts import Place
from activity.models import Draft, Post
from activity.policies import require
from communities.models import Community
from esn.kit import clock
from people.models import Person

log = logging.getLogger(__name__)

FURTHEST = timedelta(days=366)
MOST_ATTEMPTS = 3
# Reads a draft's fields as `publish_post` takes them; raises ValidationError.
Reader = Callable[[Draft], dict[str, Any]]


class NotThen(ValidationError):  # noqa: N818  (named as the other refusals are)
    """The time is past, or too far away."""


@transaction.atomic
def schedule_post(
    actor: Person,
    *,
    at: datetime,
    fields: Mapping[str, list[str]],
    community: Community,
    key: str = "",
    scheduled: Draft | None = None,
) -> Draft:
    """Have a post published at a time, or move one that is scheduled already. Raises NotThen."""
    require(actor.is_active)
    if not clock.now() < at <= clock.now() + FURTHEST:
        raise NotThen(_("Choose a time in the future, within a year."), code="not_then")
    drafting.drop_draft(actor, key)
    if scheduled:
        drafting.drop_draft(actor, f"re:{scheduled.pk}")
        draft = Draft.objects.select_for_update().of(actor).filter(pk=scheduled.pk).first()
    else:
        draft = drafting.keep_draft(actor, Place(drafting.free_key()), fields=fields).draft
    if draft is None:
        raise NotThen(_("It has been published or discarded in the meantime."), code="gone")
    draft.fields, draft.community, draft.due_at = dict(fields), community, at
    draft.updated_at, draft.attempts, draft.refusal = clock.now(), 0, ""
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def unschedule_post(actor: Person, draft: Draft) -> None:
    """Keep a scheduled post as a draft instead."""
    require(draft.author_id == actor.pk)
    Draft.objects.of(actor).filter(pk=draft.pk).update(due_at=None, refusal="", updated_at=clock.now())


def due() -> list[int]:
    """Return the drafts whose time has come, the earliest first."""
    return list(Draft.objects.due().order_by("due_at").values_list("pk", flat=True)[:200])


def publish_due(pk: int, read: Reader) -> bool:
    """Publish a scheduled draft whose time has come; return whether this call did.

    Whoever deletes the draft has claimed it: the post is made in the same transaction, so that a worker that dies
    leaves the draft, and two workers make one post. A refusal keeps the draft, with the reason.
    """
    try:
        with transaction.atomic():
            draft = Draft.objects.due().select_related("author").filter(pk=pk).first()
            if draft is None or not Draft.objects.due().filter(pk=pk, version=draft.version).delete()[0]:
                return False
            publishing.publish_post(draft.author, **read(draft))
    except (PermissionDenied, ValidationError) as error:
        _refuse(pk, " ".join(getattr(error, "messages", [str(error)])) or _("You may not do this."))
        return False
    except DatabaseError:
        raise  # the database is busy or away: the next round tries again
    except Exception:
        log.exception("Scheduled draft %s could not be published", pk)
        _count_failure(pk)
        return False
    Draft.objects.filter(author=draft.author, key=f"re:{pk}").delete()
    return True


def _refuse(pk: int, why: str) -> None:
    Draft.objects.filter(pk=pk).update(due_at=None, refusal=why[:400], updated_at=clock.now())


def _count_failure(pk: int) -> None:
    draft = Draft.objects.filter(pk=pk).first()
    if draft is None:
        return
    if draft.attempts + 1 >= MOST_ATTEMPTS:
        _refuse(pk, _("It could not be published because of a fault on our side. Please send it yourself."))
    else:
        later = clock.now() + timedelta(minutes=draft.attempts + 1)
        Draft.objects.filter(pk=pk).update(attempts=draft.attempts + 1, due_at=later)


def send_now(actor: Person, draft: Draft, read: Reader) -> Post:
    """Publish one's own draft at once. Raises ValidationError for what a post may not be."""
    require(draft.author_id == actor.pk)
    with transaction.atomic():
        row = Draft.objects.of(actor).filter(pk=draft.pk).first()
        if row is None or not Draft.objects.of(actor).filter(pk=row.pk, version=row.version).delete()[0]:
            raise NotThen(_("It has been published or discarded in the meantime."), code="gone")
        Draft.objects.of(actor).filter(key=f"re:{row.pk}").delete()
        return publishing.publish_post(actor, **read(row))
