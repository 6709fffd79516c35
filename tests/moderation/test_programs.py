"""Programs do what pages do, through the same actions, and see as little."""

from datetime import timedelta

import pytest

from activity.models import Thread
from communities.models import Community
from esn.kit import clock
from moderation.models import Appeal, Case, Ruling, WordRule
from people.models import Person
from tests.api.conftest import Program, program

__all__ = ["program"]
pytestmark = pytest.mark.django_db
V1 = "/api/v1"


def test_a_case_from_report_to_appeal(
    program: Program, thread: Thread, cy: Person, max_: Person, nia: Person, bo: Person
) -> None:
    told = {"kind": "thread", "id": thread.pk, "reason": "rude", "text": "Really"}
    assert program(cy).post(f"{V1}/reports/", told, format="json").status_code == 201
    case = program(max_).get(f"{V1}/moderation/cases/").json()["results"][0]
    assert (case["report_count"], case["author"]["username"]) == (1, "bo")
    there = f"{V1}/moderation/cases/{case['id']}"
    assert program(max_).put(f"{there}/claim/").json()["claimed_by"]["username"] == "max"
    assert program(nia).put(f"{there}/claim/").status_code == 409
    assert program(max_).put(f"{there}/hiding/").json()["hidden_at"]
    until = (clock.now() + timedelta(days=1)).isoformat()
    given = {"outcome": "remove", "measure": "mute", "until_at": until, "reason": "No names."}
    ended = program(max_).put(f"{there}/ruling/", given, format="json").json()
    assert ended["ruling"]["outcome"] == "remove"
    assert program(nia).put(f"{there}/ruling/", given, format="json").status_code == 409
    ruling = program(bo).get(f"{V1}/moderation/rulings/").json()["results"][0]
    assert ruling["measure"] == "mute"
    sent = program(bo).put(
        f"{V1}/moderation/rulings/{ruling['id']}/appeal/", {"text": "A joke"}, format="json"
    )
    assert sent.status_code == 200
    decision = {"overturn": True, "reason": "It was."}
    address = f"{V1}/moderation/appeals/{sent.json()['id']}/decision/"
    assert program(max_).put(address, decision, format="json").status_code == 403
    assert program(nia).put(address, decision, format="json").json()["is_overturned"] is True
    assert Thread.objects.visible_to(cy).filter(pk=thread.pk).exists()
    assert Appeal.objects.get().decided_by == nia


def test_a_reporter_is_told_the_outcome_and_no_measure(
    program: Program, case: Case, max_: Person, cy: Person, dee: Person
) -> None:
    given = {"outcome": "remove", "measure": "warn", "reason": "No names."}
    program(max_).put(f"{V1}/moderation/cases/{case.pk}/ruling/", given, format="json")
    ruling = program(cy).get(f"{V1}/moderation/rulings/").json()["results"][0]
    assert (ruling["outcome"], ruling["measure"]) == ("remove", "")
    assert program(dee).get(f"{V1}/moderation/rulings/").json()["results"] == []
    assert program(dee).get(f"{V1}/moderation/rulings/{Ruling.objects.get().pk}/").status_code == 404


def test_who_may_not_look_finds_nothing(
    program: Program, case: Case, bo: Person, dee: Person, gus: Person
) -> None:
    for stranger in (bo, dee, gus):
        assert program(stranger).get(f"{V1}/moderation/cases/").status_code == 404
        assert program(stranger).get(f"{V1}/moderation/cases/{case.pk}/").status_code == 404
        assert program(stranger).get(f"{V1}/moderation/log/").status_code == 404


def test_the_rules_of_a_community(program: Program, hall: Community, max_: Person, bo: Person) -> None:
    there = f"{V1}/communities/{hall.pk}/moderation/"
    assert program(bo).get(there).status_code == 403
    version = program(max_).get(there).json()["version"]
    changed = program(max_).patch(there, {"slow_seconds": 30, "version": version}, format="json")
    assert (changed.json()["slow_seconds"], changed.json()["approval"]) == (30, "nobody")
    stale = program(max_).patch(there, {"slow_seconds": 5, "version": version}, format="json")
    assert stale.status_code == 400


def test_words_and_sanctions(program: Program, hall: Community, max_: Person, bo: Person) -> None:
    there = f"{V1}/communities/{hall.pk}"
    made = program(max_).post(f"{there}/words/", {"pattern": "Fool*", "effect": "block"}, format="json")
    assert (made.status_code, made.json()["pattern"]) == (201, "fool*")
    assert program(max_).post(f"{there}/words/", {"pattern": "***"}, format="json").status_code == 400
    assert len(program(max_).get(f"{there}/words/").json()["results"]) == 1
    assert program(max_).delete(f"{V1}/moderation/words/{made.json()['id']}/").status_code == 204
    assert not WordRule.objects.exists()
    banned = {"person": bo.pk, "kind": "ban", "reason": "Enough"}
    row = program(max_).post(f"{there}/sanctions/", banned, format="json")
    assert row.status_code == 201
    assert not hall.memberships.filter(person=bo).exists()
    assert program(max_).delete(f"{V1}/moderation/sanctions/{row.json()['id']}/").status_code == 204


def test_the_log_and_the_figures(
    program: Program, hall: Community, max_: Person, ada: Person, dee: Person
) -> None:
    entries = program(ada).get(f"{V1}/moderation/log/?community=hall").json()["results"]
    assert all(entry["community_id"] == hall.pk for entry in entries)
    assert program(dee).get(f"{V1}/moderation/figures/").json() == {"quarters": []}
