"""Praise reaches whom it names, and is shown to whoever may read it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from activity.actions import choosing
from activity.kinds import praises
from activity.models import CompanyValue, Post, Praised
from communities.models import Community
from esn.kit.models import Event
from people.models import Person
from tests.activity.kinds import praise

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_praise_names_people_and_a_value_and_is_recorded_for_each(
    bo: Person, cy: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    post = praise(bo, hall, cy, max_)
    given = Event.objects.filter(verb="activity.praise_given").order_by("pk")
    assert list(given.values_list("owner_id", flat=True)) == [cy.pk, max_.pk]
    page = browse(cy).get(post.thread.get_absolute_url()).content.decode()
    assert "Cy Dahl" in page
    assert "Craft" in page


def test_nobody_praises_themselves(bo: Person, cy: Person, hall: Community) -> None:
    with pytest.raises(ValidationError, match="yourself"):
        praise(bo, hall, bo, cy)
    post = praise(bo, hall, cy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Praised.objects.create(praise=post.praise, person=bo, giver=bo)


def test_whoever_cannot_read_it_is_not_praised_there(
    bo: Person, cy: Person, eli: Person, lab: Community
) -> None:
    for hidden in (cy, eli):
        with pytest.raises(ValidationError, match="could not read"):
            praise(bo, lab, hidden)
    assert not Post.objects.exists()


def test_a_guest_finds_only_people_of_their_communities(
    gus: Person, bo: Person, dee: Person, hall: Community
) -> None:
    assert praises.named(gus, hall, "dee") == []
    assert praises.named(gus, hall, "bo") == [bo]
    assert praises.named(bo, hall, "dee") == [dee]
    assert praises.named(bo, hall, "bo") == []


def test_the_type_ahead_tells_nothing_of_a_community_that_one_cannot_read(
    bo: Person, cy: Person, lab: Community, browse: Browse
) -> None:
    asked: dict[str, str | int] = {"q": "max", "community": lab.pk}
    assert browse(cy).get("/praise/people/", asked).json() == {"people": []}
    assert browse(bo).get("/praise/people/", asked).json()["people"][0]["username"] == "max"


def test_a_profile_shows_the_praise_that_its_reader_may_read(
    bo: Person, cy: Person, dee: Person, max_: Person, hall: Community, lab: Community, browse: Browse
) -> None:
    praise(max_, hall, bo, body="For the open crane")
    praise(max_, lab, bo, body="For the secret crane")
    for there in ("/people/bo/", "/people/bo/praise/"):
        shown = browse(dee).get(there).content.decode()
        assert "open crane" in shown
        assert "secret crane" not in shown
        assert "secret crane" in browse(bo).get(there).content.decode()


def test_a_value_out_of_use_praises_nobody_any_more_but_stays_where_it_did(
    ada: Person, bo: Person, cy: Person, hall: Community, browse: Browse
) -> None:
    post = praise(bo, hall, cy)
    choosing.save_value(ada, CompanyValue.objects.get(key="craft"), is_active=False)
    with pytest.raises(ValidationError, match="no longer in use"):
        praise(bo, hall, cy)
    assert "Craft" in browse(cy).get(post.thread.get_absolute_url()).content.decode()


def test_the_form_names_what_is_wrong_and_keeps_what_was_typed(
    bo: Person, hall: Community, browse: Browse
) -> None:
    value = CompanyValue.objects.get(key="courage")
    typed = {"community": hall.pk, "kind": "praise", "body": "Brave", "praise_people": "@cy, nobody.here"}
    answer = browse(bo).post("/publish/", {**typed, "praise_value": value.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody has the user name “nobody.here”." in page
    assert 'value="@cy, nobody.here"' in page
    assert f'name="praise_value" value="{value.pk}" checked' in page
    answer = browse(bo).post("/publish/", {**typed, "praise_people": "@cy", "praise_value": value.pk})
    assert answer.status_code == 302
    assert Praised.objects.get().person.username == "cy"
