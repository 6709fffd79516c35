"""How a community is moderated, and which words need a look: there, or everywhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Community
from esn.kit import clock
from moderation import wordlists
from moderation.actions.noting import enter
from moderation.models import CommunityRules, WordRule
from moderation.policies import may_set_rules, require
from people.models import Person
from people.policies import may_administer

MOST_RULES = 200
FIELDS = ("approval", "newcomer_posts", "newcomer_days", "with_comments", "slow_seconds", "hide_after")


class SettingsConflict(ValidationError):  # noqa: N818  (named as the other conflicts are)
    """Somebody else saved the rules meanwhile."""


@transaction.atomic
def set_rules(
    actor: Person, community: Community, *, version: int | None = None, **fields: Any
) -> CommunityRules:
    """Say how a community is moderated; `version` is what was seen before, so that nobody overwrites another unawares."""
    require(may_set_rules(actor, community))
    rules, _new = CommunityRules.objects.select_for_update().get_or_create(community=community)
    if version is not None and version != rules.version:
        raise SettingsConflict(
            _("Somebody else saved these settings meanwhile. What you see now is theirs; change it again.")
        )
    before = {name: getattr(rules, name) for name in FIELDS}
    for name in FIELDS:
        setattr(rules, name, fields.get(name, before[name]))
    after = {name: getattr(rules, name) for name in FIELDS}
    if before == after:
        return rules
    rules.version += 1
    rules.changed_at, rules.changed_by = clock.now(), actor
    rules.save()
    changed = [name for name in FIELDS if before[name] != after[name]]
    enter(
        "moderation.rules_set", actor, community, community=community,
        before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
    )  # fmt: skip
    return rules


@transaction.atomic
def add_word_rule(  # noqa: PLR0913  (a rule's parts, all named)
    actor: Person,
    community: Community | None,
    *,
    pattern: str,
    kind: str = WordRule.Kind.WORD,
    effect: str = WordRule.Effect.WARN,
    why: str = "",
) -> WordRule:
    """Have a word or a site looked at; adding it again changes what happens then. Raises ValidationError by field."""
    require(_may(actor, community))
    try:
        tidy = wordlists.tidy(kind, pattern)[:100]
    except wordlists.BadPattern as error:
        raise ValidationError({"pattern": str(error)}) from error
    if WordRule.objects.filter(community=community).count() >= MOST_RULES:
        raise ValidationError({"pattern": _("At most %d words and sites are looked for.") % MOST_RULES})
    rule, _new = WordRule.objects.update_or_create(
        community=community, kind=kind, pattern=tidy,
        defaults={"effect": effect, "why": why[:200], "made_by": actor, "made_at": clock.now()},
    )  # fmt: skip
    after = {"kind": kind, "pattern": tidy, "effect": effect}
    enter("moderation.word_rule_added", actor, rule, community=community, after=after)
    return rule


@transaction.atomic
def remove_word_rule(actor: Person, rule: WordRule) -> None:
    """No longer look for it."""
    require(_may(actor, rule.community))
    before = {"kind": rule.kind, "pattern": rule.pattern, "effect": rule.effect}
    enter("moderation.word_rule_removed", actor, rule, community=rule.community, before=before)
    WordRule.objects.filter(pk=rule.pk).delete()


def _may(person: Person, community: Community | None) -> bool:
    return may_administer(person) if community is None else may_set_rules(person, community)
