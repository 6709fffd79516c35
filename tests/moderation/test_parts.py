"""A file by itself, and the words of a profile: hidden while they are looked at, taken away, given back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from activity.actions import attaching, commenting, publishing
from activity.models import Attachment, Comment, Thread
from communities.models import Community
from esn.search import answering, indexing
from moderation.actions import appealing, claiming, reporting
from moderation.models import Case
from moderation.policies import NotAllowed
from people.actions import profiles
from people.models import HeldWords, Person
from tests.api.conftest import Program, program
from tests.moderation.conftest import Rule, Tell, again, work

__all__ = ["program"]
Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


@pytest.fixture
def answer(bo: Person, thread: Thread) -> Comment:
    """bo's answer in Hall, with a list and a plan."""
    files = [
        attaching.upload_file(bo, SimpleUploadedFile(f"{name}.txt", b"All their names"))
        for name in ("list", "plan")
    ]
    return commenting.add_comment(bo, thread, body="See the files", attachments=files)


@pytest.fixture
def file(answer: Comment) -> Attachment:
    return Attachment.objects.get(name="list.txt")


def statuses(browse: Browse, address: str, *people: Person) -> list[int]:
    return [browse(person).get(address).status_code for person in people]


def names(viewer: Person, words: str) -> set[str]:
    return {hit.entry.title for hit in answering.answer(viewer, words).hits}


def looked_at(case: Case) -> Case:
    return Case.objects.for_display().get(pk=case.pk)


def test_a_file_is_hidden_by_itself_while_it_is_looked_at(
    tell: Tell, browse: Browse, file: Attachment, answer: Comment, bo: Person, cy: Person, max_: Person
) -> None:
    work()
    case, address = tell(cy, "file", file.pk), file.get_absolute_url()
    assert statuses(browse, address, cy) == [200]
    claiming.hide_case(max_, looked_at(case))
    # Who put it there and who runs the place still open it; its text and the other file stand.
    assert statuses(browse, address, cy, bo, max_) == [404, 200, 200]
    page = browse(cy).get(answer.thread.get_absolute_url()).content.decode()
    assert ("See the files" in page, "plan.txt" in page, "list.txt" in page) == (True, True, False)
    claiming.show_case(max_, looked_at(case))
    assert statuses(browse, address, cy) == [200]


def test_a_removed_file_is_gone_for_all_its_text_stays_and_the_reason_stands_there(
    tell: Tell, rule: Rule, browse: Browse, file: Attachment, answer: Comment, bo: Person, cy: Person,
    max_: Person,
) -> None:  # fmt: skip
    case = tell(cy, "file", file.pk)
    rule(max_, case, "remove", reason="Names of people")
    assert statuses(browse, file.get_absolute_url(), cy, bo, max_) == [404, 404, 404]
    page = browse(cy).get(answer.thread.get_absolute_url()).content.decode()
    assert "A file was removed. Names of people" in page
    assert ("See the files" in page, "list.txt" in page) == (True, False)


def test_a_file_that_is_held_or_removed_is_found_by_nobody(
    tell: Tell, rule: Rule, file: Attachment, bo: Person, cy: Person, max_: Person
) -> None:
    work()
    assert names(cy, "list") == {"list.txt"}
    case = tell(cy, "file", file.pk)
    claiming.hide_case(max_, looked_at(case))
    assert (names(cy, "list"), names(bo, "list")) == (set(), set())
    work()
    claiming.show_case(max_, looked_at(case))
    work()
    assert names(cy, "list") == {"list.txt"}
    rule(max_, case, "remove")
    work()
    assert names(cy, "list") == set()
    indexing.keep("file", [file.pk])
    assert names(cy, "list") == set()


def test_who_decides_sees_the_file_even_when_nobody_else_does(
    tell: Tell, rule: Rule, browse: Browse, file: Attachment, cy: Person, max_: Person, ada: Person,
    dee: Person,
) -> None:  # fmt: skip
    case = tell(cy, "file", file.pk)
    rule(max_, case, "remove")
    address = f"/moderation/cases/{case.pk}/file/"
    assert statuses(browse, address, max_, ada, cy, dee) == [200, 200, 404, 404]
    assert b"All their names" in browse(ada).get(address).content


def test_an_overturned_ruling_puts_the_file_back(
    tell: Tell, rule: Rule, browse: Browse, file: Attachment, bo: Person, cy: Person, max_: Person, nia: Person
) -> None:  # fmt: skip
    case = tell(cy, "file", file.pk)
    claiming.hide_case(max_, looked_at(case))
    ruling = rule(max_, case, "remove")
    sent = appealing.appeal_ruling(bo, ruling, text="They agreed")
    appealing.decide_appeal(nia, sent, overturn=True, reason="They did")
    assert statuses(browse, file.get_absolute_url(), cy) == [200]


def test_a_file_that_its_owner_took_away_meanwhile_can_still_be_ruled_on(
    tell: Tell, rule: Rule, file: Attachment, bo: Person, cy: Person, max_: Person
) -> None:
    case = tell(cy, "file", file.pk)
    attaching.discard_file(bo, file)
    assert rule(max_, case, "remove").is_against_author


def test_a_profile_is_hidden_while_it_is_looked_at_and_its_owner_reads_why(
    tell: Tell, browse: Browse, bo: Person, cy: Person, ada: Person, program: Program
) -> None:
    profiles.edit_profile(bo, bo, bio="You are all fools", skills="insulting")
    case = tell(cy, "person", bo.pk)
    claiming.hide_case(ada, looked_at(case))
    work()
    for viewer in (cy, ada):
        page = browse(viewer).get(bo.get_absolute_url()).content.decode()
        assert ("fools" in page, "insulting" in page) == (False, False)
    told = program(cy).get(f"/api/v1/people/{bo.pk}/").json()
    assert (told["bio"], told["skills"]) == ("", [])
    assert names(cy, "insulting") == set()
    own = browse(bo).get(bo.get_absolute_url()).content.decode()
    assert "hidden while moderators look at it" in own
    assert "You are all fools" in own


def test_what_is_written_meanwhile_is_read_only_after_the_decision(
    tell: Tell, rule: Rule, bo: Person, cy: Person, ada: Person
) -> None:
    profiles.edit_profile(bo, bo, bio="You are all fools", phone="12")
    case = tell(cy, "person", bo.pk)
    claiming.hide_case(ada, looked_at(case))
    profiles.edit_profile(again(bo), again(bo), bio="Sorry", phone="34")
    assert (again(bo).bio, again(bo).phone) == ("", "34")
    rule(ada, case, "keep")
    assert (again(bo).bio, HeldWords.objects.count()) == ("Sorry", 0)


def test_a_ruling_takes_words_that_are_held_and_an_appeal_gives_them_back(
    tell: Tell, rule: Rule, bo: Person, cy: Person, ada: Person, seat: Callable[..., Person]
) -> None:
    from people.actions import access

    other = seat("ole", "Ole Os", None)
    access.grant_role(None, other, role="administrator")
    profiles.edit_profile(bo, bo, bio="You are all fools")
    case = tell(cy, "person", bo.pk)
    claiming.hide_case(ada, looked_at(case))
    ruling = rule(ada, case, "remove")
    assert (again(bo).bio, HeldWords.objects.count()) == ("", 0)
    sent = appealing.appeal_ruling(bo, ruling, text="A joke")
    appealing.decide_appeal(other, sent, overturn=True, reason="It was")
    assert again(bo).bio == "You are all fools"


def test_many_reports_hide_a_profile_by_themselves(
    tell: Tell, bo: Person, cy: Person, dee: Person, fay: Person, hall: Community
) -> None:
    profiles.edit_profile(bo, bo, bio="You are all fools")
    for reporter in (cy, dee):
        tell(reporter, "person", bo.pk)
    assert again(bo).bio
    tell(fay, "person", bo.pk)
    assert (again(bo).bio, Case.objects.get().is_hidden) == ("", True)


def test_only_who_may_decide_hides_a_profile(tell: Tell, bo: Person, cy: Person, max_: Person) -> None:
    case = tell(cy, "person", bo.pk)
    for person in (max_, cy, bo):
        with pytest.raises(NotAllowed):
            claiming.hide_case(person, looked_at(case))


def test_own_files_and_profiles_are_not_reported(file: Attachment, bo: Person) -> None:
    from moderation import queue

    thing = queue.thing(bo, "file", file.pk)
    assert thing
    with pytest.raises(NotAllowed):
        reporting.report_thing(bo, thing, reason="rude")


def test_a_file_beside_an_opening_goes_alone_too(
    tell: Tell, rule: Rule, browse: Browse, hall: Community, bo: Person, cy: Person, max_: Person
) -> None:
    plan = attaching.upload_file(bo, SimpleUploadedFile("plan.txt", b"The plan"))
    thread = publishing.publish_post(bo, community=hall, body="My plan", attachments=[plan]).thread
    before = browse(cy).get("/").content.decode()
    rule(max_, tell(cy, "file", plan.pk), "remove")
    after = browse(cy).get("/").content.decode()
    assert ("plan.txt" in before, "plan.txt" in after) == (True, False)
    assert "My plan" in after
    assert browse(cy).get(thread.get_absolute_url()).status_code == 200
