"""The kinds of posts are found by what makes them one; drafts and former wordings by nobody."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from activity.actions import commenting, drafting, holding, linking, publishing
from activity.actions.polling import PollPlan
from activity.actions.praising import PraisePlan
from activity.drafts import Place
from activity.models import CompanyValue, LinkCard, Thread
from communities.models import Community
from esn.kit import clock, unfurling
from esn.search import drift, indexing, tasks
from esn.search.answering import Answer
from esn.search.models import Document
from people.models import Person
from tests.search.conftest import Look

Act = Callable[[], None]
pytestmark = pytest.mark.django_db


def test_a_poll_is_found_by_its_options(
    ask: Callable[..., Answer], bo: Person, cy: Person, hall: Community
) -> None:
    plan = PollPlan(options=["Lasagne", "Ratatouille"])
    publishing.publish_post(bo, community=hall, body="Lunch?", kind="poll", plan=plan)
    (hit,) = ask(cy, "ratatouille kind:poll").hits
    assert (hit.title, hit.matched) == ("Lunch?", ["options"])


def test_praise_is_found_by_its_value_and_not_by_names(
    look: Look, bo: Person, cy: Person, hall: Community
) -> None:
    value = CompanyValue.objects.first() or CompanyValue.objects.create(key="care", label="Care")
    CompanyValue.objects.filter(pk=value.pk).update(label="Craftsmanship")
    value.refresh_from_db()
    plan = PraisePlan(value=value, people=[cy])
    publishing.publish_post(bo, community=hall, body="Thank you", kind="praise", plan=plan)
    assert look(bo, "craftsmanship kind:praise") == ["Thank you"]
    assert look(bo, f'"{cy.display_name}" kind:praise') == []


def test_an_announcement_is_found_as_one(look: Look, max_: Person, bo: Person, hall: Community) -> None:
    publishing.publish_post(max_, community=hall, body="We move", kind="announcement")
    assert look(bo, "kind:announcement") == look(bo, "move kind:announcements") == ["We move"]


def test_a_link_is_found_by_the_title_of_its_page(
    look: Look, bo: Person, cy: Person, hall: Community
) -> None:
    post = publishing.publish_post(bo, community=hall, body="See https://there.example/page")
    assert look(cy, "zeppelin") == []
    linking._keep(LinkCard.objects.get(), LinkCard.State.READY, told=unfurling.Told("All about Zeppelins"))
    assert len(look(cy, "zeppelin")) == 1
    assert list(drift.found()) == []
    linking.remove_card(bo, post)
    assert look(cy, "zeppelin") == []


def test_the_title_of_a_thread_of_this_site_is_told_by_no_link(
    look: Look, max_: Person, bo: Person, cy: Person, hall: Community, lab: Community
) -> None:
    secret = publishing.publish_post(max_, community=lab, body="Zeppelin").thread
    publishing.publish_post(bo, community=hall, body="See https://there.example/page")
    LinkCard.objects.update(target=secret, state=LinkCard.State.READY, title="Zeppelin")
    indexing.keep("post", Thread.objects.values_list("pk", flat=True))
    assert look(cy, "zeppelin") == []
    assert len(look(bo, "zeppelin")) == 1


def test_only_the_present_words_are_found(look: Look, bo: Person, cy: Person, hall: Community) -> None:
    post = publishing.publish_post(bo, community=hall, body="The oven is red")
    comment = commenting.add_comment(cy, post.thread, body="It is crimson")
    assert len(look(cy, "red")) == len(look(cy, "crimson")) == 1
    publishing.edit_post(bo, post, body="The oven is blue", is_minor=True)
    commenting.edit_comment(cy, comment, body="It is azure")
    assert look(bo, "red") == look(bo, "crimson") == []
    assert len(look(cy, "blue")) == len(look(cy, "azure")) == 1


def test_drafts_and_what_is_scheduled_are_found_by_nobody_not_even_by_who_wrote_them(
    look: Look, bo: Person, hall: Community
) -> None:
    place = Place(f"community:{hall.pk}", community=hall)
    draft = drafting.bring_back(bo, place, {"body": ["zeppelin"], "community": [str(hall.pk)]})
    type(draft).objects.filter(pk=draft.pk).update(due_at=clock.now() + timedelta(days=1))
    assert look(bo, "zeppelin") == []


def test_what_was_held_over_night_is_found_again(look: Look, bo: Person, cy: Person, hall: Community) -> None:
    thread: Thread = publishing.publish_post(bo, community=hall, body="An oven").thread
    commenting.add_comment(cy, thread, body="Another oven")
    assert len(look(cy, "oven")) == 2
    holding.hold_thread(thread)
    assert look(cy, "oven") == []
    tasks.tend()
    holding.release_thread(thread)
    assert len(look(cy, "oven")) == 2
    assert not Document.objects.filter(is_hidden=True, kind__in=["post", "comment"]).exists()
