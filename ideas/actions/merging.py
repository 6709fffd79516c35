"""Making one of two ideas, and taking it back exactly: no support, ballot or comment is moved, counts follow a pointer."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions.noting import note
from esn.kit import audit, clock
from ideas import events as verbs
from ideas.actions.deciding import answer, check_reason
from ideas.actions.moving import locked, put
from ideas.families import recount_support, supporters_of
from ideas.models import (
    Challenge,
    Contributor,
    Decision,
    DuplicateLink,
    Idea,
    Merge,
    MergeObjection,
    Support,
)
from ideas.policies import may_merge, may_unmerge, require
from people.models import Person

OBJECTION = timedelta(days=7)


@transaction.atomic
def merge_ideas(actor: Person, source: Idea, target: Idea, *, reason: str) -> Merge:
    """Put one idea into another of its challenge; everybody who had a part hears it. Raises ReasonMissing.

    Supporters of both count once. The source keeps its address, its text and its talk.
    """
    # Always in the order of their numbers: two merges at once wait for each other and never cross.
    first, second = sorted([source, target], key=lambda idea: idea.pk)
    by_pk = {idea.pk: idea for idea in (locked(first), locked(second))}
    source, target = by_pk[source.pk], by_pk[target.pk]
    require(
        may_merge(actor, source, target), _("Two ideas of one challenge that wait for an answer are merged.")
    )
    check_reason(reason)
    merge = Merge.objects.create(
        source=source,
        target=target,
        by=actor,
        at=clock.now(),
        reason=reason.strip(),
        stage_before=source.stage,
        counts={"source": source.support_count, "target": target.support_count},
        objections_until=clock.now() + OBJECTION,
    )
    answer(
        actor, source, outcome=Decision.Outcome.MERGE, reason_code=Decision.Reason.DUPLICATE,
        reason_text=reason, canonical=target,
    )  # fmt: skip
    Challenge.objects.filter(pk=source.challenge_id).update(undecided_count=F("undecided_count") - 1)
    _name_authors(actor, merge)
    DuplicateLink.objects.update_or_create(
        idea=source,
        other=target,
        defaults={"state": DuplicateLink.State.CONFIRMED, "by": actor, "at": clock.now()},
    )
    merge.counts["after"] = recount_support(target)
    merge.save(update_fields=["counts"])
    note(verbs.IDEA_MERGED, actor, source.thread, source, owner=source.author)
    return merge


def _name_authors(actor: Person, merge: Merge) -> None:
    """Name the authors of the source at the target, unless they stand there already."""
    agreed = merge.source.contributors.exclude(consented_at=None).values_list("person_id", flat=True)
    there = {merge.target.author_id, *merge.target.contributors.values_list("person_id", flat=True)}
    for person in {merge.source.author_id, *agreed} - there:
        Contributor.objects.create(
            idea=merge.target,
            person_id=person,
            role=Contributor.Role.MERGED,
            added_by=actor,
            added_at=clock.now(),
            consented_at=clock.now(),
            merge=merge,
        )


@transaction.atomic
def unmerge(actor: Person, merge: Merge) -> Idea:
    """Take a merge back: the source is what it was, with its stage, supports, lines and authors."""
    locked(merge.target)
    source = locked(merge.source)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    require(may_unmerge(actor, merge), _("This merge cannot be taken back any more."))
    decision = source.decision
    put(actor, source, merge.stage_before, decision=None, canonical=None)
    if decision is not None:
        decision.delete()
    Challenge.objects.filter(pk=source.challenge_id).update(undecided_count=F("undecided_count") + 1)
    merge.contributors.all().delete()
    DuplicateLink.objects.filter(
        idea=source, other=merge.target, state=DuplicateLink.State.CONFIRMED
    ).delete()
    merge.undone_at, merge.undone_by = clock.now(), actor
    merge.save(update_fields=["undone_at", "undone_by"])
    recount_support(merge.target)
    audit.record(
        verbs.IDEA_UNMERGED, actor=actor, about=source, community_id=source.challenge.community_id,
        before={"merged_into": merge.target_id}, after={"stage": source.stage},
    )  # fmt: skip
    note(verbs.IDEA_UNMERGED, actor, source.thread, source, owner=source.author)
    return source


@transaction.atomic
def object_to_merge(actor: Person, merge: Merge) -> MergeObjection:
    """Say that one's support was for the other idea only: it no longer counts for the merged one."""
    is_open = merge.undone_at is None and clock.now() < merge.objections_until
    is_concerned = Support.objects.filter(idea=merge.source, person=actor).exists()
    require(is_open and is_concerned, _("Supporters of the merged idea object within seven days."))
    made, is_new = MergeObjection.objects.get_or_create(
        merge=merge, person=actor, defaults={"at": clock.now()}
    )
    if is_new:
        recount_support(merge.target)
    return made


def counts_of(merge: Merge) -> dict[str, Any]:
    """Return the supporters of the target with and without what the merge brought."""
    own = Support.objects.filter(idea=merge.target).count()
    return {"without": own, "with": supporters_of(merge.target).count(), **merge.counts}
