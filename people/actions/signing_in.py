"""The administrator's way in when there is no password yet."""

from django.conf import settings
from django.urls import reverse

from people.actions.access import first_administrator, make_sign_in_link
from people.models import Person


def make_link(person: Person) -> str:
    """Return the address that signs the person in once within a day."""
    return f"{settings.BASE_URL}{reverse('people:welcome', args=[make_sign_in_link(person)])}"


def make_admin_link() -> str:
    """Return the address that signs the first administrator in once, making the account if there is none."""
    return make_link(first_administrator())
