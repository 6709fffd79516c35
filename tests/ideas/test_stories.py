"""Challenges and ideas: who may do what and when, and that no idea ends without an answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from communities.models import Community
from esn.kit import clock
from ideas import board, ordering
from ideas.actions import challenging, deciding, submitting, supporting
from ideas.models import Challenge, Decision, Idea
from people.models import Person
from people.policies import NotAllowed

pytestmark = pytest.mark.django_db
REASON = "We tried this at the second site last year; the saving was real, and the tools are on order for the summer."
Browse = Callable[[Person], Client]


def launch(who: Person, where: Community, sponsor: Person | None = None) -> Challenge:
    now = timezone.now()
    return challenging.launch_challenge(
        who,
        community=where,
        title="How do we waste less?",
        problem="Too much is thrown away.",
        opens_at=now - timedelta(days=1),
        submissions_close_at=now + timedelta(days=5),
        voting_close_at=now + timedelta(days=9),
        decide_by=now + timedelta(days=20),
        sponsor=sponsor,
    )


def submit(who: Person, challenge: Challenge, title: str = "Sort the scrap") -> Idea:
    return submitting.submit_idea(who, challenge, title=title, proposal="Two bins at each saw.")


@pytest.fixture
def challenge(max_: Person, eve: Person, hall: Community) -> Challenge:
    return launch(max_, hall, eve)


def later(days: int) -> object:
    return clock.at(timezone.now() + timedelta(days=days))


def test_the_outsider_finds_no_trace_of_a_private_challenge(
    max_: Person, bo: Person, dee: Person, lab: Community, browse: Browse
) -> None:
    hidden = launch(max_, lab)
    idea = submit(bo, hidden)
    assert not Idea.objects.visible_to(dee).exists()
    assert not board.challenges(dee).exists()
    visitor = browse(dee)
    for address in (hidden.get_absolute_url(), idea.get_absolute_url(), f"/ideas/thread/{idea.thread_id}/"):
        assert visitor.get(address).status_code == 404
    assert visitor.post(f"/ideas/{idea.pk}/support/").status_code == 404
    assert idea.supports.count() == 0
    assert browse(bo).get(idea.get_absolute_url()).status_code == 200, "a member does see it"


def test_ideas_come_in_time_and_support_until_voting_ends(
    bo: Person, cy: Person, challenge: Challenge
) -> None:
    idea = submit(bo, challenge)
    with later(6):  # type: ignore[attr-defined]
        with pytest.raises(NotAllowed):
            submit(cy, challenge)
        supporting.support_idea(cy, idea)
    with later(10), pytest.raises(NotAllowed):  # type: ignore[attr-defined]
        supporting.withdraw_support(cy, idea)


def test_support_counts_once(cy: Person, bo: Person, challenge: Challenge) -> None:
    idea = submit(bo, challenge)
    supporting.support_idea(cy, idea)
    supporting.support_idea(cy, idea, benefit="help")
    idea.refresh_from_db()
    assert idea.support_count == 1
    supporting.withdraw_support(cy, idea)
    idea.refresh_from_db()
    assert idea.support_count == 0


def test_counts_are_hidden_until_one_has_supported(bo: Person, cy: Person, challenge: Challenge) -> None:
    idea = submit(bo, challenge)
    supporting.support_idea(cy, idea)
    hidden = board.dress(bo, challenge, [Idea.objects.for_display().get(pk=idea.pk)])[0]
    shown = board.dress(cy, challenge, [Idea.objects.for_display().get(pk=idea.pk)])[0]
    assert (hidden.shown_count, shown.shown_count) == (None, 1)  # type: ignore[attr-defined]


def test_only_the_sponsor_or_manager_decides_once_and_with_a_reason(
    bo: Person, cy: Person, eve: Person, max_: Person, challenge: Challenge
) -> None:
    idea = submit(bo, challenge)
    with pytest.raises(NotAllowed):
        deciding.decide_idea(cy, idea, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    with pytest.raises(deciding.ReasonMissing):
        deciding.decide_idea(
            eve, idea, outcome="decline", reason_code="not_now", reason_text="No. " + " " * 90
        )
    with pytest.raises(deciding.ReviewMissing):
        deciding.decide_idea(eve, idea, outcome="park", reason_code="not_now", reason_text=REASON)
    deciding.decide_idea(eve, idea, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    with pytest.raises(NotAllowed):
        deciding.decide_idea(max_, idea, outcome="decline", reason_code="not_now", reason_text=REASON)
    idea.refresh_from_db()
    assert idea.stage == "adopt"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ideas_idea SET stage = 'decline'",
        "UPDATE ideas_idea SET stage = 'nonsense'",
        "UPDATE ideas_decision SET reason_text = 'No.'",
        f"UPDATE ideas_decision SET reason_text = 'No.{' ' * 80}'",
        "UPDATE ideas_decision SET outcome = 'park'",
    ],
)
def test_the_database_itself_refuses_an_end_without_a_reason(
    bo: Person, cy: Person, eve: Person, challenge: Challenge, sql: str
) -> None:
    decided = submit(cy, challenge, "Another")
    deciding.decide_idea(eve, decided, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    submit(bo, challenge)
    before = list(Decision.objects.values()), list(Idea.objects.values())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (list(Decision.objects.values()), list(Idea.objects.values())) == before


@pytest.mark.parametrize("order", list(ordering.ORDERS))
def test_pages_hold_every_idea_once(order: str, bo: Person, cy: Person, challenge: Challenge) -> None:
    ideas = {submit(bo, challenge, f"Idea {number}").pk for number in range(45)}
    seen: list[int] = []
    cursor = ""
    with later(0 if order == "shuffled" else 12):  # type: ignore[attr-defined]
        while True:
            page = ordering.listed(cy, challenge, order=order, cursor=cursor)
            seen += page.ids
            cursor = page.next
            if not cursor:
                break
    assert len(seen) == len(set(seen))
    assert set(seen) == ideas


def test_two_viewers_see_two_orders_and_each_their_own_again(
    bo: Person, cy: Person, challenge: Challenge
) -> None:
    for number in range(15):
        submit(bo, challenge, f"Idea {number}")
    orders = [ordering.listed(who, challenge).ids for who in (bo, cy, bo)]
    assert orders[0] == orders[2] != orders[1]


def test_a_refused_form_keeps_what_was_typed(bo: Person, challenge: Challenge, browse: Browse) -> None:
    answer = browse(bo).post(
        f"/ideas/challenges/{challenge.pk}/submit/", {"title": "Half an idea", "proposal": ""}
    )
    assert answer.status_code == 422
    assert b"Half an idea" in answer.content


def test_the_board_asks_the_same_number_of_questions_at_any_size(
    bo: Person, cy: Person, challenge: Challenge, browse: Browse, django_assert_max_num_queries: object
) -> None:
    client = browse(cy)
    for number in range(25):
        submit(bo, challenge, f"Idea {number}")
    client.get(challenge.get_absolute_url())
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        client.get(challenge.get_absolute_url())


def test_the_sponsor_changes_the_brief_on_a_page_and_nobody_else_finds_it(
    challenge: Challenge, eve: Person, bo: Person, browse: Browse
) -> None:
    address = f"/ideas/challenges/{challenge.pk}/edit/"
    assert browse(bo).get(address).status_code == 404
    assert address not in browse(bo).get(challenge.get_absolute_url()).content.decode()
    sponsor = browse(eve)
    assert address in sponsor.get(challenge.get_absolute_url()).content.decode()
    form = sponsor.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    dates = ("opens_at", "submissions_close_at", "voting_close_at", "decide_by")
    typed |= {name: timezone.localtime(getattr(challenge, name)).strftime("%Y-%m-%dT%H:%M") for name in dates}
    refused = sponsor.post(address, typed | {"title": "Less scrap?", "decide_by": "2001-01-01T00:00"})
    assert refused.status_code == 422
    assert "Less scrap?" in refused.content.decode(), "what was typed stays"
    challenge.refresh_from_db()
    assert challenge.title == "How do we waste less?"
    assert sponsor.post(address, typed | {"title": "Less scrap?"}).status_code == 302
    challenge.refresh_from_db()
    assert challenge.title == "Less scrap?"


def test_a_card_shows_the_problem_without_its_marks(challenge: Challenge, eve: Person) -> None:
    challenging.edit_challenge(
        eve, challenge, problem="Nobody answers; *the night is long*.", why_now="Winter"
    )
    assert challenge.summary == "Nobody answers; the night is long."
