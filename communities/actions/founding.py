"""Starting a community, and the names and addresses that it takes."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions import describing
from communities.actions.noting import note
from communities.browsing import is_name_taken
from communities.models import Community, Membership
from communities.policies import forget_roles, may_found, require
from esn.kit import clock
from people.models import Person

RESERVED = {"new", "everyone", "requests", "invitations", "invitation", "suggestions", "templates"}
USUAL_WAY_IN = {
    Community.Kind.OPEN: Community.JoinPolicy.OPEN,
    Community.Kind.PRIVATE: Community.JoinPolicy.REQUEST,
    Community.Kind.SECRET: Community.JoinPolicy.INVITATION,
}


class NameTaken(ValidationError):  # noqa: N818  (named as the other refusals are)
    """Another community that is not secret has this name."""


@transaction.atomic
def found_community(
    actor: Person, *, name: str, kind: str = Community.Kind.OPEN, description: str = "", **fields: Any
) -> Community:
    """Start a community with its founder as owner; raises NameTaken."""
    require(may_found(actor))
    claim(name, kind)
    own, beside = describing.split(fields)
    own.setdefault("join_policy", USUAL_WAY_IN[Community.Kind(kind)])
    describing.check_parent(actor, None, own.get("parent"))
    now = clock.now()
    community = Community.objects.create(
        name=name,
        slug=free_slug(name, kind),
        description=description,
        founded_by=actor,
        founded_at=now,
        member_count=1,
        **settled(kind, own),
    )
    Membership.objects.create(
        community=community,
        person=actor,
        role=Membership.Role.OWNER,
        since_at=now,
        last_active_at=now,
        welcomed_at=now,
    )
    describing.keep(actor, community, beside)
    forget_roles(actor)
    note(verbs.COMMUNITY_FOUNDED, actor, community)
    return community


def settled(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return settings that go together: nobody asks to join what they cannot know of."""
    if kind == Community.Kind.SECRET:
        return {**fields, "kind": kind, "join_policy": Community.JoinPolicy.INVITATION}
    return {**fields, "kind": kind}


def everyone() -> Community:
    """Return the company's own community, which every employee belongs to; made when first asked for."""
    community, _new = Community.objects.get_or_create(
        is_everyone=True,
        defaults={
            "name": _("All company"),
            "slug": "everyone",
            "description": _("For everybody who works here."),
            "founded_at": clock.now(),
        },
    )
    return community


def claim(name: str, kind: str, besides: Community | None = None) -> None:
    """Raise NameTaken if the name is not free; what is secret takes none."""
    if kind != Community.Kind.SECRET and is_name_taken(name, besides=besides):
        raise NameTaken({"name": _("Another community has this name.")})


def free_slug(name: str, kind: str = Community.Kind.OPEN, besides: Community | None = None) -> str:
    """Return an address for the name that no other community has; that of a secret one cannot be guessed."""
    base = slugify(name)[:70] or "community"
    if kind == Community.Kind.SECRET:
        base = f"{base[:60]}-{secrets.token_hex(4)}"
    slug, number = base, 1
    others = Community.objects.exclude(pk=besides.pk) if besides else Community.objects.all()
    while slug in RESERVED or others.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
