"""What people find, and how what they find is counted and put in order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from activity.actions import commenting, holding, publishing
from activity.models import Post, Thread
from communities.actions import founding, settling
from communities.models import Community
from esn.kit import clock
from esn.search.answering import Answer
from ideas.actions import challenging, submitting
from people.actions import profiles
from people.models import Person
from tests.search.conftest import Look

Ask = Callable[..., Answer]


def post(who: Person, where: Community, body: str, **fields: Any) -> Post:
    return publishing.publish_post(who, community=where, body=body, **fields)


def test_people_communities_posts_comments_ideas_and_challenges_are_found(
    ask: Ask, max_: Person, bo: Person, hall: Community
) -> None:
    thread = post(max_, hall, "The turbine hums").thread
    commenting.add_comment(bo, thread, body="Which turbine?")
    founding.found_community(bo, name="Turbine friends", description="")
    profiles.edit_profile(bo, bo, skills="turbines")
    now = timezone.now()
    challenge = challenging.launch_challenge(
        max_,
        community=hall,
        title="Quieter turbines?",
        problem="Noise",
        sponsor=max_,
        opens_at=now - timedelta(days=1),
        submissions_close_at=now + timedelta(days=2),
        voting_close_at=now + timedelta(days=3),
        decide_by=now + timedelta(days=4),
    )
    submitting.submit_idea(bo, challenge, title="Rubber feet", proposal="Under each turbine")
    found = ask(bo, "turbine")
    assert {hit.kind for hit in found.hits} == {
        "person", "community", "post", "comment", "idea", "challenge",
    }  # fmt: skip
    assert found.total == 6
    assert {tab.value: tab.count for tab in found.tabs} == {
        "": 6, "person": 1, "community": 1, "post": 1, "comment": 1, "idea": 1, "challenge": 1,
    }  # fmt: skip


IN_THEIR_FORMS = {
    "budget": True,
    "budgets": True,
    "bud": True,
    "bud*": True,
    "udget": False,
    "zurich": True,
    "ZÜRICH": True,
    "cafe": True,
    "planning": True,
    "plans": True,
    '"late budget"': True,
    '"budget late"': False,
    "budget -late": False,
    "budget -early": True,
    "c++": True,
    "c": False,
    "strasse": True,
    "🚀": True,
    "🛑": False,
    "o'neil": True,
    "foo:late": False,
    "late:budget": True,
    "is:late": False,
}


def test_words_are_found_in_their_forms(look: Look, max_: Person, bo: Person, hall: Community) -> None:
    post(
        max_,
        hall,
        "Late budgets in Zürich 🚀, we planned in C++ with O'Neil at the Café, Hohe Straße. late: budget",
    )
    assert {words: bool(look(bo, words)) for words in IN_THEIR_FORMS} == IN_THEIR_FORMS


@pytest.mark.parametrize(
    ("text", "found", "missed"),
    [
        ("東京都の天気はどうですか", ["東京", "京都", "天気", "天", "か", "東京都の天気"], ["京東", "大阪"]),
        ("我们讨论预算和交付日期", ["预算", "交付日期", "讨论预", "期"], ["预交", "算预"]),
        ("새로운검색기능을소개합니다", ["검색", "기능을", "검색기능"], ["능기", "검능"]),
        ("ガスバーナーの点検", ["バーナー", "点検", "ﾊﾞｰﾅｰ"], ["検点"]),
        ("Meeting 会议 at nine", ["会议 at", "meeting 会议", "会"], ["议会"]),
    ],
)
def test_words_are_found_inside_unspaced_text(
    look: Look, max_: Person, bo: Person, hall: Community, text: str, found: list[str], missed: list[str]
) -> None:
    post(max_, hall, text)
    assert {words: bool(look(bo, words)) for words in found + missed} == {
        **dict.fromkeys(found, True), **dict.fromkeys(missed, False),
    }  # fmt: skip


def test_operators_narrow(
    look: Look, max_: Person, bo: Person, cy: Person, hall: Community, lab: Community
) -> None:
    with clock.at(timezone.now() - timedelta(days=40)):
        post(bo, hall, "Old oven #safety")
    post(max_, lab, "Lab oven, see https://oven.example/x")
    question = post(cy, hall, "Which oven?", kind="question")
    assert look(bo, "oven from:cy") == ["Which oven?"]
    assert look(bo, "oven from:me") == look(bo, "oven is:mine") == ["Old oven #safety"]
    assert look(bo, 'oven from:"max moe"') == look(bo, "oven in:lab") == look(bo, "has:link")
    assert look(bo, "oven -in:hall") == look(bo, "in:lab kind:post") == look(bo, "in:la kind:post")
    assert look(bo, "oven kind:question") == look(bo, "is:unanswered") == ["Which oven?"]
    assert look(bo, "oven #safety") == look(bo, "tag:safety before:last-week") == ["Old oven #safety"]
    assert look(bo, "oven before:2001") == []
    assert len(look(bo, "oven after:last-week")) == 2
    answer = commenting.add_comment(bo, question.thread, body="That one")
    assert look(bo, "is:unanswered") == []
    commenting.accept_answer(cy, answer)
    assert look(bo, "oven is:solved") == ["Which oven?"]
    assert look(bo, "from:nobody oven") == []


def test_the_index_follows_what_happens(
    look: Look, max_: Person, bo: Person, cy: Person, hall: Community
) -> None:
    entry = post(bo, hall, "The first wording")
    comment = commenting.add_comment(cy, entry.thread, body="A remark")
    assert [len(look(cy, "wording")), len(look(cy, "remark"))] == [1, 1]
    publishing.edit_post(bo, entry, body="Second version")
    assert look(cy, "wording") == []
    assert look(cy, "second") == ["Second version"]
    commenting.edit_comment(cy, comment, body="A correction")
    assert [look(cy, "remark"), look(cy, "correction")] == [[], ["A correction"]]
    settling.edit_community(max_, hall, name="Great hall")
    assert look(cy, "great kind:community") == ["Great hall"]
    commenting.remove_comment(cy, comment)
    assert look(cy, "correction") == []
    publishing.remove_thread(bo, entry.thread)
    assert look(cy, "second") == []


def test_what_is_held_or_removed_is_out_at_once_before_any_worker_comes(
    look: Look, ask: Ask, bo: Person, cy: Person, hall: Community
) -> None:
    thread = post(bo, hall, "Held oven").thread
    comment = commenting.add_comment(cy, thread, body="oven indeed")
    assert ask(cy, "oven").total == 2
    holding.hold_comment(comment)
    assert ask(cy, "oven").total == 1
    holding.release_comment(comment)
    holding.hold_thread(thread)
    assert [ask(who, "oven").total for who in (bo, cy)] == [0, 0]
    holding.release_thread(thread)
    assert ask(cy, "oven").total == 2
    Thread.objects.filter(pk=thread.pk).update(removed_at=timezone.now())
    assert ask(cy, "oven").total == 0


def test_a_name_comes_first_then_titles_then_the_newest(
    look: Look, max_: Person, bo: Person, hall: Community
) -> None:
    with clock.at(timezone.now() - timedelta(days=300)):
        post(max_, hall, "Something about a berg, long ago", title="Old")
    post(max_, hall, "A new berg appeared", title="New")
    with clock.at(timezone.now() - timedelta(days=200)):
        post(max_, hall, "Words", title="Berg report")
    assert look(max_, '"berg"') == ["Bo Berg", "Berg report", "New", "Old"]
    assert look(max_, "berg kind:post", sort="date") == ["New", "Berg report", "Old"]


def test_pages_go_on_without_gap_or_double(ask: Ask, max_: Person, bo: Person, hall: Community) -> None:
    for number in range(45):
        post(max_, hall, f"Oven number {number}")
    for sort in ("relevance", "date"):
        seen: list[str] = []
        cursor = ""
        for _page in range(3):
            page = ask(bo, "oven", sort=sort, cursor=cursor)
            assert page.total == 45
            seen += [hit.entry.title for hit in page.hits]
            cursor = page.found.next
        assert len(seen) == len(set(seen)) == 45
        assert cursor == ""


def test_it_says_where_it_matched_and_marks_it_safely(
    ask: Ask, max_: Person, bo: Person, hall: Community
) -> None:
    profiles.edit_profile(bo, bo, skills="CAD, welding")
    assert ask(max_, "welding").hits[0].matched == ["skills"]
    post(max_, hall, "A <script>alert(1)</script> oven & door " + "so on " * 80, title="Doors <b>")
    hit = ask(bo, "doors oven").hits[0]
    assert hit.title == "<mark>Doors</mark> &lt;b&gt;"
    assert "<script" not in hit.snippet
    assert "<mark>oven</mark> &amp; <mark>door</mark>" in hit.snippet
    assert set(hit.matched) == {"title", "text"}


def test_what_was_misspelt_is_understood(ask: Ask, max_: Person, bo: Person, hall: Community) -> None:
    post(max_, hall, "Maintenance of the press", title="Maintenance plan")
    assert ask(bo, "maintenence").meant == "Maintenance".lower()
    assert ask(bo, "maintenance").meant == ""
    assert ask(bo, "xqzw").meant == ""
