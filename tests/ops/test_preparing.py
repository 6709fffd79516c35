"""Preparing an installation: complete the first time, quick and harmless every other time."""

import io
import stat
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import ManagementUtility, call_command
from pytest_django import Settings

from esn import preparing
from people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the commands that are called instead of calling them."""
    called: list[str] = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **_options: called.append(name))
    return called


def step() -> preparing.Step:
    return preparing.Step("demo company", io.StringIO())


def test_an_up_to_date_database_is_left_alone(demo: list[str]) -> None:
    assert preparing.migrate() == "up to date"
    assert demo == []


def test_an_empty_database_is_filled(demo: list[str]) -> None:
    preparing.seed(step())
    assert demo == ["seed_demo"]


def test_a_database_with_people_is_not_filled(demo: list[str], bo: Person) -> None:
    assert "people already" in preparing.seed(step())
    assert demo == []


def test_static_files_are_collected_once(demo: list[str], settings: Settings) -> None:
    settings.STATIC_ROOT.mkdir()
    assert "collected" in preparing.collect_static()
    assert preparing.collect_static() == "unchanged"
    assert demo == ["collectstatic"]


def test_a_changed_static_file_is_noticed(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "new.css").write_text("p{}")
    _, before = preparing._static_fingerprint()
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, source]
    get_finder.cache_clear()  # type: ignore[attr-defined]
    _, after = preparing._static_fingerprint()
    get_finder.cache_clear()  # type: ignore[attr-defined]
    assert before != after


def test_the_demo_password_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    password = preparing.demo_password()
    assert len(password) >= 16
    assert preparing.demo_password() == password
    assert stat.S_IMODE((tmp_path / "demo_password").stat().st_mode) == 0o600


def test_the_demo_password_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESN_DEMO_PASSWORD", "correct-horse-battery")
    assert preparing.demo_password() == "correct-horse-battery"


def test_accounts_are_shown_only_while_they_are_there(bo: Person) -> None:
    assert preparing.demo_accounts() == {}
    preparing.demo_password()
    assert preparing.demo_accounts()["accounts"] == ["bo (employee)"]


def test_the_doctor_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        ManagementUtility(["manage.py", "doctor"]).execute()
    assert caught.value.code == 1
    output = capsys.readouterr()
    assert "✗ worker" in output.out
    assert "✓ database" in output.out


def test_the_doctor_may_look_at_one_thing_alone() -> None:
    output = io.StringIO()
    call_command("doctor", only="database", stdout=output)
    assert output.getvalue().count("\n") == 1
