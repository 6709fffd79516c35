"""What a person may do among people; pure questions, asked by actions and templates."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from people.models import Person, RoleGrant


class NotAllowed(PermissionDenied):
    """The person may not do this; shown as a plain sentence, or as a 404 where the object is hidden."""


def require(allowed: bool, message: str = "") -> None:
    """Raise NotAllowed unless it is allowed."""
    if not allowed:
        raise NotAllowed(message or _("You may not do this."))


def has_role(person: Person, *roles: str) -> bool:
    """Whether the person holds one of these site roles."""
    if person.held_roles is None:
        person.held_roles = set(RoleGrant.objects.filter(person=person).values_list("role", flat=True))
    return bool(person.held_roles & set(roles))


def may_administer(person: Person) -> bool:
    """Whether the person runs the installation."""
    return person.is_active and (person.is_superuser or has_role(person, RoleGrant.Role.ADMINISTRATOR))


def may_see_analytics(person: Person) -> bool:
    """Whether the person may read the adoption dashboard."""
    return person.is_active and has_role(
        person, RoleGrant.Role.EXECUTIVE, RoleGrant.Role.ANALYST, RoleGrant.Role.ADMINISTRATOR
    )


def may_edit_profile(person: Person, profile: Person) -> bool:
    """Whether the person may change this profile's own words."""
    return person.is_active and person.pk == profile.pk


def may_follow(person: Person, other: Person) -> bool:
    """Whether following makes sense and is visible to both."""
    return person.is_active and other.is_active and person.pk != other.pk and not other.is_service
