"""Who signs in, looked up with what every page asks about them."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from people.models import Person, RoleGrant

PATH = "people.backends.SignIn"


class SignIn(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Signing in by e-mail or user name; a signed-in person comes with their site roles, in one query."""

    def get_user(self, user_id: Any) -> Person | None:
        held = RoleGrant.objects.filter(person=OuterRef("pk"))
        asked = {f"holds_{role}": Exists(held.filter(role=role)) for role in RoleGrant.Role.values}
        person: Person | None = Person.objects.annotate(**asked).filter(pk=user_id).first()
        if person is None or not self.user_can_authenticate(person):
            return None
        person.held_roles = {role for role in RoleGrant.Role.values if getattr(person, f"holds_{role}")}
        return person
