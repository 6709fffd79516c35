"""Counting a closed challenge: once, in the background, without a name; publishing it; recomputing it elsewhere."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ideas.actions import balloting, comparing, counting, supporting
from ideas.models import Challenge, Idea, Result
from ideas.tasks import count_results, keep_calendar
from people.models import OrgUnit, Person
from people.policies import NotAllowed
from tests.conftest import Seat
from tests.ideas.conftest import Submit, in_days

pytestmark = pytest.mark.django_db
CLOSED = 10
Crowd = list[Person]


@pytest.fixture
def crowd(seat: Seat, sales: OrgUnit, engineering: OrgUnit, hall: Any) -> Crowd:
    """Twelve people, who may all write in open Hall."""
    units = [sales] * 7 + [engineering] * 5
    return [seat(f"v{n}", f"Voter {n}", unit) for n, unit in enumerate(units)]


@pytest.fixture
def ideas(challenge: Challenge, submit: Submit, bo: Person, cy: Person) -> list[Idea]:
    costs = (400_000, 500_000, 300_000, 200_000, 5_000_000)
    return [
        submit(bo if n % 2 else cy, challenge, f"Idea {n}", cost_cents=cost) for n, cost in enumerate(costs)
    ]


@pytest.fixture
def voted(challenge: Challenge, ideas: list[Idea], crowd: Crowd) -> Challenge:
    """Seven want the first three, five the others; all compared a pair or two."""
    for who in crowd[:8]:
        supporting.support_idea(who, ideas[0])
    with in_days(6):
        for n, who in enumerate(crowd):
            mine = ideas[:3] if n < 7 else ideas[3:]
            balloting.cast_ballot(
                who, challenge, kind="approval", lines={idea.pk: 1 for idea in mine[: 1 + n % 3]}
            )
            balloting.cast_ballot(who, challenge, kind="points", lines={mine[0].pk: 3})
            balloting.cast_ballot(
                who, challenge, kind="ranking", lines={idea.pk: place for place, idea in enumerate(mine, 1)}
            )
            pair = comparing.show_pair(who, challenge)
            assert pair is not None
            comparing.answer_pair(who, pair, answer="left")
    return challenge


@pytest.fixture
def result(voted: Challenge, eve: Person) -> Result:
    with in_days(CLOSED):
        counting.ask_count(eve, voted)
        count_results(voted.pk)
    return Result.objects.get(challenge=voted)


def names(result: Result) -> set[str]:
    return {row["figure"] for row in result.body["published"]}


def test_a_closed_challenge_is_counted_once(voted: Challenge, eve: Person, bo: Person) -> None:
    with pytest.raises(NotAllowed):
        counting.ask_count(eve, voted)  # voting is still open
    with in_days(CLOSED):
        with pytest.raises(NotAllowed):
            counting.ask_count(bo, voted)
        counting.ask_count(eve, voted)
        assert counting.count(voted.pk)
        assert not counting.count(voted.pk), "a second worker finds nothing to do"
    result = Result.objects.get(challenge=voted)
    assert result.is_counted
    assert result.progress == 100
    assert not result.is_published


def test_the_calendar_counts_what_has_closed(voted: Challenge) -> None:
    keep_calendar()
    assert not Result.objects.exists()
    with in_days(CLOSED):
        keep_calendar()
        keep_calendar()
        count_results(voted.pk)
    assert Result.objects.get().is_counted


def test_it_holds_every_ranking_and_both_rules(result: Result, ideas: list[Idea]) -> None:
    assert names(result) == {
        "appeal", "fairness", "breadth", "totals", "wilson", "election", "ranking", "opinions", "pairwise",
    }  # fmt: skip
    fair, greedy = (
        next(r["result"] for r in result.body["published"] if r["settings"].get("rule") == rule)
        for rule in ("mes", "greedy")
    )
    assert fair["voters"] == 12
    assert int(fair["spending"]) <= 1_000_000
    assert int(greedy["spending"]) <= 1_000_000
    assert str(ideas[4].pk) not in fair["winners"], "it costs more than there is"


def test_kinds_that_fewer_than_five_cast_are_withheld(result: Result) -> None:
    assert result.notes["withheld"] == ["quadratic"]
    assert "quadratic" not in result.body["inputs"]


def test_nobody_is_named_and_two_kinds_cannot_be_joined(result: Result, crowd: Crowd) -> None:
    text = json.dumps(result.body)
    assert not any(who.username in text or who.display_name in text for who in crowd)
    inputs = result.body["inputs"]
    ids = [{row["ballot"] for row in inputs[kind]} for kind in ("approval", "points", "ranking", "opinions")]
    assert len(set.union(*ids)) == sum(map(len, ids))
    for kind in ("approval", "points"):
        order = [row["ballot"] for row in inputs[kind]]
        assert order == sorted(order), "the order is that of random numbers"


def test_small_departments_stand_together(result: Result, ideas: list[Idea]) -> None:
    # Seven of Sales and one of Engineering: the one cannot stand alone, nor be read from the total.
    assert result.notes["departments"] == {str(ideas[0].pk): [["", 8]]}


def test_others_see_nothing_before_it_is_published(
    result: Result, bo: Person, eve: Person, client: Client
) -> None:
    page = f"/ideas/challenges/{result.challenge_id}/results/"
    with in_days(CLOSED):
        client.force_login(bo)
        assert client.get(page).status_code == 404
        with pytest.raises(NotAllowed):
            counting.publish_results(bo, result.challenge)
        client.force_login(eve)
        assert client.get(page).status_code == 200
        assert client.get(f"{page}bundle.json").status_code == 404
        counting.publish_results(eve, result.challenge)
        client.force_login(bo)
        text = client.get(page).content.decode()
    assert "Who gets the money" in text
    assert "arranged" not in text, "flags are for sponsor and manager"
    with in_days(CLOSED), pytest.raises(NotAllowed):
        counting.ask_count(eve, result.challenge)  # what is published stays


def test_the_outsider_sees_nothing_even_when_published(
    launch: Callable[..., Challenge], lab: Any, submit: Submit, bo: Person, dee: Person, max_: Person,
    client: Client,
) -> None:  # fmt: skip
    challenge = launch(lab, sponsor=max_)
    submit(bo, challenge)
    with in_days(CLOSED):
        counting.ask_count(max_, challenge)
        counting.count(challenge.pk)
        counting.publish_results(max_, challenge)
        for who, status in ((dee, 404), (bo, 200)):
            client.force_login(who)
            for name in ("", "piece/", "bundle.json", "ideas.csv", "ideas.json"):
                there = f"/ideas/challenges/{challenge.pk}/results/{name}"
                assert client.get(there).status_code == status, (who, there)


@pytest.fixture
def bundle(result: Result, eve: Person, client: Client, tmp_path: Path) -> Path:
    """The file as it is downloaded."""
    with in_days(CLOSED):
        counting.publish_results(eve, result.challenge)
        client.force_login(eve)
        answer = client.get(f"/ideas/challenges/{result.challenge_id}/results/bundle.json")
    file = tmp_path / "bundle.json"
    file.write_bytes(answer.content)
    return file


def test_a_stranger_recomputes_every_number(bundle: Path) -> None:
    out = StringIO()
    call_command("verify_challenge", bundle, stdout=out)
    text = out.getvalue()
    assert "Signature: valid" in text
    for name in ("appeal", "election", "pairwise", "ranking", "opinions", "breadth"):
        assert f"same       {name}" in text


def test_a_changed_number_is_refused_with_its_place(bundle: Path) -> None:
    told = json.loads(bundle.read_text())
    row = next(r for r in told["body"]["published"] if r["settings"].get("rule") == "mes")
    row["result"]["spending"] = "1"
    bundle.write_text(json.dumps(told))
    out = StringIO()
    with pytest.raises(CommandError, match="the signature is wrong, 1 differences"):
        call_command("verify_challenge", bundle, stdout=out)
    assert "spending: the file says" in out.getvalue()


def test_the_export_holds_every_idea_and_no_formula(
    result: Result, ideas: list[Idea], eve: Person, client: Client
) -> None:
    Idea.objects.filter(pk=ideas[0].pk).update(title="=1+1")
    client.force_login(eve)
    with in_days(CLOSED):
        table = client.get(f"/ideas/challenges/{result.challenge_id}/results/ideas.csv").content.decode()
        values = client.get(f"/ideas/challenges/{result.challenge_id}/results/ideas.json").json()
    assert "'=1+1" in table
    assert table.count("\n") == 6
    assert {row["id"] for row in values["ideas"]} == {idea.pk for idea in ideas}
    assert values["ideas"][0]["figures"]["approval"]


def test_a_count_that_breaks_off_can_be_asked_for_again(
    voted: Challenge, eve: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_days(CLOSED):
        counting.ask_count(eve, voted)
        with monkeypatch.context() as broken:
            broken.setattr(counting, "recounted", lambda *_of: 1 / 0)
            counting.count(voted.pk)
        result = Result.objects.get(challenge=voted)
        assert (result.error, result.is_counted) == ("ZeroDivisionError", False)
        counting.ask_count(eve, voted)
        assert counting.count(voted.pk)


def test_the_page_tells_how_far_it_is(voted: Challenge, eve: Person, client: Client) -> None:
    client.force_login(eve)
    there = f"/ideas/challenges/{voted.pk}/results/"
    with in_days(CLOSED):
        assert "Nothing is counted yet" in client.get(there).content.decode()
        assert client.post(f"{there}count/").status_code == 302
        assert "<progress" in client.get(f"{there}piece/").content.decode()
        counting.count(voted.pk)
        page = client.get(f"{there}?by=pairwise").content.decode()
    assert "Rankings side by side" in page
    assert "Groups of opinion" in page
