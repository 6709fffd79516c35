"""A company made of rows alone is one that the product can show."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from activity.models import Comment, Post, Reaction, Thread
from communities.models import Community, Membership
from esn.bench.scale import MANY, QUIET, TYPICAL
from people.models import Person, Placement

SIZE = ("--people=40", "--communities=20", "--posts=300", "--days=30")

pytestmark = pytest.mark.django_db


def test_it_has_the_size_that_was_asked_for() -> None:
    call_command("seed_scale", *SIZE)
    counts = [model._default_manager.count() for model in (Person, Placement, Community, Thread, Post)]
    assert counts == [40, 40, 20, 300, 300]
    assert Comment.objects.count() == Reaction.objects.count() == 150


def test_its_three_viewers_have_the_communities_that_they_are_named_for() -> None:
    call_command("seed_scale", *SIZE)
    own = {name: Membership.objects.filter(person__username=name).count() for name in (MANY, QUIET, TYPICAL)}
    assert (own[MANY], own[QUIET]) == (20, 2)
    assert 2 < own[TYPICAL] < 20


def test_its_stream_is_a_page(client: Client) -> None:
    call_command("seed_scale", *SIZE)
    client.force_login(Person.objects.get(username=TYPICAL))
    answer = client.get(reverse("home"))
    assert answer.status_code == 200
    assert "Post 29" in answer.content.decode()


def test_a_database_in_use_is_left_alone(bo: Person) -> None:
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_scale", *SIZE)
