"""Files are found by name, description and text, by exactly those who see what they stand beside."""

import io
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from activity.actions import attaching, commenting, holding, moving, publishing, sending
from activity.models import Attachment, Comment, Thread
from communities.actions import membership
from communities.models import Community, Membership
from esn.search import drift, reading, sight, tasks
from esn.search.answering import Answer
from esn.search.models import Document, FileText
from esn.search.sources import SOURCES
from people.models import Person
from tests.search.conftest import Look
from tests.search.test_extracting import docx, pdf

Act = Callable[[], None]
Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


def upload(person: Person, name: str, content: bytes, alt: str = "") -> Attachment:
    return attaching.upload_file(person, SimpleUploadedFile(name, content), alt=alt)


def photo(person: Person, alt: str) -> Attachment:
    target = BytesIO()
    Image.new("RGB", (60, 30), "teal").save(target, "PNG")
    return upload(person, "img_0001.png", target.getvalue(), alt)


def publish(person: Person, room: Community, *files: Attachment, body: str = "See below") -> Thread:
    return publishing.publish_post(person, community=room, body=body, attachments=files).thread


def test_a_file_is_found_by_its_name_its_text_and_its_description(
    ask: Callable[..., Answer], bo: Person, cy: Person, hall: Community
) -> None:
    plan = upload(bo, "crane-plan.docx", docx("<w:p><w:r><w:t>The gantry is yellow</w:t></w:r></w:p>"))
    thread = publish(bo, hall, plan, photo(bo, "A walrus on the roof"))
    assert ask(cy, "gantry").total == 0
    assert tasks.read_files() == 2
    assert tasks.read_files() == 0
    found = ask(cy, "gantry").hits
    assert [(hit.title, hit.matched, hit.url) for hit in found] == [
        ("crane-plan.docx", ["what stands in the file"], thread.get_absolute_url())
    ]
    assert "The <mark>gantry</mark> is yellow" in found[0].snippet
    assert [hit.matched for hit in ask(cy, "crane kind:file").hits] == [["name"]]
    assert [hit.matched for hit in ask(cy, "walrus").hits] == [["description of the picture"]]
    assert [(tab.value, tab.count) for tab in ask(cy, "after:today has:file").tabs[1:]] == [
        ("post", 1),
        ("file", 2),
    ]
    assert list(drift.found()) == []


def test_what_is_not_sent_is_found_by_nobody(look: Look, bo: Person, hall: Community) -> None:
    upload(bo, "canary.txt", b"canary")
    assert reading.waiting() == []
    assert look(bo, "canary") == []
    assert not Document.objects.filter(kind="file").exists()


def test_an_outsider_a_guest_and_who_left_do_not_find_it(
    ask: Callable[..., Answer],
    browse: Browse,
    max_: Person,
    bo: Person,
    cy: Person,
    gus: Person,
    hall: Community,
    lab: Community,
) -> None:
    publish(bo, hall, upload(bo, "open.txt", b"oven"))
    membership.add_member(max_, lab, gus, role="guest")

    def seen(person: Person) -> tuple[int, list[str], bool]:
        answer = ask(person, "canary")
        page = browse(person).get("/search/?q=canary+kind:file").content.decode()
        return answer.total, [tab.value for tab in answer.tabs[1:]], "secret-canary.txt" in page

    before = {person.pk: seen(person) for person in (cy, bo, gus)}
    thread = publish(bo, lab, upload(bo, "secret-canary.txt", b"the canary sings"))
    commenting.add_comment(bo, thread, body="And", attachments=[upload(bo, "more.txt", b"more canary")])
    tasks.read_files()
    assert seen(cy) == before[cy.pk]
    assert ask(cy, "canray").meant == ""
    assert ask(bo, "canary").total == ask(gus, "canary").total == 2
    Membership.objects.filter(community=lab, person__in=[bo, gus]).delete()
    assert (seen(bo), seen(gus)) == (before[bo.pk], before[gus.pk])


def test_a_file_is_held_and_removed_with_its_text(
    look: Look, hear: Act, max_: Person, bo: Person, cy: Person, hall: Community
) -> None:
    thread = publish(bo, hall, upload(bo, "opening.txt", b"oven"))
    comment = commenting.add_comment(bo, thread, body="And", attachments=[upload(bo, "answer.txt", b"oven")])
    both = ["answer.txt", "opening.txt"]
    assert sorted(look(cy, "txt")) == both
    holding.hold_comment(comment)
    assert look(cy, "txt") == look(bo, "txt") == ["opening.txt"]
    holding.release_comment(Comment.objects.get())
    assert sorted(look(cy, "txt")) == both
    holding.hold_thread(thread)
    assert look(cy, "txt") == []
    tasks.tend()
    holding.release_thread(thread)
    assert sorted(look(cy, "txt")) == both
    commenting.remove_comment(max_, comment, reason="Twice")
    assert look(cy, "txt") == ["opening.txt"]
    for viewer in (bo, cy, max_):
        found = set(sight.visible_to(viewer).filter(kind="file").values_list("object_id", flat=True))
        assert found == set(SOURCES["file"].visible_to(viewer).values_list("pk", flat=True))
    publishing.remove_thread(max_, thread, reason="Twice")
    assert look(bo, "txt") == []
    assert list(drift.found()) == []


def test_a_file_goes_where_its_text_goes(
    look: Look, bo: Person, cy: Person, hall: Community, lab: Community
) -> None:
    thread = publish(bo, hall, upload(bo, "plan.txt", b"oven"))
    assert look(cy, "plan") == ["plan.txt"]
    moving.move_thread(bo, thread, community=lab)
    assert look(cy, "plan") == []
    assert look(bo, "plan in:lab") == ["plan.txt"]


def test_what_is_taken_back_is_gone_at_once_and_found_where_it_is_sent_then(
    look: Look, bo: Person, cy: Person, hall: Community, lab: Community
) -> None:
    thread = publish(cy, hall, body="Anything?")
    comment = commenting.add_comment(bo, thread, body="Here", attachments=[upload(bo, "plan.txt", b"oven")])
    tasks.read_files()
    assert look(cy, "plan has:file") == ["plan.txt"]
    sending.take_back_comment(bo, comment)
    assert not Document.objects.filter(kind="file").exists()
    publish(bo, lab, Attachment.objects.get())
    assert look(cy, "plan") == []
    assert look(bo, "oven in:lab") == ["plan.txt"]


def test_a_discarded_file_leaves_nothing_behind(look: Look, bo: Person, hall: Community) -> None:
    publish(bo, hall, upload(bo, "plan.txt", b"oven"))
    tasks.read_files()
    assert sorted(look(bo, "has:file")) == ["See below", "plan.txt"]
    attaching.discard_file(bo, Attachment.objects.get())
    assert look(bo, "has:file") == []
    assert not FileText.objects.exists()


def test_another_description_is_found_instead(look: Look, bo: Person, hall: Community) -> None:
    publish(bo, hall, photo(bo, "A walrus"))
    assert look(bo, "walrus") == ["img_0001.png"]
    attaching.describe_file(bo, Attachment.objects.get(), alt="A seal")
    assert (look(bo, "walrus"), look(bo, "seal")) == ([], ["img_0001.png"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bad.pdf", b"%PDF-1.7\n" + b"\xff" * 400),
        ("good.pdf", pdf("The gantry")),
        ("bad.docx", b"PK\x03\x04" + b"\x00" * 200),
    ],
)
def test_a_document_is_read_in_a_process_of_its_own(
    name: str, content: bytes, look: Look, bo: Person, hall: Community
) -> None:
    publish(bo, hall, upload(bo, name, content))
    tasks.read_files()
    assert look(bo, name.partition(".")[0]) == [name]
    assert (look(bo, "gantry") == [name]) is (name == "good.pdf")
    assert FileText.objects.get().is_read


def test_what_takes_too_long_is_found_by_its_name(
    monkeypatch: pytest.MonkeyPatch, look: Look, bo: Person, hall: Community
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.001)
    publish(bo, hall, upload(bo, "slow.txt", b"oven"))
    tasks.read_files()
    assert (look(bo, "slow"), look(bo, "oven")) == (["slow.txt"], [])


def test_a_file_whose_bytes_cannot_be_had_is_tried_three_times(bo: Person, hall: Community) -> None:
    plan = upload(bo, "plan.txt", b"oven")
    publish(bo, hall, plan)
    plan.file.storage.delete(plan.file.name or "")
    assert [tasks.read_files() for _ in range(5)] == [1, 1, 1, 0, 0]


def test_a_long_text_is_shown_where_it_matches(
    ask: Callable[..., Answer], bo: Person, hall: Community
) -> None:
    words = io.StringIO()
    for number in range(3000):
        words.write(f"word{number} ")
    words.write("and Gantries at the end")
    publish(bo, hall, upload(bo, "long.txt", words.getvalue().encode()))
    tasks.read_files()
    (hit,) = ask(bo, "gantry").hits
    assert "<mark>Gantries</mark>" in hit.snippet
