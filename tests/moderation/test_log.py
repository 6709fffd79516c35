"""The audit log and the open numbers: who reads what, whole exports, and a chain that shows meddling."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from communities.actions import founding, membership
from communities.models import Community
from esn.kit import clock
from esn.kit.models import AuditEntry
from moderation import journal, quarters
from moderation.actions import appealing, settling
from moderation.journal import LogSieve
from moderation.models import Case, Ruling
from people.models import Person
from tests.moderation.conftest import Rule, Tell

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def read(answer: object) -> str:
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_administrators_read_all_and_owners_their_own(
    hall: Community,
    lab: Community,
    max_: Person,
    ada: Person,
    bo: Person,
    cy: Person,
    nia: Person,
    browse: Browse,
) -> None:
    garden = founding.found_community(cy, name="Garden")
    settling.set_rules(max_, hall, slow_seconds=5)
    settling.set_rules(cy, garden, slow_seconds=7)
    own = {row.community_id for row in journal.readable_by(max_)}
    assert hall.pk in own
    assert garden.pk not in own
    assert {hall.pk, garden.pk} <= {row.community_id for row in journal.readable_by(ada)}
    assert browse(max_).get("/moderation/log/").status_code == 200
    for stranger in (bo, nia):
        assert browse(stranger).get("/moderation/log/").status_code == 404
        assert browse(stranger).get("/moderation/log.csv").status_code == 404


def test_the_log_is_narrowed_by_who_what_where_and_when(
    hall: Community, max_: Person, nia: Person, ada: Person
) -> None:
    AuditEntry.objects.all()
    with clock.at(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        settling.set_rules(max_, hall, slow_seconds=5)
    settling.set_rules(nia, hall, slow_seconds=6)
    for given, number in (
        ({"actor": "max", "verb": "moderation.rules_set"}, 1),
        ({"verb": "moderation.rules_set"}, 2),
        ({"verb": "moderation.rules_set", "in": "hall", "until": "2026-03-01"}, 1),
        ({"verb": "moderation.rules_set", "since": "2026-03-02", "in": "nowhere"}, 0),
        ({"actor": "nobody"}, 0),
        ({"verb": "moderation.rules_set", "since": "yesterday\x00"}, 2),
    ):
        assert journal.entries(ada, LogSieve.of(given)).count() == number, given


def test_the_export_is_whole_and_harmless(
    hall: Community, max_: Person, ada: Person, browse: Browse, bo: Person
) -> None:
    for number in range(60):
        settling.set_rules(max_, hall, slow_seconds=number + 1)
    membership.remove_member(max_, hall, bo, reason="=HYPERLINK()")
    table = read(browse(ada).get("/moderation/log.csv?in=hall"))
    assert table.count("moderation.rules_set") == 60
    assert "'=HYPERLINK()" in table


def test_the_chain_is_checked_on_demand_and_names_what_was_meddled_with(
    hall: Community, max_: Person, ada: Person, browse: Browse
) -> None:
    settling.set_rules(max_, hall, slow_seconds=5)
    settling.set_rules(max_, hall, slow_seconds=6)
    assert "is whole" in browse(ada).get("/moderation/log/?check=1").content.decode()
    first = AuditEntry.objects.order_by("pk").first()
    assert first
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kit_auditentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS kit_audit_no_update")
        cursor.execute("UPDATE kit_auditentry SET reason = 'forged' WHERE id = %s", [first.pk])
    page = browse(ada).get("/moderation/log/?check=1").content.decode()
    assert "changed the table itself" in page
    assert "changed the table itself" not in browse(max_).get("/moderation/log/?check=1").content.decode()


def test_the_log_asks_equally_often_for_many_entries(
    hall: Community,
    max_: Person,
    ada: Person,
    browse: Browse,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(70):
        settling.set_rules(max_, hall, slow_seconds=number + 1)
    client = browse(ada)
    client.get("/moderation/log/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page = client.get("/moderation/log/").content.decode()
    assert "cursor=" in page


def test_everybody_reads_the_numbers_and_nobodys_name(
    tell: Tell, rule: Rule, case: Case, browse: Browse, max_: Person, nia: Person, bo: Person, dee: Person
) -> None:
    ruling = rule(max_, case, "remove", measure="warn")
    sent = appealing.appeal_ruling(bo, Ruling.objects.for_display().get(pk=ruling.pk), text="No")
    appealing.decide_appeal(nia, sent, overturn=True, reason="Yes")
    numbers = quarters.quarters()[0].numbers
    told = {name: number for name, number in numbers.items() if number}
    assert told == {"reports": 1, "removed": 1, "warned": 1, "appeals": 1, "overturned": 1}
    page = browse(dee).get("/moderation/report/").content.decode()
    assert not any(name in page for name in ("Bo Berg", "Max Moe", "Nia Nes", "fool"))


def test_numbers_stand_in_their_quarter(tell: Tell, rule: Rule, case: Case, max_: Person) -> None:
    with clock.at(datetime(2027, 2, 3, tzinfo=UTC)):
        rule(max_, case, "keep")
    assert next(quarter.name for quarter in quarters.quarters()) == "2027 Q1"
