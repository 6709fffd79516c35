"""How a community is moderated: who sets it, two at once, and sanctions without a case."""

from collections.abc import Callable

import pytest
from django.test import Client

from communities.models import Community
from esn.kit.models import AuditEntry
from moderation.actions import settling
from moderation.models import CommunityRules, Sanction, WordRule
from moderation.policies import NotAllowed
from people.models import Person
from tests.moderation.conftest import again, rulings_told, work

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db
RULES = {
    "approval": "newcomers", "newcomer_posts": "3", "newcomer_days": "0", "slow_seconds": "30", "hide_after": "3",
}  # fmt: skip


def test_who_runs_it_sets_it_and_the_log_keeps_before_and_after(
    browse: Browse, hall: Community, max_: Person, bo: Person, dee: Person
) -> None:
    address = f"/communities/{hall.slug}/moderation/"
    assert browse(max_).post(address, RULES).status_code == 302
    rules = CommunityRules.objects.get(community=hall)
    assert (rules.approval, rules.slow_seconds) == ("newcomers", 30)
    entry = AuditEntry.objects.get(verb="moderation.rules_set")
    assert (entry.before["slow_seconds"], entry.after["slow_seconds"]) == (0, 30)
    for stranger in (bo, dee):
        assert browse(stranger).get(address).status_code == 403
        assert browse(stranger).post(address, RULES).status_code == 403


def test_what_another_saved_meanwhile_is_not_overwritten(
    browse: Browse, hall: Community, max_: Person, nia: Person
) -> None:
    address = f"/communities/{hall.slug}/moderation/"
    assert browse(nia).post(address, {**RULES, "version": "1", "slow_seconds": "10"}).status_code == 302
    answer = browse(max_).post(address, {**RULES, "version": "1"})
    assert answer.status_code == 422
    assert "Somebody else saved" in answer.content.decode()
    assert CommunityRules.objects.get().slow_seconds == 10


def test_a_wrong_number_is_told_and_the_rest_kept(browse: Browse, hall: Community, max_: Person) -> None:
    answer = browse(max_).post(f"/communities/{hall.slug}/moderation/", {**RULES, "slow_seconds": "-5"})
    assert answer.status_code == 422
    assert 'value="newcomers"' in answer.content.decode()


def test_words_are_added_changed_and_removed(
    browse: Browse, hall: Community, max_: Person, bo: Person
) -> None:
    address = f"/communities/{hall.slug}/moderation/words/"
    typed = {"kind": "word", "pattern": " Fool* ", "effect": "warn"}
    assert browse(max_).post(address, typed).status_code == 302
    assert browse(max_).post(address, {**typed, "effect": "block"}).status_code == 302
    rule = WordRule.objects.get()
    assert (rule.pattern, rule.effect) == ("fool*", "block")
    assert browse(bo).post(f"/moderation/words/{rule.pk}/remove/").status_code == 403
    assert browse(max_).post(f"/moderation/words/{rule.pk}/remove/").status_code == 302
    assert not WordRule.objects.exists()
    assert AuditEntry.objects.filter(verb="moderation.word_rule_removed").exists()


def test_words_for_everywhere_are_the_administrators(
    browse: Browse, ada: Person, max_: Person, hall: Community
) -> None:
    typed = {"kind": "link", "pattern": "bad.example", "effect": "hold"}
    assert browse(max_).post("/moderation/words/", typed).status_code == 403
    assert browse(ada).post("/moderation/words/", typed).status_code == 302
    assert "bad.example" in browse(ada).get("/moderation/words/").content.decode()
    with pytest.raises(NotAllowed):
        settling.remove_word_rule(max_, WordRule.objects.get())


def test_somebody_is_muted_without_a_case_and_it_is_lifted(
    browse: Browse, hall: Community, max_: Person, bo: Person
) -> None:
    address = f"/communities/{hall.slug}/moderation/sanctions/"
    typed = {"person": "@bo", "kind": "mute", "hours": "24", "reason": "Rest a day"}
    assert browse(max_).post(address, typed).status_code == 302
    row = Sanction.objects.get()
    work()
    assert rulings_told(bo) == ["You may not write in a community for a while"]
    assert "Rest a day" in browse(bo).get("/moderation/mine/").content.decode()
    assert browse(again(bo)).post(f"/moderation/sanctions/{row.pk}/lift/").status_code == 403
    assert browse(max_).post(f"/moderation/sanctions/{row.pk}/lift/").status_code == 302
    assert not Sanction.objects.standing().exists()
    work()
    assert rulings_told(bo)[0] == "What you were forbidden in a community is allowed again"


@pytest.mark.parametrize(("name", "said"), [("nobody", "nobody of this name"), ("max", "may not do this")])
def test_a_sanction_that_cannot_be_is_told(
    name: str, said: str, browse: Browse, hall: Community, max_: Person
) -> None:
    typed = {"person": name, "kind": "mute", "hours": "1", "reason": "Hm"}
    answer = browse(max_).post(f"/communities/{hall.slug}/moderation/sanctions/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_second_sanction_takes_the_place_of_the_first(
    browse: Browse, hall: Community, max_: Person, bo: Person
) -> None:
    address = f"/communities/{hall.slug}/moderation/sanctions/"
    for hours in ("1", "168"):
        browse(max_).post(address, {"person": "bo", "kind": "mute", "hours": hours, "reason": "Hm"})
    assert Sanction.objects.count() == 2
    assert Sanction.objects.standing().count() == 1
