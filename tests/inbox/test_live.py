"""The bell rings in every tab of the person concerned, and in nobody else's."""

import pytest
from channels.db import database_sync_to_async

from activity.actions import publishing
from communities.models import Community
from esn.kit.events import deliver
from esn.kit.models import Outbox
from inbox.actions import reading
from people.models import Person
from tests.kit.test_live import do, socket, subscribe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


def work() -> None:
    for event_id in list(Outbox.objects.order_by("event_id").values_list("event_id", flat=True)):
        deliver(event_id)


async def test_a_mention_rings_without_saying_what_and_reading_it_tells_the_other_tabs(
    hall: Community, max_: Person, bo: Person, dee: Person
) -> None:
    await do(work)
    async with socket(bo) as tab, socket(dee) as other:
        for one, person in ((tab, bo), (other, dee)):
            await one.connect()
            assert (await subscribe(one, person, "me"))["subscribed"]
        await do(publishing.publish_post, max_, community=hall, body="@bo secret words")
        await do(work)
        assert await tab.hear() == {"topic": "me", "hint": "bell", "crowd": False}
        await database_sync_to_async(reading.mark_all_read)(bo)
        assert (await tab.hear())["hint"] == "bell"
        assert await other.receive_nothing(0.2)
