"""Files go with a text; who sees the text sees them, and nobody else, ever."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from activity.actions import attaching, commenting, holding, publishing
from activity.models import Attachment, Post, Thread
from activity.policies import NotAllowed
from communities.actions import membership, settling
from communities.models import Community
from esn.kit import clock
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


def text(name: str = "plan.txt", content: bytes = b"The plan") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(name: str = "crane.png") -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (60, 30), "teal").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue())


@pytest.fixture
def thread(bo: Person, lab: Community) -> Thread:
    """bo's, in private Lab, with a plan."""
    plan = attaching.upload_file(bo, text())
    return publishing.publish_post(bo, community=lab, body="The prototype", attachments=[plan]).thread


def test_who_sees_the_text_sees_its_file_and_nobody_else(
    thread: Thread,
    browse: Browse,
    bo: Person,
    max_: Person,
    cy: Person,
    dee: Person,
    ada: Person,
    eve: Person,
) -> None:
    url = Attachment.objects.get().get_absolute_url()
    assert [browse(person).get(url).status_code for person in (bo, max_)] == [200, 200]
    assert [browse(person).get(url).status_code for person in (cy, dee, ada, eve)] == [404] * 4
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("how", ["left", "removed", "held", "closed community"])
def test_sight_of_a_file_ends_with_sight_of_the_text(
    thread: Thread, browse: Browse, max_: Person, bo: Person, cy: Person, hall: Community, how: str
) -> None:
    url = Attachment.objects.get().get_absolute_url()
    reader = cy
    if how == "closed community":
        Attachment.objects.update(thread=publishing.publish_post(max_, community=hall, body="x").thread)
        membership.leave_community(cy, hall)
    else:
        membership.add_member(max_, thread.community, cy)
    client = browse(reader)
    answer = client.get(url)
    assert answer.status_code == 200
    if how == "left":
        membership.leave_community(cy, thread.community)
    elif how == "removed":
        publishing.remove_thread(bo, thread)
    elif how == "held":
        holding.hold_thread(thread)
    else:
        settling.edit_community(max_, hall, kind="private")
    assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 404


def test_an_unsent_file_is_its_uploaders_alone(bo: Person, max_: Person, browse: Browse) -> None:
    url = attaching.upload_file(bo, text()).get_absolute_url()
    assert browse(bo).get(url).status_code == 200
    assert browse(max_).get(url).status_code == 404


def test_nobody_sends_somebody_elses_file(bo: Person, cy: Person, hall: Community) -> None:
    theirs = attaching.upload_file(bo, text())
    with pytest.raises(attaching.FileRefused):
        publishing.publish_post(cy, community=hall, body="Mine", attachments=[theirs])
    with pytest.raises(NotAllowed):
        attaching.discard_file(cy, theirs)


def test_a_file_is_sent_once(bo: Person, hall: Community) -> None:
    plan = attaching.upload_file(bo, text())
    publishing.publish_post(bo, community=hall, body="One", attachments=[plan])
    with pytest.raises(attaching.FileRefused):
        publishing.publish_post(bo, community=hall, body="Two", attachments=[plan])
    assert Post.objects.filter(body="Two").count() in {0, 1}


def test_documents_are_saved_and_pictures_are_shown_both_defused(
    bo: Person, hall: Community, browse: Browse
) -> None:
    svg = attaching.upload_file(bo, text("logo.svg", b"<svg onload='alert(1)'/>"))
    picture = attaching.upload_file(bo, photo())
    publishing.publish_post(bo, community=hall, body="Both", attachments=[svg, picture])
    for row, how in ((svg, "attachment"), (picture, "inline")):
        answer = browse(bo).get(row.get_absolute_url())
        assert answer["Content-Disposition"].startswith(how)
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-cache"
    assert browse(bo).get(f"/files/{picture.pk}/small/")["Content-Type"] == "image/webp"
    assert browse(bo).get(f"/files/{svg.pk}/small/").status_code == 404


def test_too_large_too_many_and_too_much_are_refused_in_words(
    bo: Person, settings: Settings, browse: Browse, hall: Community
) -> None:
    settings.MAX_FILE_BYTES = 10
    with pytest.raises(attaching.FileRefused, match="larger than"):
        attaching.upload_file(bo, text(content=b"x" * 11))
    settings.MAX_FILE_BYTES, settings.QUOTA_BYTES = 1000, 100
    attaching.upload_file(bo, text(content=b"x" * 90))
    with pytest.raises(attaching.FileRefused, match="no room"):
        attaching.upload_file(bo, text(content=b"x" * 11))
    files = [text(f"{n}.txt") for n in range(200)]
    answer = browse(bo).post(
        "/publish/", {"community": hall.pk, "kind": "update", "body": "Dear words", "files": files}
    )
    assert answer.status_code == 422
    assert "At most 10 files" in answer.content.decode()
    assert "Dear words" in answer.content.decode()
    assert not Post.objects.exists()


def test_files_go_with_a_post_without_any_script(bo: Person, hall: Community, browse: Browse) -> None:
    answer = browse(bo).post(
        "/publish/", {"community": hall.pk, "kind": "update", "body": "See this", "files": [text(), photo()]}
    )
    assert answer.status_code == 302
    assert set(Attachment.objects.values_list("name", flat=True)) == {"plan.txt", "crane.png"}
    page = browse(bo).get(answer["Location"]).content.decode()
    assert "plan.txt" in page
    assert "/small/" in page


def test_files_uploaded_before_go_with_a_comment_and_are_described(
    bo: Person, hall: Community, browse: Browse, cy: Person
) -> None:
    thread = publishing.publish_post(cy, community=hall, body="Show me").thread
    client = browse(bo)
    chip = client.post("/files/", {"files": [photo()]})
    assert chip.status_code == 200
    row = Attachment.objects.get()
    fields = {"body": "Here", "attachments": [row.pk], f"alt-{row.pk}": "A crane at dusk"}
    client.post(f"/threads/{thread.pk}/comments/", fields)
    row.refresh_from_db()
    assert (row.comment is not None, row.alt) == (True, "A crane at dusk")
    assert 'alt="A crane at dusk"' in client.get(thread.get_absolute_url()).content.decode()


def test_what_was_uploaded_stays_in_a_form_that_is_refused(
    bo: Person, hall: Community, browse: Browse
) -> None:
    row = attaching.upload_file(bo, text())
    answer = browse(bo).post(
        "/publish/", {"community": hall.pk, "kind": "update", "body": "", "attachments": [row.pk]}
    )
    assert answer.status_code == 422
    assert f'value="{row.pk}"' in answer.content.decode()


def test_a_removed_comment_takes_its_files_along(
    bo: Person, cy: Person, hall: Community, browse: Browse
) -> None:
    thread = publishing.publish_post(cy, community=hall, body="Show me").thread
    row = attaching.upload_file(bo, text())
    comment = commenting.add_comment(bo, thread, body="Here", attachments=[row])
    assert browse(cy).get(row.get_absolute_url()).status_code == 200
    commenting.remove_comment(bo, comment)
    assert browse(cy).get(row.get_absolute_url()).status_code == 404


def test_uploads_that_were_never_sent_go_after_a_week(
    bo: Person, hall: Community, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old, fresh, sent = (attaching.upload_file(bo, text()) for _ in range(3))
    publishing.publish_post(bo, community=hall, body="x", attachments=[sent])
    Attachment.objects.exclude(pk=fresh.pk).update(created_at=clock.now() - timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        assert attaching.forget_unsent() == 1
    assert set(Attachment.objects.values_list("pk", flat=True)) == {fresh.pk, sent.pk}
    assert not old.file.storage.exists(old.file.name or "")


def test_a_broken_upload_is_refused_politely(bo: Person, browse: Browse) -> None:
    answer = browse(bo).post("/files/", {"files": [text("setup.exe", b"MZ\x90")]})
    assert answer.status_code == 422
    assert "not known here" in answer.json()["detail"]
    assert browse(bo).post("/files/").status_code == 422
