"""Granting roles, making tokens for programs, and one-time links to sign in."""

import secrets
from datetime import timedelta

from django.db import transaction

from esn.kit import clock, events
from people import events as verbs
from people.models import ApiToken, Person, RoleGrant, SignInLink
from people.models.access import digest
from people.policies import require

LINK_LIFETIME = timedelta(hours=24)
TOKEN_PREFIX = "esn_"  # noqa: S105  (a mark to find leaked tokens by, no secret)


@transaction.atomic
def grant_role(actor: Person | None, person: Person, *, role: str) -> None:
    """Give a person a site role."""
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role, defaults={"granted_by": actor, "granted_at": clock.now()}
    )
    if role == RoleGrant.Role.ADMINISTRATOR and not person.is_staff:
        person.is_staff = person.is_superuser = True
        person.save(update_fields=["is_staff", "is_superuser"])
    if is_new:
        events.record(verbs.ROLE_GRANTED, actor=actor, about=grant, owner=person, is_automated=True)


def create_token(
    person: Person, *, name: str, scope: str = ApiToken.Scope.READ, days: int | None = None
) -> str:
    """Make a token and return it; it is shown this once, only its hash is kept."""
    require(person.is_active)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        person=person,
        name=name,
        digest=digest(secret),
        scope=scope,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days) if days else None,
    )
    return secret


def make_sign_in_link(person: Person, *, lifetime: timedelta = LINK_LIFETIME) -> str:
    """Return the secret of a link that signs the person in once; within a day unless told otherwise."""
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        person=person, digest=digest(secret), created_at=clock.now(), expires_at=clock.now() + lifetime
    )
    return secret


@transaction.atomic
def use_sign_in_link(secret: str) -> Person | None:
    """Return whom the link signs in and spend it; None if it is unknown, spent or too old."""
    link = (
        SignInLink.objects.usable()
        .select_for_update()
        .filter(digest=digest(secret))
        .select_related("person")
        .first()
    )
    if link is None or not link.person.is_active:
        return None
    # Two clicks at once: only the one that marks the row is let in.
    won = SignInLink.objects.usable().filter(pk=link.pk).update(used_at=clock.now())
    return link.person if won else None


def first_administrator() -> Person:
    """Return an active administrator, making the account `admin` if there is none."""
    held = RoleGrant.objects.filter(role=RoleGrant.Role.ADMINISTRATOR, person__is_active=True)
    grant = held.select_related("person").order_by("pk").first()
    if grant:
        return grant.person
    # Their first day is today: they do not belong to the headcount of a history that is imported later.
    person: Person = Person.objects.filter(username="admin").first() or Person.objects.create_user(
        "admin", display_name="Administrator", hired_on=clock.today()
    )
    grant_role(None, person, role=RoleGrant.Role.ADMINISTRATOR)
    return person


def is_sign_in_link_usable(secret: str) -> bool:
    """Whether the link would sign somebody in now; asking does not spend it."""
    return SignInLink.objects.usable().filter(digest=digest(secret), person__is_active=True).exists()
