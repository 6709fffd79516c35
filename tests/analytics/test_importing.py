"""Importing: all or nothing, and never twice."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from activity.events import MESSAGE_IMPORTED
from analytics.actions import importing
from analytics.models import DayFact
from esn.kit.models import Event
from people.models import OrgUnit, Person, Placement

LINES = "ann ben 1704196800\nben ann 1704200400\nann cat 1704286800\n"
TABLE = "ann,Sales\nben,Sales\ncat,IT\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "mail.txt"
    path.write_text(LINES)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "who.csv"
    path.write_text(TABLE)
    return path


def imported() -> int:
    return Event.objects.filter(verb=MESSAGE_IMPORTED).count()


def test_an_export_becomes_people_departments_events_and_facts(db: None, export: Path, table: Path) -> None:
    call_command("import_interactions", export, departments=table)
    assert set(Person.objects.values_list("external_id", "department__name")) == {
        ("ann", "Sales"), ("ben", "Sales"), ("cat", "IT")
    }  # fmt: skip
    assert imported() == 3
    assert DayFact.objects.filter(day=date(2024, 1, 2)).count() == 2
    assert not Person.objects.get(username="ann").has_usable_password()


def test_the_same_file_twice_changes_nothing(db: None, export: Path, table: Path) -> None:
    call_command("import_interactions", export, departments=table)
    before = Event.objects.count(), Person.objects.count(), Placement.objects.count(), OrgUnit.objects.count()
    call_command("import_interactions", export, departments=table)
    assert (
        Event.objects.count(),
        Person.objects.count(),
        Placement.objects.count(),
        OrgUnit.objects.count(),
    ) == before


def test_a_longer_export_adds_only_what_is_new(db: None, export: Path) -> None:
    call_command("import_interactions", export)
    export.write_text("dan ann 1704100000\n" + LINES + "ann ben 1704196800\n")
    call_command("import_interactions", export)
    assert imported() == 5
    assert Person.objects.count() == 4


def test_a_dry_run_shows_and_writes_nothing(
    db: None, export: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_interactions", export, departments=table, dry_run=True)
    out = capsys.readouterr().out
    assert "3 interactions among 3 people in 2 departments, 2024-01-02 to 2024-01-03" in out
    assert (Person.objects.count(), Event.objects.count(), OrgUnit.objects.count()) == (0, 0, 0)


def test_nothing_is_half_imported(db: None, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(importing, "insert_rows", fail)
    with pytest.raises(RuntimeError):
        call_command("import_interactions", export)
    assert Person.objects.count() == 0


def test_people_already_there_are_recognised(bo: Person, export: Path) -> None:
    export.write_text("BO@acme.example x1 1704196800\n")
    call_command("import_interactions", export)
    assert Event.objects.get(verb=MESSAGE_IMPORTED).actor_id == bo.pk
    assert Person.objects.count() == 2


def test_a_changed_table_corrects_departments(db: None, export: Path, table: Path) -> None:
    call_command("import_interactions", export, departments=table)
    table.write_text(TABLE.replace("ben,Sales", "ben,IT"))
    call_command("import_interactions", export, departments=table)
    ben = Person.objects.get(username="ben")
    assert ben.department is not None
    assert ben.department.name == "IT"
    assert set(DayFact.objects.filter(person_id=ben.pk).values_list("department_id", flat=True)) == {
        ben.department_id
    }


def test_people_of_the_directory_move_and_keep_their_past(
    bo: Person, sales: OrgUnit, export: Path, table: Path
) -> None:
    table.write_text(f"{bo.email},Sales\n")
    call_command("import_interactions", export, departments=table)
    bo.refresh_from_db()
    assert bo.department == sales
    assert bo.placements.count() == 2


def test_bad_lines_are_reported(db: None, export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export.write_text(LINES + "ann\nann ann 1704196800\n")
    call_command("import_interactions", export)
    out = capsys.readouterr().out
    assert "1 × missing columns (line 4)" in out
    assert "1 × a message to oneself (line 5)" in out


def test_a_missing_file_is_a_clear_error(db: None) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_interactions", Path("/nowhere.txt"))


def test_a_stated_day_in_the_future_is_refused(db: None, export: Path) -> None:
    with pytest.raises(CommandError, match="in the future"):
        call_command("import_interactions", export, day=date(2999, 1, 1))


def test_names_that_look_alike_become_different_accounts(db: None, export: Path) -> None:
    export.write_text("a.b@x.com,a.b@y.com,1704196800\nA B,a-b,1704196801\n")
    call_command("import_interactions", export)
    assert Person.objects.count() == 4
