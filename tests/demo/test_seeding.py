"""Seeding and taking away: the database is afterwards what it was before."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django import Settings

from activity.actions import commenting, publishing
from activity.models import Comment, Post, Thread
from analytics.actions import rolling
from communities.actions import founding
from communities.models import Community
from esn import preparing
from esn.kit import clock
from esn.kit.models import Event, Outbox
from esn.search import answering
from ideas.models import Challenge, Idea
from people.models import Person

SMALL = {"people": 40, "days": 28, "seed": 3}
NOON = datetime(2026, 9, 16, 12, 0, tzinfo=UTC)
NOT_OURS = {"contenttypes", "auth", "sessions", "admin"}


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


@pytest.fixture
def seeded(db: None) -> None:
    with clock.at(NOON):
        call_command("seed_demo", **SMALL)


@pytest.fixture
def den(cy: Person) -> Community:
    """A real community beside the demo."""
    return founding.found_community(cy, name="Den")


def tables() -> dict[str, list[Any]]:
    """Return every row of every table."""
    models = [model for model in apps.get_models() if model._meta.app_label not in NOT_OURS]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in models}


def story() -> list[tuple[Any, ...]]:
    """Return what was said by whom, without numbers that depend on the database."""
    posts = Post.objects.order_by("thread__created_at", "pk").values_list(
        "author__username", "thread__title", "body"
    )
    comments = Comment.objects.order_by("created_at", "pk").values_list("author__username", "body")
    return [*posts, *comments]


def test_seeding_twice_tells_the_same_story(seeded: None) -> None:
    first = story()
    assert len(first) > 60
    call_command("unseed_demo")
    with clock.at(NOON):
        call_command("seed_demo", **SMALL)
    assert story() == first


def test_what_is_seeded_looks_lived_in(seeded: None) -> None:
    assert Person.objects.filter(is_demo=True).count() >= 35
    assert Challenge.objects.timed().count() == 2
    assert Challenge.objects.boxes().count() == 4
    assert Idea.objects.exclude(decision=None).exists()
    assert Thread.objects.filter(comment_count__gt=1).exists()
    assert Event.objects.exists()
    assert not Outbox.objects.exists()


def test_its_files_are_found_by_what_stands_in_them_and_go_with_it(
    seeded: None, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    max_ = Person.objects.get(username="max")
    asked = {
        "seal silicone": "docx",
        "preliminary flue": "pdf",
        "hinge circle": "png",
        "gateway readings": "md",
    }
    found = {words: answering.answer(max_, f"{words} kind:file").hits for words in asked}
    assert {words: [hit.row.ending.lower() for hit in hits] for words, hits in found.items()} == {
        words: [ending] for words, ending in asked.items()
    }
    assert any((tmp_path / "files").rglob("*/*"))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("unseed_demo")
    assert [path for path in (tmp_path / "files").rglob("*/*") if path.is_file()] == []


def test_taking_away_leaves_the_tables_as_they_were(cy: Person, den: Community) -> None:
    post = publishing.publish_post(cy, community=den, body="Real #words")
    rolling.roll_up()
    before = tables()
    call_command("seed_demo", force=True, **SMALL)
    assert tables() != before
    call_command("unseed_demo")
    after = tables()
    # The figures are rolled up anew, and the index of what stays is made anew; everything else is the same, byte by byte.
    figures = {name for name in before if name.startswith(("analytics.", "search."))}
    assert {k: v for k, v in after.items() if k not in figures} == {
        k: v for k, v in before.items() if k not in figures
    }
    assert Post.objects.get() == post


def test_an_empty_database_is_empty_again(db: None) -> None:
    before = tables()
    call_command("seed_demo", **SMALL)
    rolling.roll_up()
    call_command("unseed_demo")
    assert tables() == before


def test_a_removed_demo_does_not_come_back_at_the_next_start(seeded: None) -> None:
    call_command("unseed_demo")
    assert "removed here" in preparing.seed(preparing.Step("demo company", StringIO()))
    assert not Person.objects.exists()


def test_people_who_work_here_are_not_mixed_with_the_demo(bo: Person) -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("seed_demo", **SMALL)
    assert not Person.objects.filter(is_demo=True).exists()


def test_a_name_that_is_taken_is_told(max_: Person) -> None:
    with pytest.raises(CommandError, match="max"):
        call_command("seed_demo", force=True, **SMALL)


def test_seeding_again_beside_itself_is_refused(seeded: None) -> None:
    with pytest.raises(CommandError, match="already"):
        call_command("seed_demo", force=True, **SMALL)


def test_what_real_people_wrote_is_named_before_it_goes(seeded: None) -> None:
    gil = Person.objects.create_user("gil", display_name="Gil")
    thread = Thread.objects.filter(community__kind="open").first()
    assert thread is not None
    comment = commenting.add_comment(gil, thread, body="I am real.")
    with pytest.raises(CommandError, match="1 comments"):
        call_command("unseed_demo")
    assert Comment.objects.filter(pk=comment.pk).exists()
    call_command("unseed_demo", force=True)
    assert not Comment.objects.filter(pk=comment.pk).exists()
    assert list(Person.objects.values_list("username", flat=True)) == ["gil"]


def test_a_real_thread_survives_with_the_right_count(cy: Person, den: Community) -> None:
    real = publishing.publish_post(cy, community=den, body="Who comes along?").thread
    call_command("seed_demo", force=True, **SMALL)
    commenting.add_comment(Person.objects.get(username="eve"), real, body="A demo account says yes.")
    call_command("unseed_demo")
    real.refresh_from_db()
    assert real.comment_count == 0
