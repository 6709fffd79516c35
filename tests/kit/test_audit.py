"""The audit log holds who changed what, and nobody can change it afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction

from esn.kit import audit, events
from esn.kit.models import AuditEntry, EventLogError
from people.models import Person

pytestmark = pytest.mark.django_db


def write(ada: Person, bo: Person, number: int = 1) -> AuditEntry:
    with audit.from_place("10.0.0.7"):
        entry = audit.record(
            "people.role_granted", actor=ada, about=bo, before={"role": ""}, after={"role": f"r{number}"}
        )
    assert entry is not None
    return entry


def test_an_entry_says_who_what_when_and_from_where(ada: Person, bo: Person) -> None:
    entry = AuditEntry.objects.get(pk=write(ada, bo).pk)
    assert (entry.actor_name, entry.object_name, entry.place) == ("Ada Aasen", "Bo Berg", "10.0.0.7")
    assert entry.before == {"role": ""}
    assert entry.after == {"role": "r1"}


def test_entries_are_never_changed_nor_removed(ada: Person, bo: Person) -> None:
    entry = write(ada, bo)
    with pytest.raises(EventLogError):
        entry.save()
    with pytest.raises(EventLogError):
        AuditEntry.objects.update(verb="x")
    with pytest.raises(EventLogError):
        AuditEntry.objects.all().delete()


@pytest.mark.parametrize("statement", ["UPDATE kit_auditentry SET verb = 'x'", "DELETE FROM kit_auditentry"])
@pytest.mark.usefixtures("_guarded")
def test_the_database_itself_refuses(ada: Person, bo: Person, statement: str) -> None:
    write(ada, bo)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_chain_shows_what_was_written_past_it(ada: Person, bo: Person) -> None:
    entries = [write(ada, bo, number) for number in range(3)]
    assert audit.broken_links() == []
    forged = AuditEntry(
        at=entries[0].at, verb="forged", object_type="person", object_id=bo.pk, digest=entries[2].digest
    )
    forged.save(force_insert=True)
    assert audit.broken_links() == [forged.pk]


def test_seeded_history_is_no_administration(ada: Person, bo: Person) -> None:
    with events.quietly():
        assert audit.record("x", actor=ada, about=bo) is None
    assert not AuditEntry.objects.exists()
