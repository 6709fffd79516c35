"""Guests from outside: in by e-mail, for a time, and blind to everything else; two worlds on every road."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from rest_framework.test import APIClient

from activity.actions import commenting, publishing
from activity.policies import may_comment, may_publish, may_react
from communities.actions import counting, guesting, membership
from communities.models import Community, Membership
from communities.policies import NotAllowed, forget_roles
from esn.kit import clock, events
from esn.kit.live import topics
from esn.kit.models import Event
from people.actions import access
from people.models import Person

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


@pytest.fixture
def pat(max_: Person, lab: Community) -> Person:
    """From outside, invited to Lab for ten days."""
    until = clock.now() + timedelta(days=10)
    return guesting.invite_guest(max_, lab, email="Pat@else.example", name="Pat Else", until=until).person


def world(browse: Browse, person: Person) -> str:
    """Return everything that the pages and the API's lists show to somebody."""
    client = browse(person)
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {access.create_token(person, name='t')}")
    pages = (
        "/",
        "/communities/",
        "/people/",
        "/people/units/",
        "/search/?q=a",
        "/search/?q=bo",
        "/jump/?q=b",
    )
    lists = ("people", "communities", "stream", "org-units", "sites", "challenges")
    typed: list[Any] = [client.get("/people/suggest/", {"q": letter}) for letter in "abcdefm"]
    shown: list[Any] = [client.get(page) for page in pages] + typed
    shown += [api.get(f"/api/v1/{name}/") for name in lists]
    assert all(answer.status_code == 200 for answer in shown)
    return "\n".join(answer.content.decode() for answer in shown)


def test_a_guest_gets_a_mail_whose_link_signs_them_in_once(
    browse: Browse, pat: Person, lab: Community
) -> None:
    assert (pat.is_external, pat.email, pat.has_usable_password()) == (True, "pat@else.example", False)
    events.deliver(Event.objects.get(verb="communities.guest_invited").pk)
    (sent,) = mail.outbox
    assert sent.to == ["pat@else.example"]
    assert "Lab" in str(sent.subject)
    address = next(line for line in str(sent.body).splitlines() if "/people/welcome/" in line)
    client = Client()
    client.post("/" + address.split("/", 3)[3])
    assert client.get("/communities/lab/").status_code == 200
    assert Client().post("/" + address.split("/", 3)[3]).status_code == 410


def test_a_guest_sees_who_runs_the_place_and_who_wrote_there_and_nobody_else(
    browse: Browse, pat: Person, bo: Person, cy: Person, dee: Person, hall: Community, lab: Community
) -> None:
    publishing.publish_post(cy, community=hall, body="Said in the hall by dahl")
    before = world(browse, pat)
    for hidden in ("Bo Berg", "Cy Dahl", "Dee D", "Sales", "Hall", "dahl"):
        assert hidden not in before, hidden
    assert "Max Moe" in before
    assert browse(pat).get("/people/bo/").status_code == 404
    rows = browse(pat).get("/communities/lab/members/").context["page"]
    assert {row.person.username for row in rows} == {"max", pat.username}
    publishing.publish_post(bo, community=lab, body="Hello from the bench")
    counting.catch_up()
    after = world(browse, pat)
    assert "Bo Berg" in after
    assert "Cy Dahl" not in after
    assert browse(pat).get("/people/bo/").status_code == 200


def test_a_guest_answers_and_starts_nothing(browse: Browse, pat: Person, bo: Person, lab: Community) -> None:
    thread = publishing.publish_post(bo, community=lab, body="What do you think?").thread
    assert (may_comment(pat, thread), may_react(pat, thread), may_publish(pat, lab)) == (True, True, False)
    commenting.add_comment(pat, thread, body="Good.")
    with pytest.raises(NotAllowed, match="As a guest"):
        publishing.publish_post(pat, community=lab, body="Mine")
    client = browse(pat)
    answer = client.post("/publish/", {"community": lab.pk, "kind": "update", "body": "Mine"})
    assert answer.status_code == 422
    assert 'id="composer"' not in client.get("/communities/lab/").content.decode()


def test_a_mention_by_a_guest_finds_only_whom_they_may_see(
    pat: Person, bo: Person, max_: Person, lab: Community
) -> None:
    thread = publishing.publish_post(max_, community=lab, body="Hello").thread
    comment = commenting.add_comment(pat, thread, body="@bo and @dee and @max")
    assert set(comment.mentions.values_list("person__username", flat=True)) == {"max"}


def test_access_ends_at_its_moment_on_pages_in_the_api_and_on_sockets(
    browse: Browse, pat: Person, bo: Person, lab: Community
) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Secret alloy").thread
    client = browse(pat)
    assert topics.groups_of(pat, f"thread:{thread.pk}") is not None
    with clock.at(clock.now() + timedelta(days=11)):
        later = Person.objects.get(pk=pat.pk)
        assert client.get("/communities/lab/").status_code == 404
        assert client.get(thread.get_absolute_url()).status_code == 404
        assert "alloy" not in client.get("/").content.decode()
        for topic in (f"thread:{thread.pk}", f"community:{lab.pk}"):
            assert topics.groups_of(later, topic) is None
        assert topics.groups_of(later, "home") == []
        assert not Person.objects.visible_to(later).exclude(pk=pat.pk).exists()
        assert Membership.objects.filter(person=pat).exists()
        assert guesting.expire_guests() == 1
        assert guesting.expire_guests() == 0
    assert not Membership.objects.filter(person=pat).exists()
    lab.refresh_from_db()
    assert lab.member_count == Membership.objects.filter(community=lab).count()


def test_access_is_prolonged_and_renewed(browse: Browse, pat: Person, max_: Person, lab: Community) -> None:
    day = clock.today() + timedelta(days=30)
    browse(max_).post(f"/communities/lab/members/{pat.username}/until/", {"until": day.isoformat()})
    with clock.at(clock.now() + timedelta(days=20)):
        assert browse(pat).get("/communities/lab/").status_code == 200
    with clock.at(clock.now() + timedelta(days=31)):
        guesting.invite_guest(max_, lab, email="pat@else.example")
        assert browse(pat).get("/communities/lab/").status_code == 200
    assert Person.objects.filter(is_external=True).count() == 1


@pytest.mark.parametrize("email", ["bo@acme.example", "nonsense", ""])
def test_who_cannot_be_a_guest_is_told_why(
    browse: Browse, max_: Person, bo: Person, lab: Community, email: str
) -> None:
    words = {"email": email, "name": "Somebody kept"}
    answer = browse(max_).post("/communities/lab/invitations/guests/", words)
    assert answer.status_code == 422
    assert "Somebody kept" in answer.content.decode()
    assert Membership.objects.filter(community=lab).count() == 2


def test_only_who_runs_it_invites_guests_and_a_past_day_will_not_do(
    browse: Browse, max_: Person, bo: Person, dee: Person, lab: Community
) -> None:
    words = {"email": "q@else.example", "name": "Q"}
    assert browse(bo).post("/communities/lab/invitations/guests/", words).status_code == 403
    assert browse(dee).post("/communities/lab/invitations/guests/", words).status_code == 403
    past = {**words, "until": "2020-01-01"}
    assert browse(max_).post("/communities/lab/invitations/guests/", past).status_code == 422
    assert not Person.objects.filter(email="q@else.example").exists()


def test_nobody_from_outside_runs_a_community_or_joins_the_company_s_own(
    pat: Person, max_: Person, lab: Community, everyone: Community
) -> None:
    with pytest.raises(NotAllowed):
        membership.change_role(max_, lab, pat, role="moderator")
    Membership.objects.create(community=everyone, person=max_, role="owner", since_at=clock.now())
    forget_roles(max_)
    with pytest.raises(NotAllowed):
        membership.add_member(max_, everyone, pat)


def test_an_ex_member_reads_nothing_any_more(
    browse: Browse, bo: Person, max_: Person, lab: Community
) -> None:
    thread = publishing.publish_post(max_, community=lab, body="The alloy").thread
    client = browse(bo)
    assert client.get(thread.get_absolute_url()).status_code == 200
    membership.remove_member(max_, lab, bo)
    assert client.get(thread.get_absolute_url()).status_code == 404
    for page in ("about/", "members/"):
        assert client.get(f"/communities/lab/{page}").status_code == 404
    assert list(client.get("/search/?q=alloy").context["threads"]) == []
