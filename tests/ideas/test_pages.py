"""The pages of ideas for an employee: they open, they work without a script, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from communities.models import Community
from ideas import ballots
from ideas.actions import coauthoring, deciding, drafting, merging, moving, planning, supporting
from ideas.models import Challenge, Draft, DuplicateLink, Idea, PairVote
from people.models import Person
from tests.ideas.conftest import REASON, Launch, Submit, in_days

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_board_shows_its_four_views(
    bo: Person, cy: Person, eve: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    idea, other = submit(bo, challenge), submit(cy, challenge, "Weigh it", cost_cents=120_000)
    moving.shortlist(eve, idea)
    deciding.decide_idea(eve, other, outcome="adopt", reason_code="worth_it", reason_text=REASON)
    visitor = browse(cy)
    here = challenge.get_absolute_url()
    assert "Why is this here?" in text(visitor.get(here))
    for view in ("cards", "list", "stages", "roadmap"):
        page = visitor.get(here, {"view": view})
        assert page.status_code == 200
        assert "Weigh it" in text(page), view
    assert "1,200" in text(visitor.get(here, {"view": "list"}))
    only = text(visitor.get(here, {"stage": "shortlisted"}))
    assert "Sort the scrap" in only
    assert "Weigh it" not in only
    with in_days(12):
        assert "÷" in text(visitor.get(here)), "after voting the formula stands on each card"


def test_similar_ideas_appear_and_a_difference_is_kept(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    there = submit(bo, challenge, "Sort the scrap at the saws", proposal="Two bins at each saw for scrap.")
    typed = {"title": "Sort scrap at each saw", "proposal": "Two bins at the saws."}
    visitor = browse(cy)
    page = text(visitor.post(f"/ideas/challenges/{challenge.pk}/similar/", typed))
    assert there.title in page
    assert f"/ideas/{there.pk}/support/" in page
    looked = visitor.post(f"/ideas/challenges/{challenge.pk}/submit/", {**typed, "wish": "look"})
    assert there.title in text(looked)
    assert not Idea.objects.filter(author=cy).exists()
    differs = {f"differs_{there.pk}": "Mine has a scale."}
    made = visitor.post(f"/ideas/challenges/{challenge.pk}/submit/", {**typed, **differs})
    assert made.status_code == 302
    assert DuplicateLink.objects.get().difference == "Mine has a scale."
    assert "Mine has a scale." in text(visitor.get(made["Location"]))


def test_a_draft_is_kept_written_on_and_handed_in(
    bo: Person, cy: Person, challenge: Challenge, browse: Browse
) -> None:
    author, other = browse(bo), browse(cy)
    words = {"title": "Sort", "wish": "draft"}
    assert author.post(f"/ideas/challenges/{challenge.pk}/submit/", words).status_code == 302
    draft = Draft.objects.get()
    address = f"/ideas/drafts/{draft.pk}/"
    assert "Sort" in text(author.get("/ideas/mine/"))
    assert other.get(address).status_code == 404
    refused = author.post(address, {"title": "Sort it", "wish": "submit"})
    assert refused.status_code == 422
    assert "Sort it" in text(refused)
    author.post(f"{address}authors/", {"username": "cy"})
    assert other.get(address).status_code == 200
    assert other.post(address, {"title": "Sort", "proposal": "Bins", "wish": "draft"}).status_code == 302
    author.post(address, {"title": "Sort", "proposal": "Bins", "cost": "12.50", "wish": "submit"})
    assert Idea.objects.get().cost_cents == 1250


def test_a_required_question_keeps_what_was_typed(
    eve: Person, bo: Person, challenge: Challenge, browse: Browse
) -> None:
    planning.ask_questions(eve, challenge, [{"question": "Whom does it help?", "is_required": True}])
    question = challenge.questions.get()
    words = {"title": "Sort the scrap", "proposal": "Bins"}
    author = browse(bo)
    refused = author.post(f"/ideas/challenges/{challenge.pk}/submit/", words)
    assert refused.status_code == 422
    assert "Sort the scrap" in text(refused)
    done = author.post(
        f"/ideas/challenges/{challenge.pk}/submit/", {**words, f"answer_{question.pk}": "The saw."}
    )
    page = text(author.get(done["Location"]))
    assert "Whom does it help?" in page
    assert "The saw." in page


def test_an_idea_is_talked_about_feared_for_and_written_together(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    idea = submit(bo, challenge)
    author, reader = browse(bo), browse(cy)
    here = idea.get_absolute_url()
    reader.post(f"/ideas/{idea.pk}/comment/", {"body": "We saved a ton in May.", "kind": "evidence"})
    page = text(reader.get(here))
    assert 'class="badge good">Evidence' in page
    assert reader.post(f"/ideas/{idea.pk}/comment/", {"body": "Mine", "kind": "answer"}).status_code == 403
    lost = reader.post(f"/ideas/{idea.pk}/concern/", {"text": "no"})
    assert lost.status_code == 422
    reader.post(f"/ideas/{idea.pk}/concern/", {"text": "Who empties the bins?"})
    assert "Who empties the bins?" in text(author.get(here))
    assert "Nobody" not in text(author.post(f"/ideas/{idea.pk}/authors/", {"username": "nobody-here"}))[:50]
    author.post(f"/ideas/{idea.pk}/authors/", {"username": "cy"})
    assert "stand beside" in text(reader.get(here))
    reader.post(f"/ideas/{idea.pk}/authors/", {"agree": "1"})
    assert reader.get(f"/ideas/{idea.pk}/edit/").status_code == 200
    reader.post(f"/ideas/{idea.pk}/edit/", {"title": idea.title, "proposal": "Three bins at each saw."})
    versions = text(reader.get(f"/ideas/{idea.pk}/versions/"))
    assert "<del>Two </del><ins>Three </ins>" in versions


@pytest.mark.parametrize(
    ("kind", "value"), [("approval", 1), ("points", 3), ("quadratic", 4), ("ranking", 1)]
)
def test_every_kind_of_ballot_works_without_a_script(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit, browse: Browse, kind: str, value: int
) -> None:
    idea = submit(bo, challenge, cost_cents=50_000)
    voter = browse(cy)
    here = f"/ideas/challenges/{challenge.pk}/vote/{kind}/"
    with in_days(6):
        assert idea.title in text(voter.get(here))
        answer = voter.post(f"{here}cast/", {"line": f"{idea.pk}:{value}"})
        assert (answer.status_code, answer["Location"]) == (302, here)
        assert ballots.stored_lines(ballots.current(cy, challenge, kind)) == {idea.pk: value}
        wrong = voter.post(f"{here}cast/", {"line": f"{idea.pk}:999"})
        assert wrong.status_code in {302, 422}, "a place beyond the end is the last place"
        piece = voter.post(f"{here}cast/", {"line": f"{idea.pk}:{value}"}, headers={"HX-Request": "true"})
        assert text(piece).lstrip().startswith('<section id="ballot"')
        assert idea.title in text(voter.get("/ideas/mine/"))
        assert idea.title not in text(browse(bo).get("/ideas/mine/")).partition("Ideas that I wrote")[0]


def test_two_ideas_are_compared_and_an_answer_is_turned_round(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    for n in range(3):
        submit(bo, challenge, f"Idea {n}")
    voter = browse(cy)
    here = f"/ideas/challenges/{challenge.pk}/vote/pairwise/"
    with in_days(6):
        assert voter.get(f"/ideas/challenges/{challenge.pk}/vote/").status_code == 302
        for _turn in range(3):
            voter.get(here)
            pair = PairVote.objects.get(answer="")
            voter.post(f"{here}answer/", {"answer": f"{pair.pk}:left"})
        assert "compared them all" in text(voter.get(here))
        voter.post(f"{here}answer/", {"answer": f"{pair.pk}:right"})
        assert PairVote.objects.get(pk=pair.pk).answer == "right"
        assert voter.post(f"{here}answer/", {"answer": "nonsense"}).status_code == 422
    with in_days(10):
        assert "Nobody votes here now" in text(voter.get(here))


def test_a_merge_is_seen_and_objected_to(
    bo: Person, cy: Person, eve: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    source, target = submit(bo, challenge, "One bin"), submit(bo, challenge, "Two bins")
    supporting.support_idea(cy, source)
    merging.merge_ideas(eve, source, target, reason=REASON)
    reader = browse(cy)
    page = text(reader.get(source.get_absolute_url()))
    assert "Keep my support here" in page
    assert "One bin" in text(reader.get(target.get_absolute_url()))
    reader.post(f"/ideas/{source.pk}/object/")
    target.refresh_from_db()
    assert target.support_count == 0


def test_a_decision_is_appealed_on_a_page(
    bo: Person, cy: Person, eve: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    idea = submit(bo, challenge)
    supporting.support_idea(cy, idea)
    deciding.decide_idea(eve, idea, outcome="decline", reason_code="infeasible", reason_text=REASON)
    supporter = browse(cy)
    assert browse(eve).get(f"/ideas/{idea.pk}/appeal/").status_code == 403
    assert supporter.post(f"/ideas/{idea.pk}/appeal/", {"evidence": "New!"}).status_code == 422
    supporter.post(f"/ideas/{idea.pk}/appeal/", {"evidence": REASON})
    assert "stands behind it" in text(supporter.get(idea.get_absolute_url()))
    browse(bo).post(f"/ideas/{idea.pk}/appeal/back/")
    idea.refresh_from_db()
    assert idea.stage == "open"


def test_boxes_and_what_was_built_have_their_pages(
    max_: Person, bo: Person, hall: Community, browse: Browse
) -> None:
    planning.open_box(max_, hall, area="workplace", title="What would help?", problem="Anything at all.")
    assert "What would help?" in text(browse(bo).get("/ideas/"))
    assert "Nothing is being built yet" in text(browse(bo).get("/ideas/built/"))


def test_the_question_to_the_author_is_answered_on_the_page(
    bo: Person, eve: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    idea = submit(bo, challenge)
    moving.ask_for_information(eve, idea, question="What does it cost?")
    assert "What does it cost?" in text(browse(bo).get(idea.get_absolute_url()))
    browse(bo).post(f"/ideas/{idea.pk}/informed/", {"said": "Ten euro."})
    idea.refresh_from_db()
    assert idea.stage == "open"


def test_the_outsider_finds_none_of_it(
    bo: Person, dee: Person, gus: Person, max_: Person, lab: Community, launch: Launch, submit: Submit,
    browse: Browse,
) -> None:  # fmt: skip
    hidden = launch(lab)
    planning.choose_ballots(max_, hidden, {"approval": {"amount": 2}, "pairwise": {}})
    idea = submit(bo, hidden)
    draft = drafting.save_draft(bo, hidden, title="Mine")
    coauthoring.ask_coauthor(bo, idea, max_)
    gets = [
        f"/ideas/{idea.pk}/versions/", f"/ideas/{idea.pk}/card/", f"/ideas/{idea.pk}/support/piece/",
        f"/ideas/challenges/{hidden.pk}/vote/", f"/ideas/challenges/{hidden.pk}/vote/approval/",
        f"/ideas/challenges/{hidden.pk}/vote/pairwise/", f"/ideas/drafts/{draft.pk}/",
    ]  # fmt: skip
    posts = [
        f"/ideas/challenges/{hidden.pk}/similar/", f"/ideas/challenges/{hidden.pk}/vote/approval/cast/",
        f"/ideas/challenges/{hidden.pk}/vote/pairwise/answer/", f"/ideas/{idea.pk}/concern/",
        f"/ideas/{idea.pk}/comment/", f"/ideas/{idea.pk}/authors/", f"/ideas/drafts/{draft.pk}/authors/",
    ]  # fmt: skip
    for who in (dee, gus):
        visitor = browse(who)
        assert [visitor.get(address).status_code for address in gets] == [404] * len(gets)
        assert [visitor.post(address).status_code for address in posts] == [404] * len(posts)
        assert "Sort the scrap" not in text(visitor.get("/ideas/mine/"))
    assert browse(max_).get(gets[0]).status_code == 200
    assert browse(max_).get(gets[-1]).status_code == 404, "a draft is its authors' alone"


def test_a_box_is_edited_without_dates(max_: Person, eve: Person, hall: Community, browse: Browse) -> None:
    box = planning.open_box(max_, hall, area="product", title="Ovens?", problem="Anything.", sponsor=eve)
    sponsor, address = browse(eve), f"/ideas/challenges/{box.pk}/edit/"
    form = sponsor.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"title": "Better ovens?", "opens_at": "2026-01-01T00:00"}
    assert sponsor.post(address, typed).status_code == 302
    box.refresh_from_db()
    assert (box.title, box.decide_by) == ("Better ovens?", None)


def test_a_reason_used_three_times_is_noticed_on_the_page_of_one_idea(
    bo: Person, eve: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    four = [submit(bo, challenge, f"Bin {n}") for n in range(4)]
    typed = {"outcome": "decline", "reason_code": "out_of_scope", "reason_text": REASON}
    sponsor = browse(eve)
    for idea in four[:3]:
        assert sponsor.post(f"/ideas/{idea.pk}/decide/", typed).status_code == 302
    there = f"/ideas/{four[3].pk}/decide/"
    noticed = sponsor.post(there, typed)
    assert (noticed.status_code, b"is_meant" in noticed.content) == (422, True)
    assert not Idea.objects.get(pk=four[3].pk).decision_id
    assert sponsor.post(there, typed | {"is_meant": "on"}).status_code == 302


def test_a_remark_can_be_taken_back_like_a_comment(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit, browse: Browse
) -> None:
    idea, client = submit(bo, challenge), browse(cy)
    sent = client.post(f"/ideas/{idea.pk}/comment/", {"body": "It rusts.", "kind": "risk"}, follow=True)
    assert "It can be taken back" in sent.content.decode()
    comment = idea.thread.comments.get()
    client.post(f"/comments/{comment.pk}/undo/")
    assert not idea.thread.comments.exists()
    assert "It rusts." in client.get(idea.get_absolute_url()).content.decode(), "the words wait in the form"
