"""Ways in: what one joins at once, on request with questions, by invitation, by a link that ends, by rule."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from communities.actions import founding, inviting, membership, ruling, settling
from communities.models import Community, Departure, InvitationLink, JoinRequest, Membership
from communities.policies import NotAllowed, forget_roles
from esn.kit import clock, events
from esn.kit.models import AuditEntry, Event
from people.actions import joining
from people.models import OrgUnit, Person, Site
from people.models.access import digest

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def role(community: Community, person: Person) -> str:
    row = Membership.objects.filter(community=community, person=person).first()
    return row.role if row else ""


def heard(verb: str) -> None:
    """Deliver the newest event of a verb, as a worker would."""
    events.deliver(Event.objects.filter(verb=verb).latest("pk").pk)


def test_questions_are_asked_and_their_answers_shown_to_whoever_decides(
    browse: Browse, max_: Person, dee: Person, lab: Community
) -> None:
    settling.edit_community(max_, lab, questions=["What do you build?", "Since when?"])
    client = browse(dee)
    assert "What do you build?" in client.get("/communities/lab/").content.decode()
    words = {"answer_0": "Cranes", "answer_1": "", "note": "Please"}
    answer = client.post("/communities/lab/request/", words)
    assert answer.status_code == 422
    assert "Cranes" in answer.content.decode()
    client.post("/communities/lab/request/", {**words, "answer_1": "Monday"})
    assert JoinRequest.objects.get().answers == [
        {"question": "What do you build?", "answer": "Cranes"},
        {"question": "Since when?", "answer": "Monday"},
    ]
    page = browse(max_).get("/communities/lab/requests/").content.decode()
    assert "Monday" in page


def test_where_one_comes_by_invitation_nobody_walks_in_or_asks(
    browse: Browse, max_: Person, dee: Person, lab: Community
) -> None:
    settling.edit_community(max_, lab, join_policy="invitation")
    assert browse(dee).post("/communities/lab/join/").status_code == 403
    assert browse(dee).post("/communities/lab/request/", {"note": "x"}).status_code == 403
    assert role(lab, dee) == ""


def test_a_secret_community_is_known_to_whom_it_invites_and_no_longer_after_a_no(
    browse: Browse, max_: Person, dee: Person, fay: Person, vault: Community
) -> None:
    client, door = browse(dee), f"/communities/{vault.slug}/"
    assert client.get(door).status_code == 404
    inviting.invite_person(max_, vault, dee)
    page = client.get(door).content.decode()
    assert "No, thank you" in page
    assert client.get(f"{door}members/").status_code == 404
    assert browse(fay).get(door).status_code == 404
    client.post(f"{door}invitation/", {"answer": "decline"})
    assert client.get(door).status_code == 404
    assert role(vault, dee) == ""


def test_whoever_accepts_belongs_and_the_invited_is_named_in_the_log(
    browse: Browse, max_: Person, dee: Person, lab: Community
) -> None:
    browse(max_).post("/communities/lab/invitations/people/", {"username": "dee", "role": "guest"})
    assert Event.objects.get(verb="communities.member_invited").owner_id == dee.pk
    browse(dee).post("/communities/lab/invitation/", {"answer": "accept"})
    assert role(lab, dee) == "guest"


def test_an_invitation_taken_back_opens_nothing(
    browse: Browse, max_: Person, bo: Person, dee: Person, lab: Community
) -> None:
    invitation = inviting.invite_person(max_, lab, dee)
    assert invitation is not None
    assert browse(bo).post(f"/communities/invitations/{invitation.pk}/withdraw/").status_code == 404
    browse(max_).post(f"/communities/invitations/{invitation.pk}/withdraw/")
    browse(dee).post("/communities/lab/invitation/", {"answer": "accept"})
    assert role(lab, dee) == ""


def test_a_link_asks_first_and_lets_in_so_many(
    browse: Browse, max_: Person, dee: Person, fay: Person, vault: Community
) -> None:
    link, secret = inviting.make_link(max_, vault, uses=1)
    assert secret not in str(InvitationLink.objects.values().get())
    address = f"/communities/invitation/{secret}/"
    assert "Join Vault?" in browse(dee).get(address).content.decode()
    assert role(vault, dee) == ""
    assert browse(dee).post(address)["Location"] == f"/communities/{vault.slug}/"
    refused = browse(fay).post(address)
    assert (refused.status_code, role(vault, fay)) == (410, "")
    assert "as often as it could be" in refused.content.decode()
    assert "Vault" not in refused.content.decode()
    link.refresh_from_db()
    assert link.uses == 1


def test_a_link_ends_is_revoked_and_falls_with_whoever_made_it(
    browse: Browse, max_: Person, bo: Person, dee: Person, lab: Community
) -> None:
    secrets = [inviting.make_link(max_, lab)[1] for _ in range(2)]
    Membership.objects.filter(community=lab, person=bo).update(role="moderator")
    forget_roles(bo)
    ours, theirs = secrets[0], inviting.make_link(bo, lab)[1]
    client = browse(dee)
    InvitationLink.objects.filter(digest=digest(ours)).update(expires_at=clock.now())
    assert "its time is over" in client.get(f"/communities/invitation/{ours}/").content.decode()
    second = inviting.find_link(secrets[1])
    assert second is not None
    browse(max_).post(f"/communities/links/{second.pk}/revoke/")
    assert "taken back" in client.get(f"/communities/invitation/{secrets[1]}/").content.decode()
    membership.change_role(max_, lab, bo, role="member")
    assert client.post(f"/communities/invitation/{theirs}/").status_code == 410
    assert client.get("/communities/invitation/nothing/").status_code == 410
    assert role(lab, dee) == ""


def test_whoever_was_taken_out_does_not_come_back_by_a_link(
    browse: Browse, max_: Person, bo: Person, lab: Community
) -> None:
    _link, secret = inviting.make_link(max_, lab)
    membership.remove_member(max_, lab, bo, reason="Noise")
    assert browse(bo).post(f"/communities/invitation/{secret}/").status_code == 410
    assert role(lab, bo) == ""
    entry = AuditEntry.objects.get(verb="communities.member_removed")
    assert (entry.before, entry.reason) == ({"role": "member"}, "Noise")
    membership.add_member(max_, lab, bo)
    assert role(lab, bo) == "member"


@pytest.fixture
def ruled(max_: Person, lab: Community, sales: OrgUnit) -> Community:
    """Lab, to which everybody in Sales and below belongs."""
    settling.edit_community(max_, lab, rule={"units": [sales], "sites": [], "is_removing": True})
    return lab


def test_a_rule_brings_in_whoever_stands_below_its_unit(
    ruled: Community, cy: Person, dee: Person, fay: Person, sales: OrgUnit, here: Site
) -> None:
    team = OrgUnit.objects.create(name="Key accounts", kind="team", parent=sales, code="ka")
    ned = joining.add_person(None, username="ned", display_name="Ned", unit=team, site=here)
    heard("people.person_joined")
    assert role(ruled, ned) == "member"
    assert role(ruled, cy) == ""
    assert ruling.apply_rule(ruled.pk) == 2
    assert (role(ruled, cy), role(ruled, dee), role(ruled, fay)) == ("member", "member", "")
    assert ruling.apply_rule(ruled.pk) == 0
    ruled.refresh_from_db()
    assert ruled.member_count == Membership.objects.filter(community=ruled).count()


def test_whoever_leaves_the_unit_leaves_and_who_was_added_by_hand_stays(
    ruled: Community, cy: Person, max_: Person, fay: Person, sales: OrgUnit, engineering: OrgUnit
) -> None:
    ruling.apply_all()
    membership.add_member(max_, ruled, fay)
    joining.move_person(None, cy, unit=engineering)
    heard("people.person_moved")
    ruling.apply_all()
    assert (role(ruled, cy), role(ruled, fay)) == ("", "member")
    joining.move_person(None, cy, unit=sales, on=clock.today() + timedelta(days=1))
    heard("people.person_moved")
    assert role(ruled, cy) == "member"


def test_a_rule_respects_who_went_by_hand_and_never_brings_guests(
    ruled: Community, cy: Person, gus: Person, sales: OrgUnit
) -> None:
    Person.objects.filter(pk=gus.pk).update(unit=sales, department=sales)
    ruling.apply_all()
    assert role(ruled, gus) == ""
    membership.leave_community(cy, ruled)
    ruling.apply_all()
    assert role(ruled, cy) == ""
    assert Departure.objects.get(person=cy).is_removal is False


def test_a_rule_with_a_site_wants_both(
    max_: Person, lab: Community, cy: Person, dee: Person, sales: OrgUnit
) -> None:
    oslo = Site.objects.create(name="Oslo")
    Person.objects.filter(pk=dee.pk).update(site=oslo)
    settling.edit_community(max_, lab, rule={"units": [sales], "sites": [oslo]})
    ruling.apply_all()
    assert (role(lab, cy), role(lab, dee)) == ("", "member")


def test_nobody_joins_what_is_archived(
    browse: Browse, max_: Person, dee: Person, hall: Community, sales: OrgUnit
) -> None:
    settling.edit_community(max_, hall, rule={"units": [sales], "sites": []})
    _link, secret = inviting.make_link(max_, hall)
    settling.archive_community(max_, hall)
    ruling.apply_all()
    assert browse(dee).post("/communities/hall/join/").status_code == 403
    assert browse(dee).post(f"/communities/invitation/{secret}/").status_code == 410
    with pytest.raises(NotAllowed):
        membership.add_member(max_, hall, dee)
    assert role(hall, dee) == ""


def test_a_preset_fills_the_form_and_settings_are_copied(
    browse: Browse, max_: Person, dee: Person, lab: Community
) -> None:
    page = browse(dee).get("/communities/new/", {"template": "announcements"})
    assert page.context["form"].initial["posting"] == "leads"
    settling.edit_community(max_, lab, rules="No cranes", topics=["steel"])
    copied = browse(max_).get("/communities/new/", {"like": "lab"}).context["form"].initial
    assert (copied["rules"], copied["topics"], copied["kind"]) == ("No cranes", "steel", "private")
    assert not browse(dee).get("/communities/new/", {"like": "lab"}).context["form"].initial.get("rules")


def test_what_a_community_says_is_kept_and_addresses_are_harmless(browse: Browse, max_: Person) -> None:
    words = {
        "is_whole": "1", "name": "Guild", "kind": "open", "join_policy": "open", "posting": "everyone",
        "cover": "waves", "tint": "3", "reach": "company", "topics": "#Steel, hot works", "questions": "",
        "pinned": "Handbook | https://example.org/h", "links": "First thread | /t/1/",
    }  # fmt: skip
    client = browse(max_)
    bad = client.post("/communities/new/", {**words, "links": "Evil | javascript:alert(1)"})
    assert bad.status_code == 422
    assert client.post("/communities/new/", words)["Location"] == "/communities/guild/"
    guild = Community.objects.get(slug="guild")
    assert [topic.name for topic in guild.topics.all()] == ["hot-works", "steel"]
    page = client.get("/communities/guild/").content.decode()
    assert "https://example.org/h" in page
    assert 'href="/t/1/"' in page
    assert founding.free_slug("Guild") == "guild-2"
