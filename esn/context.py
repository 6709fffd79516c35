"""What the shell of every page shows: the site's name, the viewer's rights and theme, a fresh key for forms."""

import uuid
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from activity import feed
from esn.kit import live
from inbox import bell
from moderation import queue
from people.models import Person
from people.policies import may_administer, may_see_analytics

THEMES = {"light", "dark"}


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the shell's values; templates of the library's pages get them too."""
    person = getattr(request, "user", None)
    values: dict[str, Any] = {
        "site_name": settings.SITE_NAME,
        "idempotency_key": uuid.uuid4().hex,
        "theme": _theme(request, person),
    }
    if isinstance(person, Person):
        values |= {
            "may_see_analytics": may_see_analytics(person),
            "may_administer": may_administer(person),
            "live_me": live.sign(person, "me"),
            # Asked only where the bell is drawn: pieces of pages do without it.
            "bell_count": SimpleLazyObject(lambda: bell.badge(person)),
            "pinned_filters": partial(feed.pinned, person),
            # Called by the template: a lazy wrapper around None would not be None.
            "waiting_cases": cache(partial(queue.waiting, person)),
        }
    return values


def _theme(request: HttpRequest, person: object) -> str:
    chosen = person.theme if isinstance(person, Person) else request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else ""
