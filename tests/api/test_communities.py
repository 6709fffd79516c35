"""Communities through the API: who may know of one, read it, join it, lead it."""

import pytest

from communities.actions import membership, settling
from communities.models import Community, JoinRequest, Membership
from esn.kit.models import Event
from people.models import Person
from tests.api.conftest import Program

V1 = "/api/v1"


def slugs(program: Program, person: Person, query: str = "") -> list[str]:
    return [row["slug"] for row in program(person).get(f"{V1}/communities/{query}").json()["results"]]


def test_everybody_lists_what_they_may_know_of(
    program: Program,
    hall: Community,
    lab: Community,
    vault: Community,
    dee: Person,
    gus: Person,
    max_: Person,
) -> None:
    assert slugs(program, max_) == ["hall", "lab", vault.slug]
    assert slugs(program, dee) == ["hall", "lab"]
    assert slugs(program, gus) == ["hall"]
    assert slugs(program, dee, "?search=merger") == []
    assert slugs(program, dee, "?search=proto") == ["lab"]


ROUTES = [
    ("get", "", None),
    ("patch", "", {"name": "Mine"}),
    ("put", "membership/", None),
    ("delete", "membership/", None),
    ("put", "request/", {"note": "please"}),
    ("delete", "request/", None),
    ("get", "members/", None),
    ("post", "members/", {"person": 1}),
    ("get", "members/{max}/", None),
    ("patch", "members/{max}/", {"role": "member"}),
    ("delete", "members/{max}/", None),
    ("get", "threads/", None),
]


@pytest.mark.parametrize(("method", "there", "content"), ROUTES)
@pytest.mark.parametrize("outsider", ["bo", "dee", "gus", "ada", "eve"])
def test_a_secret_community_is_a_missing_one(
    program: Program,
    request: pytest.FixtureRequest,
    vault: Community,
    max_: Person,
    outsider: str,
    method: str,
    there: str,
    content: object,
) -> None:
    person = request.getfixturevalue(outsider)
    assert not Membership.objects.filter(person=person, community=vault).exists()
    client, tail, before = program(person), there.format(max=max_.pk), state()
    hidden = getattr(client, method)(f"{V1}/communities/{vault.pk}/{tail}", content)
    missing = getattr(client, method)(f"{V1}/communities/987654/{tail}", content)
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert state() == before


def state() -> list[object]:
    rows = list(Membership.objects.order_by("pk").values_list())
    return [rows, list(Community.objects.values_list()), JoinRequest.objects.count(), Event.objects.count()]


@pytest.mark.parametrize("there", ["members/", "members/{max}/", "threads/"])
def test_a_private_community_is_known_but_not_read(
    program: Program, lab: Community, dee: Person, max_: Person, there: str
) -> None:
    assert program(dee).get(f"{V1}/communities/{lab.pk}/").json()["is_joined"] is False
    assert program(dee).get(f"{V1}/communities/{lab.pk}/{there.format(max=max_.pk)}").status_code == 404


def test_an_open_community_is_joined_and_left(
    program: Program, hall: Community, dee: Person, lab: Community
) -> None:
    client, there = program(dee), f"{V1}/communities/{hall.pk}/membership/"
    assert [client.put(there).status_code for _ in range(2)] == [204, 204]
    assert client.get(f"{V1}/communities/{hall.pk}/").json()["member_count"] == 4
    assert [client.delete(there).status_code for _ in range(2)] == [204, 204]
    assert client.put(f"{V1}/communities/{lab.pk}/membership/").status_code == 403


def test_the_last_owner_stays(program: Program, hall: Community, max_: Person) -> None:
    refused = program(max_).delete(f"{V1}/communities/{hall.pk}/membership/")
    assert (refused.status_code, "owner" in refused.json()["detail"]) == (403, True)
    there = f"{V1}/communities/{hall.pk}/members/{max_.pk}/"
    assert program(max_).patch(there, {"role": "member"}).status_code == 403


def test_a_request_is_asked_seen_and_decided(
    program: Program, lab: Community, dee: Person, max_: Person, bo: Person
) -> None:
    there = f"{V1}/communities/{lab.pk}/request/"
    asked = [program(dee).put(there, {"note": "I build too"}).json() for _ in range(2)]
    assert asked[0]["id"] == asked[1]["id"]
    assert program(bo).get(f"{V1}/join-requests/").json()["results"] == []
    (waiting,) = program(max_).get(f"{V1}/join-requests/").json()["results"]
    decision = f"{V1}/join-requests/{waiting['id']}/decision/"
    assert program(bo).put(decision, {"accept": True}).status_code == 404
    assert program(dee).put(decision, {"accept": True}).status_code == 404
    assert program(max_).put(decision, {}).status_code == 400
    assert program(max_).put(decision, {"accept": True}).status_code == 204
    assert Membership.objects.filter(person=dee, community=lab).exists()


def test_a_request_is_declined_or_taken_back(
    program: Program, lab: Community, dee: Person, cy: Person, max_: Person
) -> None:
    for person in (dee, cy):
        program(person).put(f"{V1}/communities/{lab.pk}/request/")
    program(cy).delete(f"{V1}/communities/{lab.pk}/request/")
    (waiting,) = program(max_).get(f"{V1}/join-requests/").json()["results"]
    assert waiting["person"]["username"] == "dee"
    program(max_).put(f"{V1}/join-requests/{waiting['id']}/decision/", {"accept": False})
    assert not Membership.objects.filter(person=dee).exists()
    assert program(dee).get(f"{V1}/communities/{lab.pk}/").json()["is_requested"] is False


def test_members_are_added_promoted_and_removed_by_whoever_may(
    program: Program, lab: Community, dee: Person, bo: Person, max_: Person
) -> None:
    members = f"{V1}/communities/{lab.pk}/members/"
    assert program(bo).post(members, {"person": dee.pk}).status_code == 403
    assert program(max_).post(members, {"person": dee.pk}).status_code == 201
    assert program(bo).patch(f"{members}{dee.pk}/", {"role": "owner"}).status_code == 403
    assert program(max_).patch(f"{members}{dee.pk}/", {"role": "moderator"}).json()["role"] == "moderator"
    assert program(max_).patch(f"{members}{dee.pk}/", {"role": "king"}).status_code == 400
    roles = {row["person"]["username"]: row["role"] for row in program(bo).get(members).json()["results"]}
    assert roles == {"max": "owner", "bo": "member", "dee": "moderator"}
    assert program(bo).delete(f"{members}{dee.pk}/").status_code == 403
    assert program(max_).delete(f"{members}{dee.pk}/").status_code == 204
    assert program(dee).get(members).status_code == 404


def test_a_community_is_founded_and_edited_by_its_owner(
    program: Program, dee: Person, bo: Person, gus: Person
) -> None:
    made = program(dee).post(f"{V1}/communities/", {"name": "Garden", "kind": "private"})
    assert (made.status_code, made.json()["is_joined"], made.json()["member_count"]) == (201, True, 1)
    there = f"{V1}/communities/{made.json()['id']}/"
    assert program(dee).patch(there, {"description": "Plants"}).json()["name"] == "Garden"
    assert program(bo).patch(there, {"kind": "open"}).status_code == 403
    assert program(gus).post(f"{V1}/communities/", {"name": "Guests"}).status_code == 403
    taken = program(bo).post(f"{V1}/communities/", {"name": "gARDEN"})
    assert (taken.status_code, list(taken.json()["errors"])) == (400, ["name"])


def test_a_secret_name_is_told_to_nobody(
    program: Program, vault: Community, dee: Person, max_: Person
) -> None:
    made = program(dee).post(f"{V1}/communities/", {"name": "Vault"})
    assert (made.status_code, made.json()["slug"]) == (201, "vault")
    opened = program(max_).patch(f"{V1}/communities/{vault.pk}/", {"kind": "open"})
    assert (opened.status_code, list(opened.json()["errors"])) == (400, ["name"])


def test_the_companys_own_community_cannot_be_closed(
    program: Program, everyone: Community, ada: Person
) -> None:
    Membership.objects.create(community=everyone, person=ada, role="owner", since_at=everyone.founded_at)
    assert program(ada).patch(f"{V1}/communities/{everyone.pk}/", {"kind": "secret"}).status_code in {
        400,
        403,
    }
    everyone.refresh_from_db()
    assert everyone.kind == "open"


def test_an_ex_member_reads_nothing_more(program: Program, lab: Community, bo: Person, max_: Person) -> None:
    client = program(bo)
    assert client.get(f"{V1}/communities/{lab.pk}/threads/").status_code == 200
    membership.remove_member(max_, lab, bo)
    assert client.get(f"{V1}/communities/{lab.pk}/threads/").status_code == 404


def test_a_community_that_turns_secret_vanishes(
    program: Program, hall: Community, dee: Person, max_: Person
) -> None:
    settling.edit_community(max_, hall, kind="secret")
    assert program(dee).get(f"{V1}/communities/{hall.pk}/").status_code == 404
