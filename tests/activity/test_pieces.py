"""Cards stay the same for everybody; what differs is put in for each viewer, at a price that does not grow."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from activity import fragments, inserts
from activity.actions import commenting, publishing, reacting
from activity.actions.polling import vote
from activity.models import LinkCard, Thread
from communities.models import Community
from people.models import Person
from tests.activity.kinds import announce, ask, options, praise

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(bo: Person, cy: Person, max_: Person, hall: Community) -> list[Thread]:
    """Twenty posts of every kind, one of each with comments and reactions."""
    for number in range(4):
        poll = ask(bo, hall, is_multiple=bool(number % 2), is_hidden=number == 3)
        vote(cy, poll, options=options(poll)[:1])
        praise(bo, hall, cy, max_)
        announce(max_, hall, due_on=date(2090, 1, 1))
        question = publishing.publish_post(bo, community=hall, body="How?", kind="question")
        answer = commenting.add_comment(cy, question.thread, body="So.")
        commenting.accept_answer(bo, answer)
        reacting.react(cy, question.thread, kind="like")
        there = f"http://localhost:8000{question.thread.get_absolute_url()}"
        publishing.publish_post(cy, community=hall, body=f"See {there}")
    return list(Thread.objects.order_by("-pk"))


@pytest.mark.parametrize("is_warm", [False, True])
def test_a_stream_of_twenty_posts_of_all_kinds_takes_fifteen_queries(
    mixed: list[Thread],
    bo: Person,
    browse: Browse,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    is_warm: bool,
) -> None:
    client = browse(bo)
    client.get("/communities/hall/")
    if not is_warm:
        cache.clear()
    with django_assert_max_num_queries(15 if is_warm else 21):
        page = client.get("/?cursor=").content.decode()
    with django_assert_max_num_queries(15):
        client.get(f"/people/{bo.username}/threads/")
    assert page.count('id="poll-') == 4
    assert page.count('id="must-read-') == 4
    assert "<!--insert" not in page


@pytest.mark.parametrize("kind", ["poll", "praise", "announcement", "question"])
def test_a_thread_of_any_kind_takes_twelve_queries(
    mixed: list[Thread],
    cy: Person,
    browse: Browse,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    kind: str,
) -> None:
    thread = Thread.objects.filter(post__kind=kind)[0]
    client = browse(cy)
    client.get(thread.get_absolute_url())
    with django_assert_max_num_queries(12):
        page = client.get(thread.get_absolute_url()).content.decode()
    assert "<!--insert" not in page


def test_the_pieces_of_many_cards_cost_what_those_of_one_do(
    mixed: list[Thread], cy: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    polls = [f"<b>{inserts.mark('poll', t.post.poll.pk)}</b>" for t in mixed if t.post.kind == "poll"]
    cy = Person.objects.get(pk=cy.pk)
    with django_assert_num_queries(2):  # options with their counts, the viewer's roles
        inserts.fill(cy, polls)
    with django_assert_num_queries(1):
        inserts.fill(cy, polls)


def test_a_card_with_a_poll_says_nothing_about_who_looks(bo: Person, cy: Person, hall: Community) -> None:
    poll = ask(bo, hall)
    before = str(fragments.card(poll.post.thread))
    vote(cy, poll, options=options(poll)[:1])
    assert str(fragments.card(poll.post.thread)) == before
    mine, others = inserts.fill(cy, [before])[0], inserts.fill(bo, [before])[0]
    assert "your choice" in mine
    assert "your choice" not in others


def test_people_cannot_write_a_marker(bo: Person, cy: Person, hall: Community, lab: Community) -> None:
    secret = ask(bo, lab)
    for words in (f"<!--insert:poll:{secret.pk}-->", f"`<!--insert:poll:{secret.pk}-->`"):
        post = publishing.publish_post(bo, community=hall, body=words, title=words)
        assert inserts.MARK.search(fragments.card(post.thread)) is None


def test_an_unknown_or_gone_piece_leaves_nothing(bo: Person, hall: Community) -> None:
    text = f"a{inserts.mark('poll', 987654)}b{inserts.mark('nonsense', 1)}c"
    assert inserts.fill(bo, [text]) == ["abc"]


def test_a_link_to_a_thread_shows_it_only_to_who_may_see_it(
    bo: Person, cy: Person, hall: Community, lab: Community
) -> None:
    hidden = publishing.publish_post(bo, community=lab, body="Secret crane").thread
    body = f"Look: http://localhost:8000{hidden.get_absolute_url()}"
    card = fragments.card(publishing.publish_post(bo, community=hall, body=body).thread)
    assert LinkCard.objects.get().target == hidden
    assert "Lab" in inserts.fill(bo, [card])[0]
    assert "Lab" not in inserts.fill(cy, [card])[0]
    publishing.remove_thread(bo, hidden)
    assert "Lab" not in inserts.fill(bo, [card])[0]


def test_the_card_and_the_page_name_the_answer_that_solved_it(
    bo: Person, cy: Person, hall: Community, browse: Browse
) -> None:
    question = publishing.publish_post(bo, community=hall, body="How?", kind="question")
    answer = commenting.add_comment(cy, question.thread, body="Turn it left.")
    page = question.thread.get_absolute_url()
    assert list(Thread.objects.unsolved()) == [question.thread]
    commenting.accept_answer(bo, answer)
    for there in ("/communities/hall/", page):
        shown = browse(cy).get(there).content.decode()
        assert f"?comment={answer.pk}#comment-{answer.pk}" in shown
        assert "Solved by Cy Dahl" in shown
    assert list(Thread.objects.solved()) == [question.thread]
    commenting.accept_answer(bo, answer)
    assert "Solved by" not in browse(cy).get("/communities/hall/").content.decode()
    assert not Thread.objects.solved().exists()
