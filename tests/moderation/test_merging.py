"""When two communities become one: sanctions go along, rules on words are united, the target's own word stands."""

from datetime import timedelta

import pytest

from communities.actions import founding, membership, merging
from communities.models import Community, Membership
from communities.policies import NotAllowed
from esn.kit import clock
from esn.kit.models import AuditEntry
from moderation.actions import sanctioning, settling
from moderation.models import CommunityRules, Sanction, WordRule
from people.models import Person
from tests.moderation.conftest import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def yard(max_: Person) -> Community:
    """What Hall becomes a part of."""
    return founding.found_community(max_, name="Yard")


def sanction(by: Person, place: Community, person: Person, kind: str, hours: int = 0) -> Sanction:
    until = clock.now() + timedelta(hours=hours) if hours else None
    return sanctioning.sanction_person(by, place, person, kind=kind, until_at=until, reason="Rude")


def running(place: Community) -> list[tuple[str, str]]:
    rows = Sanction.objects.standing().filter(community=place).order_by("pk")
    return [(row.person.username, row.kind) for row in rows]


def test_a_ban_holds_where_the_place_went(max_: Person, bo: Person, hall: Community, yard: Community) -> None:
    sanction(max_, hall, bo, "ban")
    merging.merge_communities(max_, hall, yard)
    assert running(yard) == [("bo", "ban")]
    with pytest.raises(NotAllowed, match="banned from Yard"):
        membership.join_community(again(bo), yard)


def test_a_ban_does_not_put_out_whom_the_target_has_had_all_along(
    max_: Person, bo: Person, hall: Community, yard: Community
) -> None:
    membership.add_member(max_, yard, bo)
    sanction(max_, hall, bo, "ban")
    merging.merge_communities(max_, hall, yard)
    assert Membership.objects.filter(community=yard, person=bo).exists()
    assert (running(yard), again(bo).is_barred) == ([], False)
    # It is remembered, and on record for those who run the place.
    assert Sanction.objects.filter(community=yard, person=bo).count() == 1
    assert AuditEntry.objects.filter(verb="moderation.sanction_not_carried", community_id=yard.pk).exists()


def test_whom_the_target_banned_does_not_come_in_by_a_merge(
    max_: Person, bo: Person, hall: Community, yard: Community
) -> None:
    sanction(max_, yard, bo, "ban")
    merging.merge_communities(max_, hall, yard)
    assert not Membership.objects.filter(community=yard, person=bo).exists()


def test_of_two_mutes_the_longer_holds(
    max_: Person, bo: Person, cy: Person, hall: Community, yard: Community
) -> None:
    for person in (bo, cy):
        membership.add_member(max_, yard, person)
    sanction(max_, hall, bo, "mute", 72)
    sanction(max_, yard, bo, "mute", 1)
    sanction(max_, hall, cy, "mute", 1)
    long = sanction(max_, yard, cy, "mute", 72)
    merging.merge_communities(max_, hall, yard)
    assert sorted(running(yard)) == [("bo", "mute"), ("cy", "mute")]
    assert Sanction.objects.standing().get(person=cy) == long
    until = Sanction.objects.standing().get(person=bo).until_at
    assert until
    assert until > clock.now() + timedelta(hours=70)


def test_words_are_united_and_the_stricter_effect_holds(
    max_: Person, hall: Community, yard: Community
) -> None:
    for place, pattern, effect in (
        (hall, "fool", "block"), (yard, "fool", "warn"), (hall, "idiot", "hold"), (yard, "spam", "hold"),
        (hall, "spam", "warn"),
    ):  # fmt: skip
        settling.add_word_rule(max_, place, pattern=pattern, effect=effect)
    merging.merge_communities(max_, hall, yard)
    rules = WordRule.objects.filter(community=yard).values_list("pattern", "effect")
    assert sorted(rules) == [("fool", "block"), ("idiot", "hold"), ("spam", "hold")]
    assert not WordRule.objects.filter(community=hall).exists()


def test_how_the_target_is_moderated_stands(max_: Person, hall: Community, yard: Community) -> None:
    settling.set_rules(max_, hall, approval="everybody", slow_seconds=60)
    settling.set_rules(max_, yard, approval="newcomers")
    merging.merge_communities(max_, hall, yard)
    rules = CommunityRules.objects.get(community=yard)
    assert (rules.approval, rules.slow_seconds) == ("newcomers", 0)
