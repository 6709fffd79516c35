"""Two communities become one: who comes, who then sees what, and the move itself in batches that can be resumed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.admitting import changed, count, higher
from communities.actions.founding import free_slug
from communities.actions.handing import hand_over
from communities.actions.noting import enter, note
from communities.browsing import audience_size
from communities.models import (
    Community,
    CommunityAddress,
    Departure,
    Invitation,
    InvitationLink,
    JoinRequest,
    Membership,
    Merge,
    Resource,
    Shared,
    Topic,
)
from communities.policies import JOIN, NotAllowed, may_merge, refusal, require
from esn.kit import clock
from people.models import Person

BATCH = 500
TASK = "communities.carry_on_merge"
LEFT_BEHIND = timedelta(minutes=2)
# What apps above keep about a community and carry along; called once, when the members are united.
Carrier = Callable[[Person, Community, Community], None]
_carriers: list[Carrier] = []
# How closed each kind is: what was said behind a door stays behind one that is at least as thick.
CLOSED = {Community.Kind.OPEN: 0, Community.Kind.PRIVATE: 1, Community.Kind.SECRET: 2}


def carrier(carry: Carrier) -> Carrier:
    """Register what is carried along from a source to its target, in the transaction of the merge; for apps above."""
    _carriers.append(carry)
    return carry


class WouldWiden(NotAllowed):
    """More people would read what was written for fewer, without its authors' consent."""


@dataclass(frozen=True)
class Preview:
    """What a merge would do, before anybody decides."""

    coming: int
    both: int
    threads: int
    readers_before: int
    readers_after: int
    gain_source: int
    gain_target: int
    outsiders: int
    widens: bool


def contents(community: Community) -> Iterator[QuerySet[Model]]:
    """Return everything that is shared in a community, one queryset for each kind of thing."""
    for model in Shared.__subclasses__():
        yield model._default_manager.filter(community=community).order_by("pk")


def preview(source: Community, target: Community) -> Preview:
    """Return what merging would do: who comes, what moves, and who gains sight of what."""
    here = Membership.objects.current().filter(community=source)
    there = Membership.objects.current().filter(community=target)
    both = here.filter(person__in=there.values("person")).count()
    coming = here.count() - both
    return Preview(
        coming=coming,
        both=both,
        threads=sum(rows.count() for rows in contents(source)),
        readers_before=audience_size(source),
        readers_after=_audience_after(target, coming),
        gain_source=0 if source.is_open else there.count() - both,
        gain_target=0 if target.is_open else coming,
        outsiders=there.filter(person__is_external=True).exclude(person__in=here.values("person")).count(),
        widens=CLOSED[Community.Kind(target.kind)] < CLOSED[Community.Kind(source.kind)],
    )


def _audience_after(target: Community, coming: int) -> int:
    return audience_size(target) + (0 if target.is_open else coming)


@transaction.atomic
def merge_communities(actor: Person, source: Community, target: Community) -> Merge:
    """Move everything of the source into the target; raises WouldWiden where the target is more open than the source.

    Memberships, requests and invitations are united at once; threads follow in batches, and the source can be read
    by its own until the last has moved.
    """
    require(may_merge(actor, source, target))
    rows = Community.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    source, target = locked[source.pk], locked[target.pk]
    require(not target.is_archived and not Merge.objects.filter(source=target).exists())
    require(target.merged_into_id is None and source.merged_into_id is None)
    if CLOSED[Community.Kind(target.kind)] < CLOSED[Community.Kind(source.kind)]:
        raise WouldWiden(
            _("What was written in %(source)s was written for fewer readers than %(target)s has.")
            % {"source": source.name, "target": target.name}
        )
    total = sum(rows.count() for rows in contents(source))
    merge, is_new = Merge.objects.get_or_create(
        source=source,
        defaults={"target": target, "made_by": actor, "made_at": clock.now(), "total": total},
    )
    if is_new:
        _close(actor, source)
        _unite(source, target)
        for carry in _carriers:
            carry(actor, source, target)
        note(verbs.COMMUNITY_MERGED, actor, target, about=source)
        enter(
            verbs.COMMUNITY_MERGED, actor, target, about=source,
            before={"source": source.name, "kind": source.kind, "members": source.member_count},
            after={"target": target.name, "kind": target.kind},
        )  # fmt: skip
        if total > BATCH:
            hand_over(TASK, merge.pk)
        else:
            carry_on(merge.pk)
            merge.refresh_from_db()
    return merge


def _close(actor: Person, source: Community) -> None:
    if source.archived_at is None:
        Community.objects.filter(pk=source.pk).update(archived_at=clock.now(), archived_by=actor)


def _unite(source: Community, target: Community) -> None:
    """Bring everybody over, each with the higher of their roles; the members of the source keep it until it is empty."""
    there = {row.person_id: row for row in Membership.objects.filter(community=target)}
    fresh, raised = list[Membership](), list[Membership]()
    # Whom the target's leads took out does not come back through a side door.
    barred = Departure.objects.filter(community=target, is_removal=True).values("person")
    coming = Membership.objects.current().filter(community=source).exclude(person__in=barred)
    for row in coming.select_related("person"):
        known = there.get(row.person_id)
        if known is None:
            # A ban keeps out whoever was never in, too.
            is_barred = refusal(row.person, target, JOIN)
            if not is_barred and not (target.is_everyone and row.person.is_external):
                fresh.append(_copy(row, target))
        elif higher(row.role, known.role) != known.role:
            known.role = row.role
            known.until_at = None
            raised.append(known)
    Membership.objects.bulk_create(fresh, batch_size=BATCH)
    Membership.objects.bulk_update(raised, ["role", "until_at"], batch_size=BATCH)
    count(target, len(fresh))
    for row in [*fresh, *raised]:
        changed(row.person)
    _move_what_waits(source, target)


def _copy(row: Membership, target: Community) -> Membership:
    return Membership(
        community=target, person=row.person, role=row.role, since_at=row.since_at, via=Membership.Via.MERGE,
        until_at=row.until_at, last_active_at=row.last_active_at, wrote_at=row.wrote_at,
    )  # fmt: skip


def _move_what_waits(source: Community, target: Community) -> None:
    """Let requests, invitations, links, topics and resources go along; who waits for both waits once."""
    inside = Membership.objects.filter(community=target).values("person")
    now = clock.now()
    kinds: tuple[tuple[Any, dict[str, None], dict[str, Any]], ...] = (
        (JoinRequest, {"decided_at": None}, {"decided_at": now, "is_accepted": True}),
        (Invitation, {"answered_at": None}, {"answered_at": now, "is_accepted": True}),
    )
    for model, undecided, answer in kinds:
        rows = model._default_manager.filter(community=source, **undecided)
        rows.filter(person__in=inside).update(**answer)
        waiting = model._default_manager.filter(community=target, **undecided).values("person")
        rows.exclude(person__in=waiting).update(community=target)
        rows.update(**{**answer, "is_accepted": False})
    gone = Departure.objects.filter(community=target).values("person")
    Departure.objects.filter(community=source).exclude(person__in=inside).exclude(person__in=gone).update(
        community=target
    )
    InvitationLink.objects.filter(community=source).update(community=target)
    known = Topic.objects.filter(community=target).values("name")
    Topic.objects.filter(community=source).exclude(name__in=known).update(community=target)
    Resource.objects.filter(community=source).update(community=target)
    Community.objects.filter(parent=source).exclude(pk=target.pk).update(parent=target)


def carry_on(merge_id: int) -> None:
    """Move what is left, batch by batch; two workers on the same merge take turns."""
    while _batch(merge_id):
        pass


@transaction.atomic
def _batch(merge_id: int) -> bool:
    """Move one batch and tell whether more is left."""
    rows = Merge.objects.select_for_update(of=("self",)).select_related("source", "target")
    merge = rows.filter(pk=merge_id, finished_at=None).first()
    if merge is None:
        return False
    for kind in contents(merge.source):
        keys = list(kind.values_list("pk", flat=True)[:BATCH])
        if keys:
            on_move = getattr(kind.model, "on_move", {})
            kind.model._default_manager.filter(pk__in=keys).update(community=merge.target, **on_move)
            merge.moved += len(keys)
            merge.touched_at = clock.now()
            merge.save(update_fields=["moved", "touched_at"])
            return True
    _finish(merge)
    return False


def _finish(merge: Merge) -> None:
    """Let the empty source go: its addresses lead to the target, its name is free again."""
    source, target, now = merge.source, merge.target, clock.now()
    people = [row.person for row in Membership.objects.filter(community=source).select_related("person")]
    Membership.objects.filter(community=source).delete()
    old = source.slug
    source.merged_into, source.member_count, source.tip_at = target, 0, None
    source.slug = free_slug(f"merged-{source.pk}", Community.Kind.SECRET)
    source.save(update_fields=["merged_into", "member_count", "tip_at", "slug"])
    _lead_on(source, target, old)
    tips = [
        rows.aggregate(at=Max("created_at"))["at"]
        for rows in contents(target)
        if any(field.name == "created_at" for field in rows.model._meta.fields)
    ]
    newest = max((tip for tip in tips if tip), default=None)
    if newest and (target.tip_at is None or newest > target.tip_at):
        Community.objects.filter(pk=target.pk).update(tip_at=newest)
    merge.finished_at = now
    merge.save(update_fields=["finished_at"])
    for person in people:
        changed(person)


def _lead_on(source: Community, target: Community, old: str) -> None:
    slugs = [old, *CommunityAddress.objects.filter(community=source).values_list("slug", flat=True)]
    CommunityAddress.objects.filter(community=source).delete()
    CommunityAddress.objects.bulk_create(
        [CommunityAddress(community=target, slug=slug, left_at=clock.now()) for slug in slugs],
        ignore_conflicts=True,
    )


def resume() -> int:
    """Go on with merges that a worker left behind; return how many."""
    since = clock.now() - LEFT_BEHIND
    rows = Merge.objects.filter(finished_at=None, made_at__lt=since).exclude(touched_at__gte=since)
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:20])
    for key in keys:
        carry_on(key)
    return len(keys)
