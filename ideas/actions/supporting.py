"""Supporting an idea in one click, and saying in words what one fears about it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions.noting import note
from activity.models import Thread
from esn.kit import clock
from ideas import events as verbs
from ideas.actions.moving import hint
from ideas.families import merges_with, recount_support
from ideas.models import SHORTEST_CONCERN, Concern, Idea, MergeObjection, Support
from ideas.policies import may_raise_concern, may_support, require
from people.models import Person


class ConcernWithoutWords(ValidationError):  # noqa: N818  (says what is wrong)
    """A concern is a sentence; a mere "no" helps nobody."""


@transaction.atomic
def support_idea(actor: Person, idea: Idea, *, benefit: str = Support.Benefit.BENEFIT) -> Support:
    """Support an idea; doing it again only changes what one would do."""
    require(may_support(actor, idea), _("This idea cannot be supported now."))
    support, is_new = Support.objects.update_or_create(
        idea=idea,
        person=actor,
        defaults={"benefit": benefit},
        create_defaults={"benefit": benefit, "revision": idea.revision, "at": clock.now()},
    )
    if is_new:
        _count(idea, 1)
        note(verbs.IDEA_SUPPORTED, actor, idea.thread, support, owner=idea.author)
    return support


@transaction.atomic
def withdraw_support(actor: Person, idea: Idea) -> None:
    """Take one's support back while voting is open; what came with a merge goes too."""
    require(may_support(actor, idea), _("This idea cannot be supported now."))
    taken, _kinds = Support.objects.filter(idea=idea, person=actor).delete()
    moved = merges_with(idea, actor)
    MergeObjection.objects.bulk_create(
        [MergeObjection(merge_id=pk, person=actor, at=clock.now()) for pk in moved], ignore_conflicts=True
    )
    if taken or moved:
        _count(idea, -1)
        note(verbs.SUPPORT_WITHDRAWN, actor, idea.thread, idea)


def _count(idea: Idea, change: int) -> None:
    # Where ideas went into this one, one person may stand behind two of them: count anew.
    if idea.merged_ideas.exists():
        recount_support(idea)
    else:
        Idea.objects.filter(pk=idea.pk).update(support_count=F("support_count") + change)
    Thread.objects.filter(pk=idea.thread_id).update(version=F("version") + 1)
    hint(idea)


@transaction.atomic
def raise_concern(actor: Person, idea: Idea, *, text: str) -> Concern:
    """Say what one fears, or say it better; everybody reads it. Raises ConcernWithoutWords."""
    require(may_raise_concern(actor, idea), _("This idea is already answered."))
    if len(text.strip()) < SHORTEST_CONCERN:
        raise ConcernWithoutWords(_("Say in a sentence what you fear: only then can anybody answer it."))
    concern, is_new = Concern.objects.update_or_create(
        idea=idea, person=actor, defaults={"text": text.strip(), "at": clock.now()}
    )
    if is_new:
        note(verbs.CONCERN_RAISED, actor, idea.thread, concern, owner=idea.author)
    hint(idea)
    return concern


@transaction.atomic
def withdraw_concern(actor: Person, idea: Idea) -> None:
    """Take one's concern back."""
    require(may_raise_concern(actor, idea), _("This idea is already answered."))
    gone, _kinds = Concern.objects.filter(idea=idea, person=actor).delete()
    if gone:
        note(verbs.CONCERN_WITHDRAWN, actor, idea.thread, idea)
