"""What people see: the shell, cards that are the same for everybody, errors that keep what was typed."""

import re
from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from activity import fragments
from activity.actions import commenting, publishing
from activity.models import Thread
from communities.actions import membership
from communities.models import Community
from people.models import Person

SignedIn = Callable[[Person], Client]


@pytest.fixture
def browser() -> SignedIn:
    def open_for(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return open_for


def test_every_component_stands_on_the_style_page_of_the_administrator(
    browser: SignedIn, ada: Person, bo: Person
) -> None:
    assert browser(bo).get(reverse("esn:style")).status_code == 404
    page = browser(ada).get(reverse("esn:style")).content.decode()
    for component in "composer reaction support decision lamp tile heat empty toast needs".split():
        assert re.search(rf'class="[^"]*\b{component}\b', page), component


def test_a_page_has_one_title_a_skip_link_and_the_persons_theme(
    browser: SignedIn, bo: Person, hall: Community
) -> None:
    Person.objects.filter(pk=bo.pk).update(theme="dark")
    page = browser(bo).get(reverse("home")).content.decode()
    assert page.count("<h1") == 1
    assert 'href="#main"' in page
    assert 'data-theme="dark"' in page


def test_only_who_may_sees_insights_and_administration(
    browser: SignedIn, ada: Person, bo: Person, eve: Person
) -> None:
    pages = {who: browser(who).get(reverse("home")).content.decode() for who in (ada, bo, eve)}
    insights, status = reverse("analytics:overview"), reverse("ops:status")
    assert [insights in pages[who] for who in (ada, bo, eve)] == [True, False, True]
    assert [status in pages[who] for who in (ada, bo, eve)] == [True, False, False]


def test_moderation_is_named_only_to_who_has_a_queue(
    browser: SignedIn, bo: Person, max_: Person, ada: Person, hall: Community
) -> None:
    link = f'href="{reverse("moderation:queue")}"'
    shown = [link in browser(who).get(reverse("home")).content.decode() for who in (bo, max_, ada)]
    assert shown == [False, True, True]


def test_who_starts_nothing_anywhere_is_offered_no_composer(
    browser: SignedIn, bo: Person, max_: Person, hall: Community, seat: Callable[..., Person]
) -> None:
    guest = seat("gus", "Gus Gast", None, is_external=True)
    membership.add_member(max_, hall, guest, role="guest")
    pages = [browser(who).get(reverse("home")).content.decode() for who in (guest, bo)]
    assert ['id="composer"' in page for page in pages] == [False, True]


def test_a_card_says_nothing_about_who_looks(
    browser: SignedIn, bo: Person, cy: Person, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=hall, body="The **fan** filter").thread
    card = str(fragments.card(Thread.objects.get(pk=thread.pk)))
    assert "csrf" not in card
    assert "aria-pressed" not in card
    for person in (bo, cy):
        assert card in browser(person).get(reverse("home")).content.decode()


def test_a_title_made_of_the_first_words_is_not_shown_twice(bo: Person, hall: Community) -> None:
    untitled = publishing.publish_post(bo, community=hall, body="The **fan** filter").thread
    titled = publishing.publish_post(
        bo, community=hall, title="Warm bearing", body="It was the filter"
    ).thread
    assert 'class="card-title"' not in str(fragments.card(untitled))
    assert 'class="card-title"' in str(fragments.card(titled))


def test_a_refused_post_comes_back_with_its_words_and_the_reason(
    browser: SignedIn, bo: Person, hall: Community
) -> None:
    typed = {"community": hall.pk, "kind": "update", "title": "Only a title", "body": ""}
    answer = browser(bo).post(reverse("activity:publish"), typed, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Only a title"' in page
    assert 'aria-invalid="true"' in page
    assert "Write something first." in page


def test_only_who_leads_the_community_is_offered_to_moderate(
    browser: SignedIn, bo: Person, max_: Person, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Mine").thread
    commenting.add_comment(max_, thread, body="Yours")
    assert "may-moderate" not in browser(bo).get(thread.get_absolute_url()).content.decode()
    assert "may-moderate" in browser(max_).get(thread.get_absolute_url()).content.decode()


def test_a_button_in_a_card_reacts_to_the_comment_that_its_address_names(
    browser: SignedIn, bo: Person, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Ask").thread
    comment = commenting.add_comment(bo, thread, body="Answer")
    browser(bo).post(reverse("activity:react", args=[thread.pk]) + f"?comment={comment.pk}", {"kind": "like"})
    assert list(thread.reactions.values_list("comment", "kind")) == [(comment.pk, "like")]


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_an_error_page_stands_without_a_person_or_a_database(status: int) -> None:
    page = render_to_string(f"{status}.html", {})
    assert "<h1>" in page
    assert str(status) in page
