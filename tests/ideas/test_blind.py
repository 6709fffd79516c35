"""Whoever judges an idea without names meets its author on no road, until the panel ends or the idea is answered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activity import feed
from activity.actions import attaching, commenting
from activity.models import Comment, Thread
from ideas.actions import deciding, evaluating, moving, planning, submitting
from ideas.models import Challenge, Idea, Panel
from people.models import Person
from tests.api.conftest import Program, program
from tests.ideas.conftest import REASON, Submit
from tests.ideas.test_wizard import Browse

__all__ = ["program"]

pytestmark = pytest.mark.django_db
ROW = {"name": "Value", "question": "Worth?", "low": "no", "middle": "so", "high": "yes"}


@pytest.fixture
def panel(challenge: Challenge, eve: Person) -> Panel:
    planning.set_criteria(eve, challenge, [ROW])
    return evaluating.set_panel(eve, challenge)


@pytest.fixture
def idea(bo: Person, challenge: Challenge) -> Idea:
    """An idea of bo's with a file and a comment of bo's."""
    plan = attaching.upload_file(bo, SimpleUploadedFile("plan.txt", b"A plan of the hall.", "text/plain"))
    made = submitting.submit_idea(
        bo, challenge, title="Sort the scrap", proposal="Two bins at each saw.", attachments=[plan]
    )
    commenting.add_comment(bo, made.thread, body="As I said on Monday")
    return made


def roads(challenge: Challenge, idea: Idea) -> list[str]:
    here = challenge.get_absolute_url()
    views = [f"{here}?view={view}" for view in ("cards", "list", "stages")]
    return [*views, idea.get_absolute_url(), f"/ideas/{idea.pk}/card/", "/search/?q=scrap"]


def test_an_evaluator_meets_no_author_on_any_page(  # noqa: PLR0913, PLR0917  (the cast)
    idea: Idea, panel: Panel, challenge: Challenge, eve: Person, cy: Person, dee: Person, browse: Browse
) -> None:
    evaluating.assign(eve, panel, evaluator=cy, idea=idea)
    judge, reader = browse(cy), browse(dee)
    for road in roads(challenge, idea):
        said = judge.get(road).content.decode()
        assert not any(sign in said for sign in ("Bo Berg", "/people/bo/", "As I said")), road
    for road in roads(challenge, idea)[:5]:
        assert "Bo Berg" in reader.get(road).content.decode(), f"others read it on {road}"
    versions = f"/ideas/{idea.pk}/versions/"
    assert (judge.get(versions).status_code, reader.get(versions).status_code) == (404, 200)
    assert not Thread.objects.visible_to(cy).filter(pk=idea.thread_id).exists()
    assert not Comment.objects.visible_to(cy).filter(thread=idea.thread).exists()
    assert idea.thread_id not in [row.pk for row in feed.community(cy, challenge.community).threads]
    plan = idea.thread.attachments.get()
    assert judge.get(plan.get_absolute_url()).status_code == 200, "what belongs to the idea can be read"


def test_nor_by_a_program(  # noqa: PLR0913, PLR0917  (the cast)
    idea: Idea, panel: Panel, challenge: Challenge, eve: Person, cy: Person, dee: Person, program: Program
) -> None:
    evaluating.assign(eve, panel, evaluator=cy, idea=idea)
    judge, reader, v1 = program(cy), program(dee), "/api/v1"
    for road in (
        f"{v1}/ideas/{idea.pk}/",
        f"{v1}/challenges/{challenge.pk}/ideas/",
        f"{v1}/challenges/{challenge.pk}/board/",
        f"{v1}/own-scorecards/",
    ):
        answer = judge.get(road)
        assert (answer.status_code, "Bo Berg" in answer.content.decode()) == (200, False), road
    closed = [f"{v1}/ideas/{idea.pk}/{what}/" for what in ("versions", "authors")]
    closed += [f"{v1}/threads/{idea.thread_id}/comments/"]
    assert [judge.get(road).status_code for road in closed] == [404] * 3
    assert [reader.get(road).status_code for road in closed] == [200] * 3


@pytest.mark.parametrize("how", ["the panel ends", "it is answered", "they step back"])
def test_afterwards_they_see_who_wrote_it(
    how: str, idea: Idea, panel: Panel, eve: Person, cy: Person, browse: Browse
) -> None:
    card = evaluating.assign(eve, panel, evaluator=cy, idea=idea)
    if how == "the panel ends":
        evaluating.close_panel(eve, panel)
    elif how == "it is answered":
        deciding.decide_idea(eve, idea, outcome="decline", reason_code="infeasible", reason_text=REASON)
    else:
        evaluating.step_back(cy, card, reason="We share an office.")
    page = browse(cy).get(idea.get_absolute_url()).content.decode()
    assert "Bo Berg" in page
    assert "As I said on Monday" in page


def test_a_panel_that_is_not_blind_hides_nobody(
    idea: Idea, panel: Panel, challenge: Challenge, eve: Person, cy: Person, browse: Browse
) -> None:
    panel = evaluating.set_panel(eve, challenge, is_blind=False)
    evaluating.assign(eve, panel, evaluator=cy, idea=idea)
    assert "Bo Berg" in browse(cy).get(idea.get_absolute_url()).content.decode()


def test_what_the_author_said_on_the_way_stays_without_a_name(
    idea: Idea, panel: Panel, bo: Person, eve: Person, cy: Person, submit: Submit, browse: Browse
) -> None:
    moving.ask_for_information(eve, idea, question="What does it cost?")
    idea.refresh_from_db()
    moving.give_information(bo, idea, said="Ten euro.")
    evaluating.assign(eve, panel, evaluator=cy, idea=idea)
    page = browse(cy).get(idea.get_absolute_url()).content.decode()
    assert ("Ten euro." in page, "Bo Berg" in page) == (True, False)
