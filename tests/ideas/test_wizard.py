"""A challenge written in steps: kept at each, right or wrong, checked at the end, and opened whole."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from activity.actions import attaching
from activity.models import Attachment
from communities.actions import founding
from communities.models import Community
from esn.kit.models import Event
from ideas import board, policies
from ideas import events as verbs
from ideas.actions import challenging, coauthoring, drafting, planning, preparing
from ideas.forms import possible_places
from ideas.models import Challenge, ChallengePlan
from ideas.tasks import keep_calendar
from people.models import Person
from people.policies import NotAllowed
from tests.ideas.conftest import Launch, Submit, in_days

pytestmark = pytest.mark.django_db

Browse = Callable[[Person], Client]
FIRST = "/ideas/challenges/new/"


def day(number: int) -> str:
    return timezone.localtime(timezone.now() + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M")


def typed_at(hall: Community, eve: Person) -> dict[str, dict[str, Any]]:
    """What max types at each step after the first."""
    dates = {
        "opens_at": 0,
        "submissions_close_at": 21,
        "voting_close_at": 35,
        "evaluate_by": 40,
        "decide_by": 49,
    }
    row = {
        "name": "Value",
        "question": "Worth?",
        "low": "nothing",
        "middle": "some",
        "high": "much",
        "weight": 2,
    }
    return {
        "scope": {"in_scope": "The saws", "out_of_scope": "New halls", "good_answer": "Names a machine"},
        "number": {"measure": "Scrap", "unit": "t", "baseline": "5", "target": "3"},
        "people": {"community": hall.pk, "sponsor": eve.pk, "pledge": "I decide on the top five."},
        "dates": {name: day(number) for name, number in dates.items()}
        | {"count_visibility": "close", "incubate": "on"},
        "ballots": {"budget": "1200.50", "currency": "EUR", "approval-is_used": "on", "approval-amount": "4"},
        "criteria": {"criteria-TOTAL_FORMS": "2", "criteria-INITIAL_FORMS": "0"}
        | {f"criteria-0-{name}": value for name, value in row.items()}
        | {"criteria-1-weight": "1"},
        "questions": {"questions-TOTAL_FORMS": "1", "questions-INITIAL_FORMS": "0"}
        | {"questions-0-question": "Which machine?", "questions-0-is_required": "on"},
    }


def begun(client: Client, **more: str) -> ChallengePlan:
    client.post(FIRST, {"title": "Less scrap?", "problem": "Too much is thrown away.", **more})
    return ChallengePlan.objects.latest("pk")


def test_from_the_first_step_to_the_open_challenge(
    hall: Community, max_: Person, eve: Person, browse: Browse
) -> None:
    client = browse(max_)
    plan = begun(client)
    assert client.get(f"/ideas/plans/{plan.pk}/").headers["Location"].endswith("/scope/")
    for step, typed in typed_at(hall, eve).items():
        answer = client.post(f"/ideas/plans/{plan.pk}/{step}/", {**typed, "wish": "next"})
        assert answer.status_code == 302, (step, answer.content.decode())
    check = client.get(f"/ideas/plans/{plan.pk}/check/")
    assert all(row.is_good for row in check.context["checks"])
    assert not Challenge.objects.exists(), "nobody hears of it before it is opened"
    opened = client.post(f"/ideas/plans/{plan.pk}/check/")
    made = Challenge.objects.get()
    assert opened.headers["Location"] == made.get_absolute_url()
    assert (made.sponsor, made.manager) == (eve, max_)
    assert (made.budget_cents, made.baseline) == (120_050, Decimal(5))
    assert (made.incubate, made.count_visibility, made.out_of_scope) == (True, "close", "New halls")
    assert [(r.kind, r.amount) for r in made.ballot_rules.all()] == [("approval", 4)]
    assert [(c.name, c.weight) for c in made.criteria.all()] == [("Value", 2)]
    assert [q.question for q in made.questions.all()] == ["Which machine?"]
    assert not ChallengePlan.objects.exists()
    assert client.post(f"/ideas/plans/{plan.pk}/check/").status_code == 404, "it is opened once"


def test_what_is_wrong_is_kept_and_said_at_the_end(hall: Community, max_: Person, browse: Browse) -> None:
    client = browse(max_)
    plan = begun(client, title="")
    wrong = client.post(f"/ideas/plans/{plan.pk}/number/", {"measure": "Scrap", "baseline": "many"})
    assert wrong.status_code == 422
    again = client.get(f"/ideas/plans/{plan.pk}/number/")
    assert (again.status_code, b"many" in again.content) == (200, True), "nothing typed is lost"
    check = client.get(f"/ideas/plans/{plan.pk}/check/")
    assert [step.key for step in check.context["wrong"]] == ["question", "number", "people", "dates"]
    assert client.post(f"/ideas/plans/{plan.pk}/check/").status_code == 422
    assert not Challenge.objects.exists()
    left = client.post(f"/ideas/plans/{plan.pk}/scope/", {"in_scope": "Half a", "wish": "leave"})
    assert left.headers["Location"] == "/ideas/"
    assert f"/ideas/plans/{plan.pk}/" in client.get("/ideas/").content.decode()


def test_dates_that_do_not_follow_each_other_are_refused_at_their_step(
    hall: Community, max_: Person, eve: Person, browse: Browse
) -> None:
    client = browse(max_)
    plan = begun(client)
    dates = {**typed_at(hall, eve)["dates"], "voting_close_at": day(3)}
    answer = client.post(f"/ideas/plans/{plan.pk}/dates/", dates)
    assert (answer.status_code, b"must follow each other" in answer.content) == (422, True)


def test_a_sponsor_who_cannot_read_it_stops_the_opening(
    lab: Community, max_: Person, eve: Person, browse: Browse
) -> None:
    client = browse(max_)
    plan = begun(client)
    for step, typed in typed_at(lab, eve).items():
        client.post(f"/ideas/plans/{plan.pk}/{step}/", typed)
    answer = client.post(f"/ideas/plans/{plan.pk}/check/")
    assert (answer.status_code, answer.context["is_ready"]) == (422, False)
    assert not Challenge.objects.exists()


def test_an_empty_form_begins_nothing_and_rows_are_added(
    hall: Community, max_: Person, bo: Person, browse: Browse
) -> None:
    client = browse(max_)
    assert client.post(FIRST, {"title": " ", "problem": ""}).status_code == 422
    assert not ChallengePlan.objects.exists()
    plan = begun(client)
    rows = {"criteria-TOTAL_FORMS": "2", "criteria-INITIAL_FORMS": "0", "wish": "more"}
    for _time in range(9):
        client.post(f"/ideas/plans/{plan.pk}/criteria/", rows)
        number = client.get(f"/ideas/plans/{plan.pk}/criteria/").context["typed"].rows.total_form_count()
        rows["criteria-TOTAL_FORMS"] = str(number)
    assert number == 8
    assert browse(bo).get(FIRST).status_code == 403


def test_a_plan_is_its_authors_alone(
    hall: Community, max_: Person, eve: Person, ada: Person, browse: Browse
) -> None:
    plan = begun(browse(max_))
    for other in (eve, ada):
        assert browse(other).get(f"/ideas/plans/{plan.pk}/question/").status_code == 404
        assert browse(other).post(f"/ideas/plans/{plan.pk}/discard/").status_code == 404
        with pytest.raises(NotAllowed):
            preparing.discard_plan(other, plan)
    browse(max_).post(f"/ideas/plans/{plan.pk}/discard/")
    assert not ChallengePlan.objects.exists()


def test_what_is_hidden_stays_as_it_was_when_it_opened(max_: Person, launch: Launch) -> None:
    open_now = launch()
    with pytest.raises(challenging.TooLate):
        challenging.edit_challenge(max_, open_now, count_visibility="live")
    later = launch(opens_at=timezone.now() + timedelta(days=1))
    assert challenging.edit_challenge(max_, later, count_visibility="live").count_visibility == "live"


def test_a_box_is_opened_closed_and_opened_again(
    hall: Community, max_: Person, bo: Person, submit: Submit, browse: Browse
) -> None:
    client = browse(max_)
    words = {
        "community": hall.pk,
        "area": "workplace",
        "title": "Here?",
        "problem": "Anything",
        "sponsor": max_.pk,
    }
    there = client.post("/ideas/boxes/new/", words).headers["Location"]
    box = Challenge.objects.get()
    assert there == box.get_absolute_url()
    again = client.post("/ideas/boxes/new/", words)
    assert (again.status_code, b"such a box already" in again.content) == (422, True)
    idea = submit(bo, box)
    with pytest.raises(NotAllowed):
        planning.close_box(bo, box)
    client.post(f"/ideas/challenges/{box.pk}/closing/", {"wish": "close"})
    box.refresh_from_db()
    assert (box.is_taking_ideas, box.state) == (False, "deciding")
    with pytest.raises(NotAllowed):
        submit(bo, box)
    assert idea in board.waiting_for_decision(max_) or idea.author == bo
    assert "This box is closed" in client.get(box.get_absolute_url()).content.decode()
    planning.reopen_box(max_, box)
    planning.reopen_box(max_, box)
    box.refresh_from_db()
    assert box.is_taking_ideas
    told = Event.objects.filter(
        object_type="challenge", verb__in=[verbs.CHALLENGE_CLOSED, verbs.CHALLENGE_REOPENED]
    )
    assert told.count() == 2


def test_only_who_leads_opens_boxes(hall: Community, bo: Person, browse: Browse) -> None:
    assert browse(bo).get("/ideas/boxes/new/").status_code == 403
    with pytest.raises(NotAllowed):
        planning.open_box(bo, hall, area="product", title="Ovens?", problem="Anything.")


def text(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Two bins, a saw, and a plan of the hall.", "text/plain")


def test_files_wait_beside_a_draft_and_come_with_the_idea(
    bo: Person, cy: Person, eve: Person, launch: Launch, browse: Browse
) -> None:
    challenge = launch(incubate=True)
    words = {"title": "Bins", "proposal": "Two at each saw.", "wish": "draft", "files": text("plan.txt")}
    browse(bo).post(f"/ideas/challenges/{challenge.pk}/submit/", words)
    draft = challenge.drafts.get()
    coauthoring.share_draft(bo, draft, cy)
    drafting.edit_draft(cy, draft, attachments=[attaching.upload_file(cy, text("cost.txt"))])
    (plan, cost) = draft.files.in_order()
    assert b"plan.txt" in browse(cy).get(f"/ideas/drafts/{draft.pk}/").content
    assert browse(cy).get(plan.get_absolute_url()).status_code == 200
    assert browse(eve).get(plan.get_absolute_url()).status_code == 404, (
        "nobody but its authors, before it closes"
    )
    with in_days(30):
        attaching.forget_unsent()
    assert Attachment.objects.filter(pk__in=[plan.pk, cost.pk]).count() == 2, "files of drafts wait"
    drafting.submit_draft(bo, draft)
    with in_days(6):
        keep_calendar()
    idea = challenge.ideas.get()
    assert [row.name for row in idea.thread.attachments.in_order()] == ["plan.txt", "cost.txt"]
    assert browse(eve).get(plan.get_absolute_url()).status_code == 200


def test_nobody_puts_files_of_others_beside_their_draft(bo: Person, cy: Person, launch: Launch) -> None:
    theirs = attaching.upload_file(cy, text("secret.txt"))
    with pytest.raises((NotAllowed, ValidationError)):
        drafting.save_draft(bo, launch(), title="Mine", attachments=[theirs])


def test_who_runs_the_installation_asks_the_whole_company_the_first_question(ada: Person, bo: Person) -> None:
    everyone = founding.everyone()
    assert policies.may_launch_somewhere(ada)
    assert policies.may_launch(ada, everyone)
    assert list(possible_places(ada)) == [everyone]
    assert not policies.may_launch_somewhere(bo)
    assert not policies.may_launch(bo, everyone)


def test_running_the_installation_gives_no_say_in_other_communities(ada: Person, hall: Community) -> None:
    assert not policies.may_launch(ada, hall)
