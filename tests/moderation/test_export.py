"""An export arrives whole through an asynchronous server that compresses."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient

from communities.models import Community
from moderation.actions import settling
from people.models import Person


@pytest.mark.django_db(transaction=True)
async def test_a_streamed_export_is_one_piece_for_the_browser(request: pytest.FixtureRequest) -> None:
    def prepare() -> Person:
        hall: Community = request.getfixturevalue("hall")
        settling.set_rules(request.getfixturevalue("max_"), hall, slow_seconds=3)
        ada: Person = request.getfixturevalue("ada")
        return ada

    client = AsyncClient()
    ada = await sync_to_async(prepare)()
    await client.aforce_login(ada, backend="people.backends.SignIn")
    answer: Any = await client.get("/moderation/log.csv", headers={"Accept-Encoding": "gzip"})
    table = b"".join([piece async for piece in answer.streaming_content])
    assert answer["Content-Encoding"] == "identity"
    assert b"moderation.rules_set" in table
