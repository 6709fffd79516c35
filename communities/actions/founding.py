"""Starting and changing a community."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.browsing import is_name_taken
from communities.models import Community, Membership
from communities.policies import forget_roles, may_found, may_own, require
from esn.kit import clock, events, live
from people.models import Person

RESERVED = {"new", "everyone", "requests"}


class NameTaken(ValidationError):  # noqa: N818  (named as the other refusals are)
    """Another community that is not secret has this name."""


@transaction.atomic
def found_community(
    actor: Person, *, name: str, kind: str = Community.Kind.OPEN, description: str = "", **fields: Any
) -> Community:
    """Start a community with its founder as owner; raises NameTaken."""
    require(may_found(actor))
    _claim(name, kind)
    community = Community.objects.create(
        name=name,
        slug=free_slug(name, kind),
        kind=kind,
        description=description,
        founded_by=actor,
        founded_at=clock.now(),
        member_count=1,
        **fields,
    )
    Membership.objects.create(
        community=community, person=actor, role=Membership.Role.OWNER, since_at=clock.now()
    )
    forget_roles(actor)
    note(verbs.COMMUNITY_FOUNDED, actor, community)
    return community


@transaction.atomic
def edit_community(actor: Person, community: Community, **fields: Any) -> Community:
    """Change name, description or kind; who may no longer read it stops hearing it at once. Raises NameTaken."""
    require(may_own(actor, community))
    was_open = community.is_open
    for name, value in fields.items():
        setattr(community, name, value)
    require(community.is_open or not community.is_everyone, _("The company's own community stays open."))
    _claim(community.name, community.kind, besides=community)
    community.save()
    note(verbs.COMMUNITY_EDITED, actor, community)
    if was_open and not community.is_open:
        live.publish(f"community.{community.pk}", {"closed": True}, is_fragment=True)
    return community


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


def _claim(name: str, kind: str, besides: Community | None = None) -> None:
    if kind != Community.Kind.SECRET and is_name_taken(name, besides=besides):
        raise NameTaken({"name": _("Another community has this name.")})


def free_slug(name: str, kind: str = Community.Kind.OPEN) -> str:
    """Return an address for the name that no other community has; that of a secret one cannot be guessed."""
    base = slugify(name)[:70] or "community"
    if kind == Community.Kind.SECRET:
        base = f"{base[:60]}-{secrets.token_hex(4)}"
    slug, number = base, 1
    while slug in RESERVED or Community.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def note(verb: str, actor: Person, community: Community, owner: Person | None = None) -> None:
    """Record something that happened to a community."""
    events.record(
        verb,
        actor=actor,
        about=community,
        owner=owner,
        community_id=community.pk,
        community_department_id=community.department_id,
    )
