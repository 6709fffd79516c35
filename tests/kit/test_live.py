"""Live topics: only who may hear hears, and losing the right ends the hearing."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from activity.actions import commenting, publishing
from activity.actions.polling import PollPlan
from communities.actions import membership
from communities.models import Community
from esn.asgi import application
from esn.kit import live
from esn.kit.live import topics
from people.actions import joining
from people.models import Person
from tests.sockets import Tab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
ORIGIN = (b"origin", b"http://localhost:8000")
HOST = (b"host", b"localhost:8000")


def cookie_of(person: Person) -> bytes:
    client = Client()
    client.force_login(person, backend="people.backends.SignIn")
    return f"session={client.cookies['session'].value}".encode()


@asynccontextmanager
async def socket(person: Person | None, origin: tuple[bytes, bytes] = ORIGIN) -> AsyncIterator[Tab]:
    headers = [origin, HOST]
    if person is not None:
        headers.append((b"cookie", await database_sync_to_async(cookie_of)(person)))
    tab = Tab(application, "/live/", headers)
    try:
        yield tab
    finally:
        await tab.leave()


async def subscribe(tab: Tab, person: Person, topic: str) -> dict[str, Any]:
    await tab.say({"subscribe": await database_sync_to_async(live.sign)(person, topic)})
    return await tab.hear()


async def do(action: Any, *args: Any, **kwargs: Any) -> Any:
    return await database_sync_to_async(action)(*args, **kwargs)


async def test_a_post_reaches_a_member_who_is_looking(max_: Person, bo: Person, lab: Community) -> None:
    async with socket(bo) as tab:
        assert await tab.connect()
        assert (await subscribe(tab, bo, "home"))["subscribed"]
        post = await do(publishing.publish_post, max_, community=lab, body="New prototype")
        told = await tab.hear()
        assert (told["hint"], told["thread"], told["by"]) == ("new", post.thread_id, max_.pk)
        assert "prototype" not in json.dumps(told), "a hint carries no content"


async def test_a_comment_arrives_as_a_finished_fragment(max_: Person, bo: Person, hall: Community) -> None:
    post = await do(publishing.publish_post, max_, community=hall, body="Question")
    async with socket(bo) as tab:
        await tab.connect()
        await subscribe(tab, bo, f"thread:{post.thread_id}")
        comment = await do(commenting.add_comment, max_, post.thread, body="An **answer**")
        told = await tab.hear()
        assert told["key"] == f"comment-{comment.pk}"
        assert "<strong>answer</strong>" in told["html"]


def asked(person: Person, place: Community) -> int:
    plan = PollPlan(options=["Yes", "No"])
    post = publishing.publish_post(person, community=place, body="Shall we?", kind="poll", plan=plan)
    return post.poll.pk


async def test_the_outsider_is_refused(max_: Person, dee: Person, lab: Community) -> None:
    post = await do(publishing.publish_post, max_, community=lab, body="Secret")
    assert not await do(Community.objects.readable_by(dee).filter(pk=lab.pk).exists)
    async with socket(dee) as tab:
        await tab.connect()
        for topic in (
            f"community:{lab.pk}",
            f"thread:{post.thread_id}",
            f"poll:{await do(asked, max_, lab)}",
            "thread:999999",
            "nonsense",
            "community:x",
        ):
            assert (await subscribe(tab, dee, topic)).get("refused"), topic


async def test_a_stolen_or_forged_subscription_is_refused(bo: Person, dee: Person, lab: Community) -> None:
    async with socket(dee) as tab:
        await tab.connect()
        for stolen in (await do(live.sign, bo, f"community:{lab.pk}"), "forged:by:me"):
            await tab.say({"subscribe": stolen})
            assert (await tab.hear())["refused"]


async def test_removal_ends_delivery_at_once(max_: Person, bo: Person, lab: Community) -> None:
    async with socket(bo) as tab:
        await tab.connect()
        await subscribe(tab, bo, f"community:{lab.pk}")
        await do(membership.remove_member, max_, lab, bo)
        assert (await tab.hear())["revoked"]
        await do(publishing.publish_post, max_, community=lab, body="Not for bo")
        assert await tab.receive_nothing(0.3)


async def test_deactivation_closes_the_socket(bo: Person, hall: Community) -> None:
    async with socket(bo) as tab:
        await tab.connect()
        await subscribe(tab, bo, "home")
        await do(joining.deactivate_person, None, bo)
        assert await tab.close_code() == 4403


async def test_nobody_listens_without_signing_in(db: None) -> None:
    async with socket(None) as tab:
        await tab.connect()
        assert await tab.close_code() == 4401


async def test_a_page_of_another_site_cannot_connect(bo: Person) -> None:
    async with socket(bo, origin=(b"origin", b"https://evil.example")) as tab:
        assert not await tab.connect()


async def test_a_flood_is_cut_off(bo: Person) -> None:
    async with socket(bo) as tab:
        await tab.connect()
        for _ in range(200):
            await tab.say({})
        assert await tab.close_code() == 4429


async def test_every_topic_is_known_to_this_file() -> None:
    known = {"home", "community", "thread", "me", "poll", "challenge", "insights"}
    assert set(topics.names()) <= known, "a new topic needs its own outsider test"
