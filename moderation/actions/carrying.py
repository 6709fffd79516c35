"""What moderation keeps about a community that becomes part of another: sanctions move, rules on words are united.

How the target is moderated otherwise (approval, slow mode, hiding by itself) its own leads have decided; that stands.
"""

from datetime import UTC, datetime

from communities.actions import merging
from communities.models import Community, Membership
from communities.policies import may_lead
from esn.kit import clock
from moderation.actions.noting import enter
from moderation.actions.sanctioning import heard
from moderation.models import Sanction, WordRule
from people.models import Person

STRICTNESS = {WordRule.Effect.WARN: 0, WordRule.Effect.HOLD: 1, WordRule.Effect.BLOCK: 2}
FOREVER = datetime.max.replace(tzinfo=UTC)


@merging.carrier
def carry_moderation(by: Person, source: Community, target: Community) -> None:
    """Bring a source's sanctions and rules on words into the target; a part of the merge."""
    rows = Sanction.objects.filter(community=source).select_related("person").order_by("pk")
    people = {row.person_id: row.person for row in rows}
    for row in rows:
        if row.lifted_at is None:
            _settle(by, row, target)
    # Those that are over go along too: they are what happened before.
    Sanction.objects.filter(community=source).update(community=target)
    for person in people.values():
        heard(person)
    _unite_words(source, target)


def _settle(by: Person, row: Sanction, target: Community) -> None:
    """Let a running sanction hold in the target, or end it where the target's own word stands against it."""
    if _stands_against(row, target):
        _end(by, row)
        before = {"person": row.person_id, "kind": row.kind, "until": row.until_at}
        enter("moderation.sanction_not_carried", by, row, community=target, before=before)
        return
    own = Sanction.objects.filter(
        person=row.person_id, community=target, kind=row.kind, lifted_at=None
    ).first()
    # Of two of a kind the longer holds.
    if own is not None:
        _end(by, min(own, row, key=_until))


def _stands_against(row: Sanction, target: Community) -> bool:
    """Whether the target trusts the person: they run it, or it has had them as a member all along."""
    if row.kind == Sanction.Kind.BAN:
        return Membership.objects.current().filter(community=target, person=row.person_id).exists()
    return may_lead(row.person, target)


def _until(row: Sanction) -> datetime:
    return row.until_at or FOREVER


def _end(by: Person, row: Sanction) -> None:
    Sanction.objects.filter(pk=row.pk).update(lifted_at=clock.now(), lifted_by=by)


def _unite_words(source: Community, target: Community) -> None:
    """Look for what either looked for; where both did, the stricter effect holds."""
    own = {(rule.kind, rule.pattern): rule for rule in WordRule.objects.filter(community=target)}
    for rule in WordRule.objects.filter(community=source):
        known = own.get((rule.kind, rule.pattern))
        if known is None:
            WordRule.objects.filter(pk=rule.pk).update(community=target)
            continue
        if STRICTNESS[WordRule.Effect(rule.effect)] > STRICTNESS[WordRule.Effect(known.effect)]:
            WordRule.objects.filter(pk=known.pk).update(effect=rule.effect, why=rule.why or known.why)
        WordRule.objects.filter(pk=rule.pk).delete()
