"""A community's cover picture: its owners' choice, without metadata, seen by whoever may know of the community."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from communities.actions import membership, picturing
from communities.models import Community
from communities.policies import NotAllowed
from esn.kit.models import AuditEntry
from people.models import Person
from tests.api.conftest import Program, program

__all__ = ["program"]
Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    return tmp_path


def photo(name: str = "hall.jpg", size: tuple[int, int] = (1800, 600)) -> SimpleUploadedFile:
    target, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "CANARY camera"
    Image.new("RGB", size, "teal").save(target, "JPEG", exif=exif)
    return SimpleUploadedFile(name, target.getvalue())


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_owner_shows_a_picture_and_takes_it_away(
    browse: Browse,
    max_: Person,
    cy: Person,
    hall: Community,
    media: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    owner = browse(max_)
    answer = owner.post("/communities/hall/cover/edit/", {"file": photo(), "alt": "The hall at dawn"})
    assert answer.headers["Location"] == "/communities/hall/"
    page = browse(cy).get("/communities/hall/").content.decode()
    assert 'alt="The hall at dawn"' in page
    hall.refresh_from_db()
    shown = browse(cy).get(hall.picture_address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert b"CANARY" not in shown.content
    assert Image.open(BytesIO(shown.content)).size == (1280, 427)
    assert browse(cy).get(hall.picture_address, headers={"If-None-Match": shown["ETag"]}).status_code == 304
    first, _card = kept(media)
    with django_capture_on_commit_callbacks(execute=True):
        owner.post("/communities/hall/cover/edit/", {"file": photo("other.jpg"), "alt": ""})
    assert len(kept(media)) == 2
    assert not first.exists()
    with django_capture_on_commit_callbacks(execute=True):
        owner.post("/communities/hall/cover/remove/")
    assert kept(media) == []
    assert "is-photo" not in browse(cy).get("/communities/hall/").content.decode()
    assert browse(cy).get("/communities/hall/cover/").status_code == 404
    assert AuditEntry.objects.filter(verb="communities.community_edited").count() == 3


def test_only_who_may_know_of_the_community_sees_its_picture(
    browse: Browse,
    max_: Person,
    bo: Person,
    dee: Person,
    gus: Person,
    ada: Person,
    lab: Community,
    vault: Community,
) -> None:
    for room in (lab, vault):
        picturing.show_picture(max_, room, upload=photo())
        room.refresh_from_db()
    seen = {
        person.username: [browse(person).get(room.picture_address).status_code for room in (lab, vault)]
        for person in (max_, dee, gus, ada)
    }
    assert seen == {"max": [200, 200], "dee": [200, 404], "gus": [404, 404], "ada": [200, 404]}
    membership.add_member(max_, vault, bo)
    assert browse(bo).get(vault.picture_address).status_code == 200
    membership.leave_community(bo, vault)
    assert browse(bo).get(vault.picture_address).status_code == 404
    assert "is-photo" in browse(dee).get(f"/communities/{lab.slug}/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "PNG, JPEG, GIF or WebP"),
        ("x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "could not be read as a picture"),
        ("x.pdf", b"%PDF-1.4", "PNG, JPEG, GIF or WebP"),
        ("x.png", b"", "empty"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_are_kept(
    name: str, content: bytes, said: str, browse: Browse, max_: Person, hall: Community, media: Path
) -> None:
    sent = {"file": SimpleUploadedFile(name, content), "alt": "Typed before"}
    answer = browse(max_).post("/communities/hall/cover/edit/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Typed before"' in answer.content.decode()
    assert kept(media) == []


def test_a_picture_that_is_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch, browse: Browse, max_: Person, hall: Community
) -> None:
    monkeypatch.setattr(picturing, "LARGEST", 100)
    answer = browse(max_).post("/communities/hall/cover/edit/", {"file": photo()})
    assert (answer.status_code, "at most" in answer.content.decode()) == (422, True)
    answer = browse(max_).post("/communities/hall/cover/edit/", {"alt": "Nothing"})
    assert (answer.status_code, "Choose a picture first" in answer.content.decode()) == (422, True)


def test_nobody_else_changes_it(max_: Person, bo: Person, ada: Person, lab: Community) -> None:
    for person in (bo, ada):
        with pytest.raises(NotAllowed):
            picturing.show_picture(person, lab, upload=photo())
        with pytest.raises(NotAllowed):
            picturing.remove_picture(person, lab)


def test_programs_do_the_same(program: Program, max_: Person, dee: Person, lab: Community) -> None:
    owner, address = program(max_), f"/api/v1/communities/{lab.pk}/cover/"
    answer = owner.put(address, {"file": photo(), "alt": "The lab"}, format="multipart")
    assert answer.status_code == 200
    assert answer.json()["picture"]["alt"] == "The lab"
    answer = owner.put(address, {"alt": "Our lab"}, format="multipart")
    told = program(dee).get(f"/api/v1/communities/{lab.pk}/").json()["picture"]
    lab.refresh_from_db()
    assert told == {"url": f"http://testserver{lab.picture_address}", "alt": "Our lab"}
    assert owner.delete(address).status_code == 204
    assert owner.get(f"/api/v1/communities/{lab.pk}/").json()["picture"] is None
    assert program(dee).put(address, {"alt": "x"}, format="multipart").status_code == 403


def test_a_card_shows_a_small_copy_of_the_picture(
    browse: Browse,
    max_: Person,
    cy: Person,
    hall: Community,
    media: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    picturing.show_picture(max_, hall, upload=photo())
    hall.refresh_from_db()
    assert f"{hall.picture_address}&amp;card" in browse(cy).get("/communities/").content.decode()
    small = browse(cy).get(f"{hall.picture_address}&card")
    assert Image.open(BytesIO(small.content)).size == (640, 214)
    with django_capture_on_commit_callbacks(execute=True):
        picturing.remove_picture(max_, hall)
    assert kept(media) == []


def test_a_picture_from_before_there_were_small_copies_is_shown_itself(
    browse: Browse, max_: Person, hall: Community
) -> None:
    picturing.show_picture(max_, hall, upload=photo())
    hall.refresh_from_db()
    hall.picture.storage.delete(picturing.card_name(hall))
    assert browse(max_).get(f"{hall.picture_address}&card").status_code == 200
