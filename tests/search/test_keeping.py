"""The index is made again, checked and repaired; listeners may come twice, late or at once."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from activity.actions import commenting, publishing
from activity.models import Thread
from communities.models import Community
from esn.search import drift, indexing, storage, tasks
from esn.search.models import Document, Rebuild, Text
from people.models import Person
from tests.search.conftest import Look

Act = Callable[[], None]


def run(name: str, *words: str) -> str:
    out = StringIO()
    call_command(name, *words, stdout=out)
    return out.getvalue()


def test_a_rebuild_finds_everything_again(look: Look, bo: Person, cy: Person, hall: Community) -> None:
    thread = publishing.publish_post(bo, community=hall, body="A lost oven").thread
    commenting.add_comment(cy, thread, body="oven found")
    Document.objects.all().delete()
    assert Text.objects.count() == 0
    assert "documents in" in run("rebuild_search", "--fresh")
    assert len(look(bo, "oven")) == 2
    assert run("check_search") == "The index says what is there.\n"


def test_an_interrupted_rebuild_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, look: Look, bo: Person, hall: Community
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    for number in range(5):
        publishing.publish_post(bo, community=hall, body=f"oven {number}")
    Document.objects.all().delete()
    steps = indexing.rebuild(kinds=["post"])
    next(steps)
    assert Document.objects.filter(kind="post").count() == 2
    kept = Rebuild.objects.get(kind="post").last_id
    assert [looked for _kind, looked in indexing.rebuild(kinds=["post"])] == [2, 3]
    assert Thread.objects.filter(pk__lte=kept).count() == 2
    assert not Rebuild.objects.exists()
    assert Document.objects.filter(kind="post").count() == 5


def test_drift_is_named_and_repaired(hear: Act, bo: Person, hall: Community) -> None:
    posts = [publishing.publish_post(bo, community=hall, body=f"oven {number}") for number in range(4)]
    hear()
    run("rebuild_search")
    one, two, three, four = (Document.objects.get(kind="post", object_id=post.thread_id) for post in posts)
    one.delete()
    Document.objects.filter(pk=two.pk).update(is_question=True)
    Document.objects.create(kind="post", object_id=987_654, at=three.at)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_text SET vector = NULL WHERE document_id = %s", [four.pk])
    else:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE rowid = %s", [four.pk])
    assert {(d.what, d.object_id) for d in drift.found()} == {
        ("missing", posts[0].thread_id),
        ("stale", posts[1].thread_id),
        ("orphan", 987_654),
        ("wordless", posts[3].thread_id),
    }
    with pytest.raises(CommandError, match="1 missing, 1 orphan, 1 stale, 1 wordless"):
        run("check_search")
    assert "repaired" in run("check_search", "--repair")
    assert list(drift.found()) == []


def test_the_nightly_task_repairs(hear: Act, bo: Person, hall: Community) -> None:
    publishing.publish_post(bo, community=hall, body="oven")
    Document.objects.all().delete()
    assert tasks.tend() > 0
    assert tasks.tend() == 0


def test_hearing_of_the_same_thing_twice_writes_once(look: Look, bo: Person, hall: Community) -> None:
    thread = publishing.publish_post(bo, community=hall, body="oven").thread
    assert look(bo, "oven kind:post") == ["oven"]
    assert indexing.keep("post", [thread.pk]) == 0
    assert Document.objects.filter(kind="post", object_id=thread.pk).count() == 1


def test_what_is_deleted_takes_its_document_along(
    look: Look, bo: Person, cy: Person, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=hall, body="oven").thread
    commenting.add_comment(cy, thread, body="oven too")
    assert len(look(bo, "oven")) == 2
    Thread.objects.filter(pk=thread.pk).delete()
    assert not Document.objects.filter(kind__in=["post", "comment"]).exists()
    assert look(bo, "oven") == []


def test_the_database_gets_back_what_a_migration_took(bo: Person, hall: Community, look: Look) -> None:
    with connection.cursor() as cursor:
        on = f" ON {Thread._meta.db_table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER search_thread_1{on}")
    storage.ensure()
    storage.ensure()
    thread = publishing.publish_post(bo, community=hall, body="oven").thread
    assert len(look(bo, "oven")) == 1
    Thread.objects.filter(pk=thread.pk).update(removed_at=thread.created_at)
    assert look(bo, "oven") == []


def test_the_demo_can_be_found_and_goes_without_a_trace(db: None) -> None:
    call_command("seed_demo", "--people", "30", "--days", "14", stdout=StringIO())
    assert Document.objects.filter(kind="person").count() >= 30
    assert list(drift.found()) == []
    call_command("unseed_demo", "--force", stdout=StringIO())
    assert Document.objects.count() == Text.objects.count() == 0
