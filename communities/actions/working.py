"""One deed for many members: at once for a few, by a worker in batches for many, so that it can die and go on."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from communities import administering
from communities.actions import importing
from communities.actions.handing import hand_over
from communities.actions.membership import change_role, remove_member
from communities.administering import Sieve
from communities.models import Community, Membership, MemberWork
from communities.policies import NotAllowed, may_lead, may_own, require
from esn.kit import clock
from people.models import Person

AT_ONCE = 200
BATCH = 100
MOST_CHOSEN = 500
TASK = "communities.carry_on"
# Work that nobody touched for this long was left behind by a worker that died.
LEFT_BEHIND = timedelta(minutes=2)


@transaction.atomic
def start_member_work(  # noqa: PLR0913  (which deed, and for whom: all named)
    actor: Person,
    community: Community,
    *,
    deed: str,
    role: str = "",
    chosen: list[int] | None = None,
    sieve: Sieve | None = None,
) -> MemberWork:
    """Change the role of many members, or take them out; who came after this moment is left alone."""
    is_role = deed == MemberWork.Deed.ROLE
    require(may_own(actor, community) if is_role else may_lead(actor, community))
    require(deed in {MemberWork.Deed.ROLE, MemberWork.Deed.REMOVE})
    require(not is_role or role in Membership.Role.values)
    rows = administering.chosen(actor, community, (chosen or [])[:MOST_CHOSEN], sieve)
    work = MemberWork.objects.create(
        community=community,
        actor=actor,
        deed=deed,
        role=role if is_role else "",
        chosen=(chosen or [])[:MOST_CHOSEN],
        sieve={"is_all": True, **sieve.given} if sieve else {},
        total=rows.count(),
        until_id=rows.aggregate(last=Max("pk"))["last"] or 0,
        made_at=clock.now(),
        confirmed_at=clock.now(),
    )
    return _begin(work)


@transaction.atomic
def start_import(actor: Person, community: Community, *, text: str) -> MemberWork:
    """Look at a list of people without adding anybody: the answer says of each line what would happen."""
    require(may_lead(actor, community) and not community.is_archived and not community.is_everyone)
    lines = importing.read(actor, community, text)
    return MemberWork.objects.create(
        community=community,
        actor=actor,
        deed=MemberWork.Deed.IMPORT,
        lines=lines,
        total=sum(line["state"] == importing.NEW for line in lines),
        made_at=clock.now(),
    )


@transaction.atomic
def confirm_import(actor: Person, work: MemberWork) -> MemberWork:
    """Add everybody on a list that was looked at; all of them or, when a line is wrong, nobody."""
    require(may_lead(actor, work.community) and work.actor_id == actor.pk)
    require(
        not importing.has_problems(work.lines), _("Mend the lines that are wrong, then send the list again.")
    )
    won = MemberWork.objects.filter(pk=work.pk, confirmed_at=None, deed=MemberWork.Deed.IMPORT).update(
        confirmed_at=clock.now()
    )
    work.refresh_from_db()
    return _begin(work) if won else work


def _begin(work: MemberWork) -> MemberWork:
    if work.total <= AT_ONCE:
        carry_on(work.pk)
        work.refresh_from_db()
    else:
        hand_over(TASK, work.pk)
    return work


def carry_on(work_id: int) -> None:
    """Do what is left of a work, batch by batch; two workers on the same one take turns."""
    while _batch(work_id):
        pass


@transaction.atomic
def _batch(work_id: int) -> bool:
    """Do one batch and tell whether more is left."""
    rows = MemberWork.objects.unfinished().exclude(confirmed_at=None)
    # Two joins more would lock the person and the community too.
    work = (
        rows.select_for_update(of=("self",)).select_related("community", "actor").filter(pk=work_id).first()
    )
    if work is None:
        return False
    if not may_lead(work.actor, work.community):
        return _finish(work, _("Stopped: whoever began it no longer runs the community."))
    if work.deed == MemberWork.Deed.IMPORT:
        work.done, work.skipped = importing.add_all(work.actor, work.community, work.lines)
        return _finish(work)
    some = _next(work)
    for member in some:
        work.last_id = member.pk
        is_done = _do(work, member)
        work.done += is_done
        work.skipped += not is_done
    work.touched_at = clock.now()
    work.save()
    return len(some) == BATCH or _finish(work)


def _next(work: MemberWork) -> list[Membership]:
    sieve = Sieve.of(work.sieve) if work.sieve else None
    rows = administering.chosen(work.actor, work.community, work.chosen, sieve)
    return list(rows.filter(pk__gt=work.last_id, pk__lte=work.until_id)[:BATCH])


def _do(work: MemberWork, member: Membership) -> bool:
    """Do it to one member; whoever began it is left alone, and so is the last owner."""
    if member.person_id == work.actor_id:
        return False
    try:
        with transaction.atomic():
            if work.deed == MemberWork.Deed.ROLE:
                change_role(work.actor, work.community, member.person, role=work.role)
            else:
                remove_member(work.actor, work.community, member.person)
    except NotAllowed:
        return False
    return True


def _finish(work: MemberWork, remark: str = "") -> bool:
    work.finished_at, work.remark = clock.now(), remark
    work.save()
    return False


def resume() -> int:
    """Hand over again what a worker left behind; return how many."""
    since = clock.now() - LEFT_BEHIND
    rows = MemberWork.objects.unfinished().filter(confirmed_at__lt=since).exclude(touched_at__gte=since)
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:50])
    for key in keys:
        carry_on(key)
    return len(keys)
