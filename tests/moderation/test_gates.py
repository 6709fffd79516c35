"""Before words appear: approval, slow mode, words and links; and whom none of that concerns."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from activity import feed, gates
from activity.actions import commenting, publishing
from activity.models import Comment, Thread
from communities.models import Community
from esn.kit import clock
from moderation import wordlists
from moderation.actions import settling
from moderation.models import Case, CommunityRules, WordRule
from people.models import Person
from tests.api.conftest import Program, program
from tests.moderation.conftest import Rule, Tell, again, rulings_told, work

__all__ = ["program"]
Browse = Callable[[Person], Client]
Settle = Callable[..., CommunityRules]
pytestmark = pytest.mark.django_db


@pytest.fixture
def settle(hall: Community, max_: Person) -> Settle:
    def change(**fields: Any) -> CommunityRules:
        return settling.set_rules(max_, hall, **fields)

    return change


def post(person: Person, hall: Community, body: str = "Hello") -> Thread:
    return publishing.publish_post(again(person), community=hall, body=body).thread


def test_what_waits_for_approval_is_seen_by_its_author_and_moderators(
    settle: Settle, hall: Community, bo: Person, cy: Person, dee: Person, max_: Person, browse: Browse
) -> None:
    settle(approval="everybody")
    thread = post(bo, hall)
    seers = [p.username for p in (bo, cy, dee, max_) if Thread.objects.visible_to(p).filter(pk=thread.pk)]
    assert seers == ["bo", "max"]
    assert feed.home(cy).threads == []
    case = Case.objects.get()
    assert (case.cause, case.author, case.report_count) == ("approval", bo, 0)
    assert "Waits for approval" in browse(max_).get("/moderation/").content.decode()


def test_what_is_approved_appears_and_its_author_hears_of_it(
    settle: Settle, hall: Community, bo: Person, cy: Person, max_: Person, rule: Rule
) -> None:
    settle(approval="everybody")
    thread = post(bo, hall)
    rule(max_, Case.objects.get(), "approve", reason="")
    work()
    assert [row.pk for row in feed.home(cy).threads] == [thread.pk]
    assert rulings_told(bo) == ["A moderator approved what you wrote: it can be read now"]


def test_what_is_declined_is_gone_with_a_reason(
    settle: Settle, hall: Community, bo: Person, cy: Person, max_: Person, rule: Rule
) -> None:
    settle(approval="everybody")
    thread = post(bo, hall)
    rule(max_, Case.objects.get(), "decline", reason="Twice the same.")
    thread.refresh_from_db()
    assert thread.removal_reason == "Twice the same."
    work()
    assert rulings_told(bo) == ["A moderator declined what you wrote"]


def test_newcomers_wait_until_enough_of_theirs_was_approved(
    settle: Settle, hall: Community, bo: Person, max_: Person, rule: Rule
) -> None:
    settle(approval="newcomers", newcomer_posts=2)
    for _number in range(2):
        post(bo, hall)
        rule(max_, Case.objects.get(closed_at=None), "approve")
    assert post(bo, hall).held_at is None


def test_newcomers_wait_for_so_many_days(settle: Settle, hall: Community, bo: Person) -> None:
    settle(approval="newcomers", newcomer_posts=0, newcomer_days=7)
    assert post(bo, hall).held_at is not None
    with clock.at(clock.now() + timedelta(days=8)):
        assert post(bo, hall).held_at is None


def test_comments_wait_only_where_that_is_set(
    settle: Settle, hall: Community, max_: Person, bo: Person, cy: Person, rule: Rule
) -> None:
    thread = post(max_, hall)
    settle(approval="everybody")
    assert commenting.add_comment(bo, thread, body="At once").held_at is None
    settle(with_comments=True)
    held = commenting.add_comment(again(bo), thread, body="Later")
    thread.refresh_from_db()
    assert thread.comment_count == 1
    assert not Comment.objects.visible_to(cy).filter(pk=held.pk).exists()
    rule(max_, Case.objects.get(), "approve")
    thread.refresh_from_db()
    assert thread.comment_count == 2


def test_whoever_runs_the_place_never_waits(settle: Settle, hall: Community, max_: Person) -> None:
    settle(approval="everybody", slow_seconds=600)
    assert [post(max_, hall).held_at for _number in range(2)] == [None, None]


def test_slow_mode_says_when_one_may_write_again(settle: Settle, hall: Community, bo: Person) -> None:
    settle(slow_seconds=60)
    thread = post(bo, hall)
    with pytest.raises(gates.Stopped, match="again in"):
        post(bo, hall)
    with pytest.raises(gates.Stopped):
        commenting.add_comment(again(bo), thread, body="One more thing")
    publishing.edit_post(bo, thread.post, body="Better said")
    with clock.at(clock.now() + timedelta(seconds=61)):
        assert post(bo, hall).pk


def test_a_refused_post_keeps_what_was_typed(
    settle: Settle, hall: Community, bo: Person, browse: Browse
) -> None:
    settle(slow_seconds=600)
    post(bo, hall)
    typed = {"community": hall.pk, "kind": "update", "title": "", "body": "My long thoughts"}
    answer = browse(bo).post("/publish/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Slow mode" in page
    assert "My long thoughts" in page


def test_a_warning_is_read_once_and_then_the_writer_decides(
    hall: Community, max_: Person, bo: Person, browse: Browse
) -> None:
    settling.add_word_rule(max_, hall, pattern="always", why="Do you mean always?")
    typed = {"community": hall.pk, "kind": "update", "title": "", "body": "You are ALWAYS late"}
    answer = browse(bo).post("/publish/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Do you mean always?" in page
    assert "You are ALWAYS late" in page
    mark = page.split('name="heeded" value="')[1].split('"')[0]
    assert browse(bo).post("/publish/", {**typed, "heeded": "other"}).status_code == 422
    assert browse(bo).post("/publish/", {**typed, "heeded": mark}).status_code == 302


def test_a_comment_and_an_edit_are_warned_too(
    hall: Community, max_: Person, bo: Person, browse: Browse
) -> None:
    thread = post(bo, hall)
    settling.add_word_rule(max_, hall, pattern="never")
    for address in (f"/threads/{thread.pk}/comments/", f"/threads/{thread.pk}/edit/"):
        answer = browse(bo).post(address, {"body": "Never again"})
        assert answer.status_code == 422
        assert "Never again" in answer.content.decode()


def test_a_word_that_holds_sends_to_approval_also_by_an_edit(
    hall: Community, max_: Person, bo: Person, cy: Person
) -> None:
    settling.add_word_rule(max_, hall, pattern="salar*", effect="hold")
    assert post(bo, hall, "Our SALÁRIES are low").held_at is not None
    fine = post(bo, hall, "Nice weather")
    publishing.edit_post(bo, fine.post, body="Nice salary")
    assert not Thread.objects.visible_to(cy).filter(pk=fine.pk).exists()
    assert Case.objects.filter(cause="approval").count() == 2


def test_a_word_that_blocks_is_refused_to_everybody_and_everywhere(
    ada: Person, hall: Community, bo: Person, max_: Person
) -> None:
    settling.add_word_rule(ada, None, pattern="codename zebra", effect="block")
    for person in (bo, max_):
        with pytest.raises(gates.Stopped, match="codename zebra"):
            post(person, hall, "About codename  Zebra!")
    assert post(bo, hall, "A zebra has a codename").pk


def test_links_are_known_by_their_site(max_: Person, hall: Community, bo: Person) -> None:
    settling.add_word_rule(max_, hall, kind="link", pattern="https://Bad.example/x", effect="block")
    for body in ("see http://bad.example/a", "[x](https://www.bad.example)", "//a.b.bad.example:80/"):
        with pytest.raises(gates.Stopped):
            post(bo, hall, body)
    assert post(bo, hall, "see https://notbad.example and bad.example.org").pk


@pytest.mark.parametrize("typed", ["", "***", "a*b", "!!"])
def test_what_is_no_word_is_no_rule(typed: str, max_: Person, hall: Community, browse: Browse) -> None:
    answer = browse(max_).post(
        f"/communities/{hall.slug}/moderation/words/", {"kind": "word", "pattern": typed, "effect": "warn"}
    )
    assert answer.status_code == 422
    assert not WordRule.objects.exists()


@pytest.mark.parametrize(
    "hostile", ["a" * 65_536, "a." * 32_768, "a-" * 32_768, "\u200b" * 60_000, "*" * 65_536]
)
def test_looking_for_words_is_linear(hostile: str) -> None:
    rules = [WordRule(kind="word", pattern=f"*word{number}*") for number in range(200)]
    rules += [WordRule(kind="link", pattern=f"site{number}.example") for number in range(200)]
    began = time.process_time()
    assert wordlists.met_by(hostile, rules) == []
    # A parser that is not linear takes minutes for this.
    assert time.process_time() - began < 5


def test_programs_are_warned_with_a_mark(program: Program, hall: Community, max_: Person, bo: Person) -> None:
    settling.add_word_rule(max_, hall, pattern="always")
    words = {"community": hall.pk, "body": "You are always late"}
    answer = program(bo).post("/api/v1/threads/", words, format="json")
    assert answer.status_code == 400
    mark = answer.json()["errors"]["heeded"][0]
    assert program(bo).post(f"/api/v1/threads/?heeded={mark}", words, format="json").status_code == 201


def test_programs_are_told_what_waits(program: Program, hall: Community, settle: Settle, bo: Person) -> None:
    settle(approval="everybody")
    answer = program(bo).post("/api/v1/threads/", {"community": hall.pk, "body": "Hi"}, format="json")
    assert (answer.status_code, answer.json()["held_because"]) == (201, "approval")


def test_what_waits_is_told_on_its_page(
    settle: Settle, hall: Community, bo: Person, browse: Browse, cy: Person
) -> None:
    settle(approval="everybody")
    thread = post(bo, hall)
    assert "Waits for approval" in browse(bo).get(thread.get_absolute_url()).content.decode()
    assert browse(cy).get(thread.get_absolute_url()).status_code == 404


def test_a_report_on_what_waits_joins_its_case(
    settle: Settle, hall: Community, bo: Person, nia: Person, tell: Tell
) -> None:
    settle(approval="everybody")
    thread = post(bo, hall)
    case = tell(nia, "thread", thread.pk)
    assert (case.cause, Case.objects.count()) == ("approval", 1)


def test_nobody_hears_of_what_is_held(settle: Settle, hall: Community, bo: Person, cy: Person) -> None:
    from inbox import bell

    settle(approval="everybody")
    post(bo, hall, "Look @cy")
    work()
    assert not bell.seen(cy).exists()
