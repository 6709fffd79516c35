"""Programs that act for the cast."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from people.actions import access
from people.models import Person


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    """Forget how much was asked: the cast has the same numbers in every story."""
    cache.clear()


Program = Callable[..., APIClient]


@pytest.fixture
def program() -> Program:
    """Return a program with a token: program(bo), program(bo, scope="read")."""

    def run(person: Person, scope: str = "write") -> APIClient:
        secret = access.create_token(person, name="story", scope=scope)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return run
