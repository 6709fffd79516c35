"""The register of topics: who may hear one, and which groups carry it."""

from collections.abc import Callable
from typing import Any

from django.core import signing

# A topic answers with the groups that carry it for this viewer, or None: "you may not, or there is none".
Groups = Callable[[Any, str], list[str] | None]
SALT = "esn.kit.live"
MAX_AGE = 12 * 3600

_topics: dict[str, Groups] = {}


def topic(name: str) -> Callable[[Groups], Groups]:
    """Register the rule of a topic; a topic is addressed as `name` or `name:key`."""

    def register(rule: Groups) -> Groups:
        _topics[name] = rule
        return rule

    return register


def names() -> list[str]:
    """Return the names of all topics, for the doors test."""
    return sorted(_topics)


def groups_of(viewer: Any, address: str) -> list[str] | None:
    """Return the groups of a topic for a viewer as of now, or None if it is not for them."""
    name, _, key = address.partition(":")
    rule = _topics.get(name)
    if rule is None or not viewer.is_active:
        return None
    return rule(viewer, key)


def sign(viewer: Any, address: str) -> str:
    """Return the subscription that a page hands to its viewer's browser."""
    return signing.dumps([viewer.pk, address], salt=SALT, compress=False)


def unsign(viewer: Any, subscription: str) -> str | None:
    """Return the topic of a subscription, or None if it is forged, stale or somebody else's."""
    try:
        person_id, address = signing.loads(subscription, salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(address) if person_id == viewer.pk else None
